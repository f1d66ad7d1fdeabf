export type Origin = 'course' | 'project' | 'regulation' | 'bank';

type CardKind =
  | 'method'
  | 'reference'
  | 'known-unknown'
  | 'contradiction'
  | 'warning'
  | 'objection';

export const objectionStages = [
  '认领首触',
  '邀约',
  '面谈',
  '产品',
  '到期',
  '挽回',
  '转介',
  '投诉',
  '企业主',
] as const;

type ObjectionStage = (typeof objectionStages)[number];

/** The client's own words, as they are spoken, typed, or only hinted at. */
interface ClientWords {
  readonly spoken: readonly string[];
  readonly wechat: readonly string[];
  readonly indirect: readonly string[];
}

/** What an objection card adds to a knowledge card. */
interface ObjectionTraits {
  /** Where in the relationship it comes up, the most usual first. */
  readonly stages: readonly ObjectionStage[];
  readonly says: ClientWords;
}

interface Source {
  readonly document: string;
  readonly place: string;
}

/** A knowledge file: one question a manager asks, with everything the material has on it. */
export interface KnowledgeCard {
  readonly id: string;
  readonly title: string;
  readonly kind: CardKind;
  readonly origin: Origin;
  readonly sources: readonly Source[];
  readonly facts: readonly string[];
  /** Other ways in which managers ask for this card; indexed, never shown. */
  readonly asks: readonly string[];
  /** Of a known-unknown card: the names by which the unknown is asked for. */
  readonly names: readonly string[];
  readonly see: readonly string[];
  /** Of an objection card only. */
  readonly objection: ObjectionTraits | null;
  readonly file: string;
}

/** The unit of retrieval and citation: `text` is Markdown as it stands in the file. */
export interface Passage {
  readonly id: string;
  readonly card: KnowledgeCard;
  readonly origin: Origin;
  readonly heading: string;
  readonly text: string;
  readonly facts: readonly string[];
}
