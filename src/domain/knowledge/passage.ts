export type Origin = 'course' | 'project' | 'regulation' | 'bank';

type CardKind = 'method' | 'reference' | 'known-unknown' | 'contradiction' | 'warning';

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
