import { z } from 'zod';
import { intents } from '../../domain/conversation/answer.ts';
import { type ConversationKnowledge, replyTo } from '../conversation/reply-to.ts';
import type { Mark } from './mark.ts';

export const intentCaseSchema = z.object({
  id: z.string(),
  half: z.enum(['tuning', 'unseen']),
  text: z.string(),
  intent: z.enum(intents),
});

/** Whether a message is understood as what its author meant. */
export function evaluateIntents(
  cases: readonly z.infer<typeof intentCaseSchema>[],
  knowledge: ConversationKnowledge,
): Mark[] {
  return cases.map(({ id, half, text, intent }) => {
    const got = replyTo(text, [], knowledge).intent;
    const detail = `${text} → ${got} 应为 ${intent}`;
    return { id, half, measure: '意图判对', group: intent, ok: got === intent, detail };
  });
}
