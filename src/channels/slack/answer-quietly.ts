import { textCard } from '../../domain/card/card.ts';
import { GuichaoError } from '../../domain/errors.ts';
import { type ChatAnswer, chatTurn } from '../../journeys/conversation/chat-turn.ts';
import type { SentCard } from '../../ports/sent-cards.ts';
import { cardMessages, notificationText } from './render/card-blocks.ts';
import { lookOf } from './show-answer.ts';
import type { SlackRoom } from './slack-room.ts';

interface QuietReply {
  readonly text: string;
  readonly blocks?: readonly object[];
  readonly replace_original?: boolean;
}

/** Answers where only the asker sees it; false: the way is closed (half an hour, five replies). */
export type Respond = (reply: QuietReply) => Promise<boolean>;

export interface QuietQuestion {
  readonly eventKey: string;
  readonly employeeId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly pressed?: SentCard;
}

async function keepQuietCard(
  { eventKey, employeeId, conversationId }: QuietQuestion,
  { turnId, card }: ChatAnswer,
  { ids, sentCards }: SlackRoom,
): Promise<string> {
  const id = ids.of('answer', eventKey);
  if ((await sentCards.find(id)) !== null) return id;
  const own = { id, channel: 'slack', employeeId, conversationId, turnId } as const;
  await sentCards.keep({ ...own, place: null, actions: card.actions });
  return id;
}

async function answerOrSorry(
  question: QuietQuestion,
  room: SlackRoom,
): Promise<ChatAnswer | string> {
  const { eventKey, employeeId, conversationId, text, pressed } = question;
  const message = { channel: 'slack', eventKey, employeeId, conversationId, text } as const;
  const after = pressed && pressed.turnId !== '' ? { after: pressed.turnId } : {};
  try {
    return await chatTurn({ ...message, ...after, shared: false }, room.chat);
  } catch (error) {
    if (error instanceof GuichaoError) return error.message;
    room.telemetry.failed(eventKey.slice(-8), error);
    return '这句没有答成，请再试一次。';
  }
}

/** Answers a command, or a press on such an answer: nobody but the asker sees it. */
export async function answerQuietly(
  question: QuietQuestion,
  respond: Respond,
  room: SlackRoom,
): Promise<void> {
  const answer = await room.order.run(question.conversationId, () => answerOrSorry(question, room));
  if (typeof answer === 'string') {
    const [blocks = []] = cardMessages(textCard(answer), { cardId: '', feedback: false });
    return void (await respond({ text: answer, blocks, replace_original: false }));
  }
  const cardId = await keepQuietCard(question, answer, room);
  const look = { ...lookOf(cardId, answer), feedback: false };
  const replaces = question.pressed !== undefined;
  const messages = cardMessages(answer.card, look);
  for (const [at, blocks] of messages.entries()) {
    const text = notificationText(answer.card);
    await respond({ text, blocks, replace_original: replaces && at === 0 });
  }
}
