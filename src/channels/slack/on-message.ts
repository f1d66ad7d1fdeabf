import { chatConversationId } from '../../journeys/conversation/chat-ids.ts';
import type { DirectoryEntry } from '../../ports/employee-directory.ts';
import { answerQuestion, say } from './answer-question.ts';
import { mentions, typedText } from './message-text.ts';
import { openDirect } from './open-direct.ts';
import { type Place, readPlace } from './place.ts';
import { SignOfLife } from './sign-of-life.ts';
import type { SlackRoom } from './slack-room.ts';

export interface WrittenMessage {
  readonly channel: string;
  readonly channelType: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly userId: string;
  readonly teamId: string | null;
  readonly text: string;
}

/** The conversation of a thread: the one it was begun with, or its own for each who asks in it. */
async function conversationOf(
  channel: string,
  root: string,
  employeeId: string,
  { sentCards, ids }: SlackRoom,
): Promise<string> {
  const known = await sentCards.find(ids.of('root', channel, root));
  if (known?.employeeId === employeeId) return known.conversationId;
  return chatConversationId('slack', employeeId, [channel, root]);
}

const asksForPage =
  /^(请|麻烦)?(给我|发我|我要)?(一?个)?(打开|登录|进)?(网页|登录)(版|的)?(登录)?(链接|地址|入口)?[。!！]?$/;

async function sendPageLink(
  { employeeId }: DirectoryEntry,
  message: WrittenMessage,
  room: SlackRoom,
): Promise<void> {
  const { userId, channel, threadTs, ts, channelType } = message;
  const link = await room.signInLink(employeeId);
  const text =
    link === null
      ? '网页还没有配置给外面打开的地址，请管理员设置 GUICHAO_PUBLIC_URL。'
      : `点开就进网页，只能用一次，15 分钟内有效，不要转给别人：${link}`;
  const inDirect = channelType === 'im';
  const place = inDirect
    ? { channel, thread: threadTs ?? ts }
    : { channel: await openDirect(userId, room.api), thread: null };
  await say(text, { ...place, id: room.ids.of('answer', 'page', channel, ts) }, room);
}

async function turnAway(text: string, message: WrittenMessage, room: SlackRoom): Promise<void> {
  const { channel, channelType, ts, threadTs, userId } = message;
  const thread = threadTs ?? ts;
  const id = room.ids.of('answer', 'refused', channel, ts);
  if (channelType === 'im') return say(text, { channel, thread, id }, room);
  const quietly = { channel, user: userId, text, ...(threadTs ? { thread_ts: threadTs } : {}) };
  await room.api.attempt('chat.postEphemeral', quietly);
}

/** Whether it is said to us: in direct messages, or with our name. */
async function isAddressed(message: WrittenMessage, room: SlackRoom): Promise<boolean> {
  if (message.channelType === 'im') return true;
  return mentions(message.text, await room.botUserId());
}

/** Without a mention a thread is answered in only where we have answered in it before. */
async function isThreadOfOurs(message: WrittenMessage, room: SlackRoom): Promise<boolean> {
  const { channel, threadTs } = message;
  if (threadTs === null) return false;
  return (await room.sentCards.find(room.ids.of('root', channel, threadTs))) !== null;
}

type Edit = { readonly eventKey: string; readonly replaces?: Place } | null;

interface Heard {
  readonly message: WrittenMessage;
  readonly addressed: boolean;
  /** Shown for what is certainly said to us; for the rest only once it is known to be. */
  readonly sign: SignOfLife | null;
  readonly edit: Edit;
}

async function answer({ message, addressed, sign, edit }: Heard, room: SlackRoom): Promise<void> {
  const { channel, ts, threadTs, userId, teamId, text } = message;
  const found = await room.people.who(userId);
  if (found.kind === 'refused') {
    await sign?.settled();
    await turnAway(found.text, message, room);
    return sign?.takeBack();
  }
  const { employee } = found;
  const root = threadTs ?? ts;
  const conversationId = await conversationOf(channel, root, employee.employeeId, room);
  // In a thread only to those who have asked in it.
  const { library } = room.chat;
  if (!addressed && !(await library.has(employee.employeeId, conversationId))) return;
  const typed = typedText(text, await room.botUserId());
  if (asksForPage.test(typed)) {
    await sign?.settled();
    await sendPageLink(employee, message, room);
    return sign?.takeBack();
  }
  await answerQuestion(
    {
      eventKey: edit?.eventKey ?? `message:${channel}:${ts}`,
      employeeId: employee.employeeId,
      userId,
      teamId,
      conversationId,
      text: typed,
      channel,
      shared: message.channelType !== 'im',
      thread: root,
      question: ts,
      ...(sign ? { sign } : {}),
      ...(edit?.replaces ? { replaces: edit.replaces } : {}),
    },
    room,
  );
}

/** A message written to us, in direct messages, with a mention, or in a thread of ours. */
export async function onMessage(
  message: WrittenMessage,
  room: SlackRoom,
  edit: Edit = null,
): Promise<void> {
  const addressed = await isAddressed(message, room);
  if (!addressed && !(await isThreadOfOurs(message, room))) return;
  const { channel, ts, threadTs } = message;
  const place = { channel, thread: threadTs ?? ts, question: ts };
  const sign = addressed ? new SignOfLife(room.api, place) : null;
  sign?.show();
  try {
    await answer({ message, addressed, sign, edit }, room);
  } catch (error) {
    await sign?.takeBack();
    throw error;
  }
}

/** The answer to a message, as it was first posted. */
async function answerTo(channel: string, ts: string, room: SlackRoom): Promise<Place | null> {
  const card = await room.sentCards.find(room.ids.of('answer', `message:${channel}:${ts}`));
  return card ? readPlace(card.place) : null;
}

/** A question changed after it was sent is answered anew, in the place of the first answer. */
export async function onEdit(
  message: WrittenMessage,
  editedTs: string,
  room: SlackRoom,
): Promise<void> {
  const { channel, ts } = message;
  room.running.stopQuestion(channel, ts);
  const replaces = await answerTo(channel, ts, room);
  const eventKey = `edit:${channel}:${ts}:${editedTs}`;
  await onMessage(message, room, { eventKey, ...(replaces?.ts ? { replaces } : {}) });
}

/** Who takes a question back does not want its answer to stand there. */
export async function onDeletion(channel: string, ts: string, room: SlackRoom): Promise<void> {
  room.running.stopQuestion(channel, ts);
  const place = await answerTo(channel, ts, room);
  if (place?.ts) await room.api.attempt('chat.delete', { channel, ts: place.ts });
}
