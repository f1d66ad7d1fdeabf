import type { Inbound } from './read-frame.ts';
import type { WecomParts } from './wecom-parts.ts';

type InboundFeedback = Extract<Inbound, { kind: 'feedback' }>;

/** 准确、不准确 under an answer; only of who asked, and only about what was answered. */
export async function keepFeedback(
  { userId, id, helpful, reason }: InboundFeedback,
  { employees, chat, conversations, log }: WecomParts,
): Promise<void> {
  const employee = await employees.findBy('wecomUserId', userId);
  const turn = employee ? await chat.library.turn(employee.employeeId, id) : null;
  if (!turn?.answer || helpful === null) return;
  await conversations.recordFeedback(turn.turnId, helpful, reason);
  log.note('wecom feedback', { helpful: String(helpful) });
}
