import { setTimeout as pause } from 'node:timers/promises';
import { cardForChat } from '../../journeys/conversation/card-for-chat.ts';
import { chatEmployee } from '../../journeys/conversation/chat-employee.ts';
import { chatConversationId } from '../../journeys/conversation/chat-ids.ts';
import { chatTurn } from '../../journeys/conversation/chat-turn.ts';
import type { Answering } from './answer-message.ts';
import type { BotConnection } from './bot-connection.ts';
import type { Inbound } from './read-frame.ts';
import { pushAnswer } from './send-answer.ts';
import { type Shown, showAnswer } from './show-answer.ts';

type InboundEntry = Extract<Inbound, { kind: 'enter' }>;

/** What a manager would ask first thing in the morning. */
const firstQuestion = '今天先打给谁';
const greeting = '您好，我是归巢。直接打字或发语音就能问，例如“今天先打给谁”“客户说利率低怎么回”。';

/** Today's digest as it was made in the morning; where there is none, today's list. */
async function briefing(event: InboundEntry, employeeId: string, parts: Answering): Promise<Shown> {
  const { chat, cards } = parts;
  const way = { cards, pageAddress: chat.pageAddress };
  const common = { employeeId, chat: event.chat, before: '' };
  const digest = await parts.digest(employeeId);
  if (digest?.answer) {
    const { answer, turnId, conversationId } = digest;
    const ids = { turnId, conversationId };
    const card = await cardForChat({ answer, employeeId, ...ids }, chat);
    return showAnswer({ answer, card, ...ids, ...common }, way);
  }
  const conversationId = await chatConversationId('wecom', employeeId, [event.chat.id]);
  const ids = { channel: 'wecom', eventKey: event.key, employeeId, conversationId } as const;
  const answered = await chatTurn({ ...ids, text: firstQuestion, shared: false }, chat);
  return showAnswer({ ...answered, conversationId, ...common }, way);
}

/**
 * The first look into the chat of a day. The platform takes a greeting within five seconds and asks
 * once; what is not ready by then follows by itself.
 */
export async function welcome(
  event: InboundEntry,
  connection: BotConnection,
  parts: Answering,
): Promise<void> {
  const user = { account: 'member', platform: 'wecomUserId', userId: event.userId } as const;
  const who = await chatEmployee({ ...user, email: null }, parts.employees);
  const say = (text: string) =>
    connection.welcome(event.reqId, { msgtype: 'text', text: { content: text } });
  if (who.kind === 'refused') {
    await say(who.text);
    return;
  }
  const told = briefing(event, who.employee.employeeId, parts);
  const late = pause(parts.timings.welcomeMs, null, { ref: false });
  const shown = await Promise.race([told, late]).catch(() => null);
  const card = shown?.cards[0];
  if (shown && card) {
    await connection.welcome(event.reqId, { msgtype: 'template_card', template_card: card });
    return;
  }
  await say(shown ? shown.texts[0] : greeting);
  if (shown === null) await pushAnswer(event.chat.id, await told, parts.outgoing);
}
