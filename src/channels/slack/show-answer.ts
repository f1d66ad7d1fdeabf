import type { Card } from '../../domain/card/card.ts';
import type { ChatAnswer } from '../../journeys/conversation/chat-turn.ts';
import type { SentCard } from '../../ports/sent-cards.ts';
import { type Place, readPlace } from './place.ts';
import { findPosted, type Message, postOnce, unchangeable, updateMessage } from './post-once.ts';
import { type CardLook, cardMessages, notificationText } from './render/card-blocks.ts';
import { isRefusal } from './slack-api.ts';
import type { SlackRoom } from './slack-room.ts';

export interface Shown {
  readonly cardId: string;
  readonly employeeId: string;
  readonly conversationId: string;
  readonly answer: ChatAnswer;
  readonly place: Place;
}

/** A draft may be changed where its whole text is shown: what has gaps is changed on the page. */
export function lookOf(cardId: string, { answer, card }: ChatAnswer): CardLook {
  const labels = card.actions.map(({ label }) => label);
  const editable = answer.kind === 'draft' && labels.includes('弃用') && hasWholeText(answer, card);
  return { cardId, feedback: true, editable };
}

function hasWholeText({ card: whole }: ChatAnswer['answer'], shown: Card): boolean {
  const lines = (card: Card) =>
    card.sections.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'line'));
  return JSON.stringify(lines(whole)) === JSON.stringify(lines(shown));
}

function messagesOf({ cardId, answer, place }: Shown): Message[] {
  const { card } = answer;
  const look = lookOf(cardId, answer);
  const rendered = cardMessages(card, look);
  const text = notificationText(card);
  const simple = (at: number) => () =>
    cardMessages(card, { ...look, plain: true })[at] ?? rendered[at] ?? [];
  return rendered.map((blocks, at) => ({
    channel: place.channel,
    thread: place.thread,
    text,
    blocks,
    simpler: simple(at),
    id: at === rendered.length - 1 ? cardId : `${cardId}-${at}`,
  }));
}

async function keepCard(shown: Shown, { sentCards }: SlackRoom): Promise<void> {
  const { cardId: id, employeeId, conversationId, answer, place } = shown;
  const { turnId, card } = answer;
  const own = { id, channel: 'slack', employeeId, conversationId, turnId } as const;
  await sentCards.keep({ ...own, place, actions: card.actions });
}

/** So that what is said under this message goes on with its conversation. */
export async function keepRoot(
  { channel, thread, shared }: Place,
  ts: string,
  of: { employeeId: string; conversationId: string; turnId: string },
  { sentCards, ids }: SlackRoom,
): Promise<void> {
  const root = thread ?? ts;
  const id = ids.of('root', channel, root);
  if ((await sentCards.find(id)) !== null) return;
  const place: Place = { channel, thread: null, ts: root, shared };
  await sentCards.keep({ id, channel: 'slack', ...of, place, actions: [] });
}

/** Posts the card in as many messages as it takes, each once, whatever was posted before a stop. */
export async function postCard(
  shown: Shown,
  room: SlackRoom,
  finish: (message: Message) => Promise<string> = (message) => postOnce(room.api, message),
): Promise<string> {
  const { cardId, employeeId, conversationId, answer, place } = shown;
  const known = await room.sentCards.find(cardId);
  const before = known ? readPlace(known.place)?.ts : null;
  if (before) return before;
  if (!known) await keepCard(shown, room);
  const messages = messagesOf(shown);
  const posted = async (message: Message) => (known ? findPosted(room.api, message) : null);
  for (const message of messages.slice(0, -1)) {
    if ((await posted(message)) === null) await postOnce(room.api, message);
  }
  const last = messages.at(-1);
  if (last === undefined) return '';
  const ts = (await posted(last)) ?? (await finish(last));
  await room.sentCards.place(cardId, { ...place, ts });
  await keepRoot(place, ts, { employeeId, conversationId, turnId: answer.turnId }, room);
  return ts;
}

/** Shows a card in the place of another one. */
export async function replaceCard(shown: Shown, old: Place, room: SlackRoom): Promise<void> {
  const { cardId } = shown;
  const place = { ...old, ...(shown.place.origin ? { origin: shown.place.origin } : {}) };
  if (old.ts === null) return void (await postCard(shown, room));
  if ((await room.sentCards.find(cardId)) === null) await keepCard({ ...shown, place }, room);
  const message = messagesOf({ ...shown, place }).at(-1);
  if (message) await updateOrPost(message, { ...place, ts: old.ts }, shown, room);
}

/** What can't be changed any more, because somebody took it away, is posted anew. */
async function updateOrPost(
  message: Message,
  place: Place & { readonly ts: string },
  { cardId, employeeId, conversationId, answer }: Shown,
  room: SlackRoom,
): Promise<void> {
  try {
    await updateMessage(room.api, message, place.ts);
  } catch (error) {
    if (!isRefusal(error, ...unchangeable)) throw error;
    const ts = await postOnce(room.api, message);
    await room.sentCards.place(cardId, { ...place, ts });
    await keepRoot(place, ts, { employeeId, conversationId, turnId: answer.turnId }, room);
  }
}

/** Takes the buttons from a card that was decided elsewhere, and says what became of it. */
export async function closeCard(
  card: SentCard,
  shown: Card,
  done: string,
  { api }: SlackRoom,
): Promise<void> {
  const place = readPlace(card.place);
  if (!place?.ts) return;
  const look: CardLook = { cardId: card.id, feedback: false, done };
  const blocks = cardMessages(shown, look).at(-1) ?? [];
  const simpler = () => cardMessages(shown, { ...look, plain: true }).at(-1) ?? [];
  const { channel, thread } = place;
  const message = { channel, thread, text: notificationText(shown), blocks, simpler, id: card.id };
  await updateMessage(api, message, place.ts);
}
