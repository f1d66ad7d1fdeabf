import { chatConversationId } from '../../journeys/conversation/chat-ids.ts';
import { answerQuestion, say } from './answer-question.ts';
import { openDirect } from './open-direct.ts';
import type { SlackRoom } from './slack-room.ts';

/** A question that was put elsewhere (a shortcut, a form, the home tab), answered in direct messages. */
export async function askDirectly(
  {
    eventKey,
    userId,
    teamId,
    text,
  }: {
    readonly eventKey: string;
    readonly userId: string;
    readonly teamId: string | null;
    readonly text: string;
  },
  room: SlackRoom,
): Promise<void> {
  const channel = await openDirect(userId, room.api);
  const found = await room.people.who(userId);
  if (found.kind === 'refused') {
    const id = room.ids.of('answer', 'refused', eventKey);
    return say(found.text, { channel, thread: null, id }, room);
  }
  const { employeeId } = found.employee;
  const conversationId = await chatConversationId('slack', employeeId, [eventKey]);
  const own = { eventKey, employeeId, userId, teamId, conversationId, text };
  await answerQuestion({ ...own, channel, shared: false, thread: null, question: null }, room);
}
