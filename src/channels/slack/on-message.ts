import { chatConversationId } from '../../journeys/conversation/chat-ids.ts';
import type { DirectoryEntry } from '../../ports/employee-directory.ts';
import { answerQuestion, say } from './answer-question.ts';
import { mentions, typedText } from './message-text.ts';
import { openDirect } from './open-direct.ts';
import { type Place, readPlace } from './place.ts';
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

/** Whether a message in a channel is for us: a mention, or a thread that we answered in. */
async function isForUs(message: WrittenMessage, room: SlackRoom): Promise<boolean> {
  if (message.channelType === 'im') return true;
  if (mentions(message.text, await room.botUserId())) return true;
  if (message.threadTs === null) return false;
  return (
    (await room.sentCards.find(room.ids.of('root', message.channel, message.threadTs))) !== null
  );
}

/** Without a mention a thread is answered in only to those who have asked in it. */
async function isEngaged(
  message: WrittenMessage,
  employeeId: string,
  conversationId: string,
  room: SlackRoom,
): Promise<boolean> {
  if (message.channelType === 'im' || mentions(message.text, await room.botUserId())) return true;
  return room.chat.library.has(employeeId, conversationId);
}

/** A message written to us, in direct messages, with a mention, or in a thread of ours. */
export async function onMessage(
  message: WrittenMessage,
  room: SlackRoom,
  edit: { eventKey: string; replaces?: Place } | null = null,
): Promise<void> {
  if (!(await isForUs(message, room))) return;
  const { channel, ts, threadTs, userId, teamId, text } = message;
  const found = await room.people.who(userId);
  if (found.kind === 'refused') return turnAway(found.text, message, room);
  const { employee } = found;
  const root = threadTs ?? ts;
  const conversationId = await conversationOf(channel, root, employee.employeeId, room);
  if (!(await isEngaged(message, employee.employeeId, conversationId, room))) return;
  const typed = typedText(text, await room.botUserId());
  if (asksForPage.test(typed)) return sendPageLink(employee, message, room);
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
      ...(edit?.replaces ? { replaces: edit.replaces } : {}),
    },
    room,
  );
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
