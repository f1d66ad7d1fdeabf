import type { Step } from '../../domain/conversation/step.ts';
import { GuichaoError } from '../../domain/errors.ts';
import { chatEmployee } from '../../journeys/conversation/chat-employee.ts';
import { chatConversationId } from '../../journeys/conversation/chat-ids.ts';
import { type ChatAnswer, chatTurn } from '../../journeys/conversation/chat-turn.ts';
import { hearFile } from './hear-file.ts';
import { hear } from './heard.ts';
import { markdown, type Outgoing } from './outgoing.ts';
import type { Chat, Inbound } from './read-frame.ts';
import type { ReplyStream } from './reply-stream.ts';
import { NotDelivered, pushAnswer, sendAnswer } from './send-answer.ts';
import { type ShowRequest, showAnswer } from './show-answer.ts';
import type { WecomParts } from './wecom-parts.ts';

export type InboundMessage = Extract<Inbound, { kind: 'message' }>;

const stepNames: Readonly<Record<Step, string>> = {
  received: '收到，正在看您的问题…',
  search: '正在查课程手册和您的客户…',
  write: '正在组织答复…',
  keep: '正在核对出处…',
};

const openPrivate = '这件事涉及客户，不在群里说。请点开和我的单聊再问一次。';

/** What answering works with: the parts of the channel and the way out. */
export interface Answering extends WecomParts {
  readonly outgoing: Outgoing;
}

export const privateChat = (userId: string): Chat => ({ id: userId, group: false });

/** The sentence for a turn that failed; a person can act on what we throw ourselves. */
export function faultText(error: unknown): string {
  if (error instanceof GuichaoError) return error.message;
  return '这句话没有答成，请稍后再发一次；还不行，请告诉管理员。';
}

/** A line of ours that is no answer: to read, nothing to press. */
async function sayPlainly(
  text: string,
  chatId: string,
  reply: ReplyStream | null,
  outgoing: Outgoing,
): Promise<void> {
  if (reply !== null && (await reply.finish(text, null))) return;
  const sent = await outgoing.pushSurely(chatId, markdown(text));
  if (sent.kind !== 'acked') throw new NotDelivered(sent);
}

interface Asked {
  readonly event: InboundMessage;
  readonly employeeId: string;
  readonly text: string;
  readonly before: string;
}

const show = (request: ShowRequest, { cards, chat }: Answering) =>
  showAnswer(request, { cards, pageAddress: chat.pageAddress });

async function ask(
  { event, employeeId, text }: Asked,
  chat: Chat,
  parts: Answering,
  reply: ReplyStream | null,
): Promise<ChatAnswer & { readonly conversationId: string }> {
  const conversationId = await chatConversationId('wecom', employeeId, [chat.id]);
  const message = {
    channel: 'wecom',
    eventKey: event.key,
    employeeId,
    conversationId,
    text,
  } as const;
  const watch = { onStep: (step: Step) => reply?.show(stepNames[step]) };
  const answered = await chatTurn({ ...message, shared: chat.group }, parts.chat, watch);
  return { ...answered, conversationId };
}

/** Asked in a group, but about clients: the answer goes to whoever asked, and nobody else. */
async function answerApart(asked: Asked, parts: Answering): Promise<boolean> {
  const { event, employeeId, before } = asked;
  const chat = privateChat(event.userId);
  const answered = await ask(asked, chat, parts, null);
  const shown = await show({ ...answered, employeeId, chat, before }, parts);
  try {
    await pushAnswer(chat.id, shown, parts.outgoing);
    return true;
  } catch (error) {
    // Who has never opened the bot can't be written to.
    if (error instanceof NotDelivered && error.sent.kind === 'refused') return false;
    throw error;
  }
}

async function answer(asked: Asked, reply: ReplyStream | null, parts: Answering): Promise<void> {
  const { event, employeeId, before } = asked;
  const { chat } = event;
  const answered = await ask(asked, chat, parts, reply);
  if (answered.belongsPrivate && !(await answerApart(asked, parts))) {
    return sayPlainly(openPrivate, chat.id, reply, parts.outgoing);
  }
  const request = { ...answered, employeeId, chat, before };
  const again = () => show(request, parts);
  return sendAnswer(chat.id, reply, await again(), { outgoing: parts.outgoing, again });
}

/** One message of somebody, from who it is to the acknowledged answer. */
export async function answerMessage(
  event: InboundMessage,
  reply: ReplyStream | null,
  parts: Answering,
): Promise<void> {
  const { chat, userId, said, quote } = event;
  const user = { account: 'member', platform: 'wecomUserId', userId, email: null } as const;
  const who = await chatEmployee(user, parts.employees);
  if (who.kind === 'refused') return sayPlainly(who.text, chat.id, reply, parts.outgoing);
  const { text, before } =
    said.kind === 'file'
      ? await hearFile(said, chat.group, parts.settings.ca)
      : hear(said, quote, chat.group);
  if (text === null) return sayPlainly(before, chat.id, reply, parts.outgoing);
  try {
    const { employeeId } = who.employee;
    await answer({ event, employeeId, text, before }, reply, parts);
  } catch (error) {
    if (error instanceof NotDelivered) throw error;
    parts.log.failed('wecom turn', error);
    await sayPlainly(faultText(error), chat.id, reply, parts.outgoing);
  }
}
