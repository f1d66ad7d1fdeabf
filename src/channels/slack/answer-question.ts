import type { Card } from '../../domain/card/card.ts';
import { textCard } from '../../domain/card/card.ts';
import { GuichaoError } from '../../domain/errors.ts';
import { cardForChat } from '../../journeys/conversation/card-for-chat.ts';
import { type ChatAnswer, chatTurn } from '../../journeys/conversation/chat-turn.ts';
import type { SentCard } from '../../ports/sent-cards.ts';
import { AnswerProgress } from './answer-progress.ts';
import { openDirect } from './open-direct.ts';
import { type Place, readPlace } from './place.ts';
import { postOnce } from './post-once.ts';
import { cardMessages, notificationText } from './render/card-blocks.ts';
import { closeCard, postCard, replaceCard, type Shown } from './show-answer.ts';
import { SignOfLife } from './sign-of-life.ts';
import type { SlackRoom } from './slack-room.ts';

export interface Question {
  readonly eventKey: string;
  readonly employeeId: string;
  readonly userId: string;
  readonly teamId: string | null;
  readonly conversationId: string;
  readonly text: string;
  readonly channel: string;
  readonly shared: boolean;
  /** The root of the thread to answer in; null: at the top of the conversation. */
  readonly thread: string | null;
  /** The message that asks, where one does. */
  readonly question: string | null;
  /** Shown already, where the question came as a message. */
  readonly sign?: SignOfLife;
  /** The card that was pressed. */
  readonly pressed?: SentCard;
  /** An earlier answer that this one stands in for, as after an edit. */
  readonly replaces?: Place;
}

const reference = (): string => Math.random().toString(36).slice(2, 8).toUpperCase();

function apology(error: unknown, telemetry: SlackRoom['telemetry']): string {
  if (error instanceof GuichaoError && error.code !== 'database') return error.message;
  const id = reference();
  telemetry.failed(id, error);
  return `这句没有答成（编号 ${id}），请再问一次；还不行，请把编号告诉管理员。`;
}

/** Whether an answer takes the place of the card that was pressed for it. */
function staysInPlace(before: ChatAnswer['answer'], { answer }: ChatAnswer): boolean {
  if (before.kind === 'proposed') return answer.kind !== 'refused' && answer.kind !== 'clarify';
  if (before.kind === 'clients') return answer.kind === 'clients';
  return before.kind === 'draft' && answer.kind === 'draft';
}

const firstWords = ({ sections }: Card): string => {
  const part = sections[0]?.parts[0];
  return part?.kind === 'text' ? part.text : '';
};

/** The card whose fate was decided by 确认 on this one: 已记 stands on it, without buttons. */
async function closeOrigin(origin: string, shown: Shown, room: SlackRoom): Promise<void> {
  const card = await room.sentCards.find(origin);
  const turn = card && (await room.chat.library.turn(card.employeeId, card.turnId));
  if (!card || !turn?.answer) return;
  const { employeeId, conversationId, turnId } = card;
  const said = { answer: turn.answer, employeeId, conversationId, turnId };
  await closeCard(card, await cardForChat(said, room.chat), firstWords(shown.answer.card), room);
}

async function afterPress(pressed: SentCard, shown: Shown, room: SlackRoom): Promise<boolean> {
  const before = (await room.chat.library.turn(pressed.employeeId, pressed.turnId))?.answer;
  const place = readPlace(pressed.place);
  if (!before || !place || !staysInPlace(before, shown.answer)) return false;
  await replaceCard(shown, place, room);
  const decided = shown.answer.answer.kind === 'recorded';
  if (decided && place.origin) await closeOrigin(place.origin, shown, room);
  return true;
}

/** A proposal made from a card closes that card when it is confirmed. */
function originOf({ pressed }: Question, { answer }: ChatAnswer): { origin?: string } {
  const proposes = answer.kind === 'proposed' && answer.intent === 'alerts';
  return proposes && pressed ? { origin: pressed.id } : {};
}

