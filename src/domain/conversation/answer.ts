import type { Citation } from '../knowledge/citation.ts';

export type AnswerKind =
  | 'answer'
  | 'no-evidence'
  | 'sources-differ'
  | 'clarify'
  | 'refused'
  | 'help';

export type Intent =
  | 'objection'
  | 'playbook'
  | 'client'
  | 'clients'
  | 'product'
  | 'draft'
  | 'check'
  | 'alerts'
  | 'worklist'
  | 'record'
  | 'practice'
  | 'help'
  | 'out-of-scope'
  | 'unsafe';

/** What one turn gives back; `text` is Markdown, a line `▼` marks where channels fold. */
export interface Answer {
  readonly kind: AnswerKind;
  readonly intent: Intent;
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly suggestions: readonly string[];
  readonly mode: 'model' | 'offline';
}

export const foldMark = '▼';
