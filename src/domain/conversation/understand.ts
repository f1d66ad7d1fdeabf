import type { Intent } from './answer.ts';
import { intentRules, workRules } from './intent-rules.ts';
import { outOfScope } from './out-of-scope.ts';
import { refusalFor } from './refusal.ts';
import type { RefusalReason } from './refusal-rules.ts';

export interface Understanding {
  /** `null`: an objection or a question of the playbooks; their words decide which. */
  readonly intent: Intent | null;
  /** Of an unsafe request: which refusal answers it. */
  readonly refusal: RefusalReason | null;
}

/** What a message wants, decided by rules alone: the same message always goes the same way. */
export function understand(message: string): Understanding {
  const claimed = (rules: typeof workRules) => rules.find(([, holds]) => holds(message))?.[0];
  const first = claimed(intentRules);
  if (first) return { intent: first, refusal: null };
  const refusal = refusalFor(message);
  if (refusal) return { intent: 'unsafe', refusal };
  const work = claimed(workRules);
  if (work) return { intent: work, refusal: null };
  if (outOfScope(message)) return { intent: 'out-of-scope', refusal: null };
  return { intent: null, refusal: null };
}
