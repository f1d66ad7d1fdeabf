import { cardForChat } from '../../journeys/conversation/card-for-chat.ts';
import type { Delivery, DeliveryChannel, Receipt } from '../../ports/delivery-channel.ts';
import { privateChat } from './answer-message.ts';
import { type Message, markdown, type Outgoing } from './outgoing.ts';
import { cardMessage } from './send-answer.ts';
import { type Sent, tooOften } from './sent.ts';
import { showAnswer } from './show-answer.ts';
import type { WecomChannel } from './wecom-channel.ts';
import type { WecomParts } from './wecom-parts.ts';

const throttledMs = 60_000;
const standbyMs = 5000;

const later = (why: string, afterMs: number | null = null): Receipt => ({
  kind: 'later',
  afterMs,
  why,
});
const impossible = (why: string): Receipt => ({ kind: 'impossible', why });

function receiptOf(sent: Sent): Receipt {
  switch (sent.kind) {
    case 'acked':
      return { kind: 'delivered', reference: null };
    case 'down':
      return later('企业微信长连接断开，等它重连');
    case 'unacked':
      return { kind: 'unknown', why: '企业微信没有回执' };
    case 'refused':
      return sent.errcode === tooOften
        ? later('企业微信限频', throttledMs)
        : impossible(`企业微信拒收，错误码 ${sent.errcode}`);
  }
}

/** Delivered is what was acknowledged message by message; the first that was not tells the outcome. */
async function sendAll(
  chatId: string,
  messages: readonly Message[],
  outgoing: Outgoing,
): Promise<Receipt> {
  let delivered = false;
  for (const message of messages) {
    const receipt = receiptOf(await outgoing.push(chatId, message));
    // The text has arrived; buttons that were refused don't make it undelivered.
    if (receipt.kind === 'impossible' && delivered) return { kind: 'delivered', reference: null };
    if (receipt.kind !== 'delivered') {
      return delivered ? { kind: 'unknown', why: '只送到了一部分' } : receipt;
    }
    delivered = true;
  }
  return { kind: 'delivered', reference: null };
}

/** What the assistant tells unasked, through the bot: reaches only who has opened it. */
export function deliverByBot(channel: WecomChannel, parts: WecomParts): DeliveryChannel {
  const { chat, cards, opened } = parts;
  const messagesOf = async (delivery: Delivery, userId: string): Promise<Message[]> => {
    const { answer, turnId, conversationId, recipient } = delivery;
    const ids = { turnId, conversationId, employeeId: recipient.employeeId };
    const card = await cardForChat({ answer, ...ids }, chat);
    const request = { answer, card, ...ids, chat: privateChat(userId), before: '' };
    const shown = await showAnswer(request, { cards, pageAddress: chat.pageAddress });
    const alone = shown.draft === null ? [] : [markdown(shown.draft)];
    return [...shown.texts.map(markdown), ...alone, ...shown.cards.map(cardMessage)];
  };
  return {
    name: 'wecom',
    reaches: ({ wecomUserId }) => wecomUserId !== null,
    deliver: async (delivery) => {
      const userId = delivery.identities.wecomUserId;
      if (userId === null) return impossible('员工名单里没有企业微信账号');
      const { outgoing, state } = channel;
      if (state === 'kicked') return impossible('企业微信长连接被另一个程序占用');
      if (outgoing === null) return later('企业微信长连接在另一个进程上', standbyMs);
      if (!(await opened.has('wecom', userId))) return impossible('还没有打开过机器人');
      const waitMs = outgoing.bucket(userId).waitMs(Date.now());
      if (waitMs > 0) return later('这个会话发得太密', waitMs);
      return sendAll(userId, await messagesOf(delivery, userId), outgoing);
    },
  };
}
