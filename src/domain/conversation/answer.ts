import type { Card } from '../card/card.ts';
import { cardMarkdown } from '../card/card-markdown.ts';
import type { Citation } from '../knowledge/citation.ts';
import type { Topic } from './topic.ts';

export type AnswerKind =
  | 'answer'
  | 'no-evidence'
  | 'sources-differ'
  | 'clarify'
  | 'refused'
  | 'client'
  | 'clients'
  | 'product'
  | 'draft'
  | 'check'
  | 'alerts'
  | 'worklist'
  | 'proposed'
  | 'recorded'
  | 'practice'
  | 'help';

export const intents = [
  'objection',
  'playbook',
  'client',
  'clients',
  'product',
  'draft',
  'check',
  'alerts',
  'worklist',
  'record',
  'practice',
  'help',
  'out-of-scope',
  'unsafe',
] as const;

export type Intent = (typeof intents)[number];

interface AnswerData {
  readonly clientIds?: readonly string[];
  /** As the contract gives a draft. */
  readonly draft?: object;
}

/** What one turn gives back. `text` and `citations` are the card's, for readers without cards. */
export interface Answer {
  readonly kind: AnswerKind;
  readonly intent: Intent;
  readonly card: Card;
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Questions that lead on from here. */
  readonly suggestions: readonly string[];
  /** What programs read beside the text: which clients it tells of, and a draft. */
  readonly data: AnswerData;
  /** What a short follow-up would refer to. */
  readonly topic: Topic | null;
  readonly mode: 'model' | 'offline';
}

interface AnswerParts {
  readonly kind: AnswerKind;
  readonly intent: Intent;
  readonly card: Card;
  readonly suggestions?: readonly string[];
  readonly topic?: Topic | null;
  readonly data?: AnswerData;
}

export function answerWith({
  kind,
  intent,
  card,
  suggestions = [],
  topic = null,
  data = {},
}: AnswerParts): Answer {
  const text = cardMarkdown(card);
  const { citations } = card;
  return { kind, intent, card, text, citations, suggestions, data, topic, mode: 'offline' };
}
