import type { CheckResult, Compliance } from '../../domain/compliance/check-message.ts';
import type { Message } from '../../domain/compliance/message.ts';
import { rewriteMessage, type Sender } from '../../domain/compliance/rewrite-message.ts';

export interface Judgement extends CheckResult {
  /** A version that passes the check; `null` where none is needed or none can be made. */
  readonly rewrite: string | null;
}

export interface JudgingParts {
  readonly compliance: Compliance;
  /** The business day, YYYY-MM-DD. */
  readonly today: string;
  readonly sender: Sender;
}

/** Checks a message and, where it may not go out as it stands, makes a version that may. */
export function judgeMessage(message: Message, parts: JudgingParts): Judgement {
  const { compliance, today, sender } = parts;
  const result = compliance.check(message, today);
  if (result.verdict === 'clear') return { ...result, rewrite: null };
  return { ...result, rewrite: rewriteMessage(message, compliance, today, sender) };
}