async function show(
  question: Question,
  answer: ChatAnswer,
  progress: AnswerProgress | null,
  room: SlackRoom,
): Promise<void> {
  const { eventKey, employeeId, conversationId, channel, thread, shared } = question;
  const place: Place = { channel, thread, ts: null, shared, ...originOf(question, answer) };
  const cardId = room.ids.of('answer', eventKey);
  const shown: Shown = { cardId, employeeId, conversationId, answer, place };
  if (question.replaces) await replaceCard(shown, question.replaces, room);
  else if (question.pressed && (await afterPress(question.pressed, shown, room)))
    await progress?.end();
  else await postCard(shown, room, progress ? (message) => progress.finish(message) : undefined);
  await progress?.finished();
}

/** A sentence of the service itself, posted once. */
export async function say(
  text: string,
  { channel, thread, id }: { channel: string; thread: string | null; id: string },
  room: SlackRoom,
): Promise<void> {
  const card = textCard(text);
  const [blocks = []] = cardMessages(card, { cardId: id, feedback: false });
  await postOnce(room.api, { channel, thread, text: notificationText(card), blocks, id });
}

async function progressFor(question: Question, room: SlackRoom): Promise<AnswerProgress | null> {
  const { eventKey, channel, thread, userId, teamId, employeeId, conversationId } = question;
  if (thread === null) return null;
  const asked = question.question ?? thread;
  const sign = question.sign ?? new SignOfLife(room.api, { channel, thread, question: asked });
  if (!question.sign) sign.show();
  const id = room.ids.of('progress', eventKey);
  const begun = await room.sentCards.find(id);
  const stream = begun ? (readPlace(begun.place)?.ts ?? null) : null;
  const place = { channel, thread, question: asked, userId, teamId };
  const onStream = async (ts: string) => {
    const own = { id, channel: 'slack', employeeId, conversationId, turnId: '' } as const;
    await room.sentCards.keep({ ...own, place: { channel, thread, ts }, actions: [] });
  };
  const progress = new AnswerProgress(room.api, place, {
    sign,
    times: room.times,
    stream,
    onStream,
  });
  progress.begin();
  return progress;
}

/** What is told of clients goes to the direct messages, as a conversation of its own there. */
async function goPrivate(question: Question, room: SlackRoom): Promise<void> {
  const direct = await openDirect(question.userId, room.api);
  const { eventKey, conversationId } = question;
  await answerQuestion(
    {
      ...question,
      eventKey: `${eventKey}:private`,
      conversationId: `${conversationId}-p`,
      channel: direct,
      shared: false,
      thread: null,
      question: null,
    },
    room,
  );
}

async function work(
  question: Question,
  { progress, signal }: { progress: AnswerProgress | null; signal: AbortSignal },
  room: SlackRoom,
): Promise<void> {
  const { eventKey, channel, thread, pressed } = question;
  try {
    const { employeeId, conversationId, text, shared } = question;
    const message = {
      channel: 'slack',
      eventKey,
      employeeId,
      conversationId,
      text,
      shared,
    } as const;
    const after = pressed && pressed.turnId !== '' ? { after: pressed.turnId } : {};
    const onStep = (step: Parameters<AnswerProgress['step']>[0]) => progress?.step(step);
    const started = performance.now();
    const answer = await chatTurn({ ...message, ...after }, room.chat, { onStep, signal });
    const outcome = answer.answer.kind;
    room.telemetry.turnDone({ outcome, elapsedMs: performance.now() - started });
    await show(question, answer, progress, room);
    if (answer.belongsPrivate) await goPrivate(question, room);
  } catch (error) {
    await progress?.end();
    const cancelled = error instanceof GuichaoError && error.code === 'cancelled';
    // What Slack refused can't be told through Slack.
    if (!(error instanceof GuichaoError) && isSlacks(error)) throw error;
    const id = room.ids.of('answer', eventKey, 'sorry');
    const text = cancelled ? '好，停下了，这句没有答。' : apology(error, room.telemetry);
    await say(text, { channel, thread, id }, room);
  }
}

const isSlacks = (error: unknown): boolean =>
  error instanceof Error && error.name === 'SlackCallError';

/**
 * Answers in Slack: questions of one conversation one after the other, each with a sign of life at
 * once.
 */
export async function answerQuestion(question: Question, room: SlackRoom): Promise<void> {
  const { channel, thread, question: asked, conversationId } = question;
  const { signal, end } = room.running.begin(channel, thread, asked);
  try {
    const progress = await progressFor(question, room);
    await room.order.run(conversationId, () => work(question, { progress, signal }, room));
  } finally {
    end();
  }
}
