import type { TemplateCard } from '@wecom/aibot-node-sdk';
import { type Message, markdown, type Outgoing } from './outgoing.ts';
import type { ReplyStream } from './reply-stream.ts';
import type { Sent } from './sent.ts';
import type { Shown } from './show-answer.ts';

export const cardMessage = (card: TemplateCard): Message => ({
  msgtype: 'template_card',
  template_card: card,
});

/** What the platform did not say yes to, so that the event stays open and is worked on again. */
export class NotDelivered extends Error {
  readonly sent: Sent;

  constructor(sent: Sent) {
    super(`not delivered: ${sent.kind}`);
    this.name = 'NotDelivered';
    this.sent = sent;
  }
}

async function pushAll(chatId: string, messages: readonly Message[], outgoing: Outgoing) {
  for (const message of messages) {
    const sent = await outgoing.pushSurely(chatId, message);
    if (sent.kind !== 'acked') throw new NotDelivered(sent);
  }
}

function allOf({ texts, cards, draft }: Shown): Message[] {
  const alone = draft === null ? [] : [markdown(draft)];
  return [...texts.map(markdown), ...alone, ...cards.map(cardMessage)];
}

/** All messages of an answer, pushed one after the other. */
export function pushAnswer(chatId: string, shown: Shown, outgoing: Outgoing): Promise<void> {
  return pushAll(chatId, allOf(shown), outgoing);
}

/**
 * The answer in place of the thinking, the rest after it. Where nobody confirmed the end of the
 * stream everything is pushed: twice is better than not at all. `again` gives it with cards of new ids.
 */
export async function sendAnswer(
  chatId: string,
  reply: ReplyStream | null,
  shown: Shown,
  { outgoing, again }: { readonly outgoing: Outgoing; readonly again: () => Promise<Shown> },
): Promise<void> {
  const [first, ...rest] = shown.texts;
  const attached = rest.length === 0 && shown.draft === null ? (shown.cards[0] ?? null) : null;
  if (reply === null) return pushAnswer(chatId, shown, outgoing);
  if (!(await reply.finish(first, attached))) {
    return pushAnswer(chatId, await again(), outgoing);
  }
  const [, ...others] = allOf(shown);
  const left = attached === null ? others : others.slice(1);
  return pushAll(chatId, left, outgoing);
}
