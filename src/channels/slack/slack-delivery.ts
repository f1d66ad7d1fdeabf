import { cardForChat } from '../../journeys/conversation/card-for-chat.ts';
import type { Delivery, DeliveryChannel, Receipt } from '../../ports/delivery-channel.ts';
import type { OutsideIdentities } from '../../ports/employee-directory.ts';
import { openDirect } from './open-direct.ts';
import { argumentsOf, findPosted, type Message, withSimpler } from './post-once.ts';
import { notificationText, oneMessage } from './render/card-blocks.ts';
import { keepRoot } from './show-answer.ts';
import { type SlackApi, SlackCallError } from './slack-api.ts';
import type { SlackRoom } from './slack-room.ts';

/** What Slack answers where this person can't be reached, however often it is tried. */
const hopeless = new Set([
  'users_not_found',
  'user_not_found',
  'user_disabled',
  'channel_not_found',
  'is_archived',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'missing_scope',
]);

/** Cards that nobody asked for, as direct messages; each carries its key, by which it is found again. */
export class SlackDelivery implements DeliveryChannel {
  readonly name = 'slack';
  readonly #api: SlackApi;
  readonly #room: SlackRoom;

  constructor(api: SlackApi, room: SlackRoom) {
    this.#api = api;
    this.#room = room;
  }

  reaches({ slackUserId, email }: OutsideIdentities): boolean {
    return slackUserId !== null || email !== null;
  }

  async deliver(delivery: Delivery): Promise<Receipt> {
    try {
      const message = await this.#messageOf(delivery);
      const { ts } = await withSimpler(message, (blocks) =>
        this.#api.call<{ ts: string }>('chat.postMessage', argumentsOf(message, blocks)),
      );
      return await this.#received(delivery, message.channel, ts);
    } catch (error) {
      return receiptOf(error);
    }
  }

  async lookUp(delivery: Delivery): Promise<Receipt | null> {
    try {
      const channel = await this.#channelOf(delivery);
      const id = this.#idOf(delivery);
      const ts = await findPosted(this.#api, { channel, thread: null, id });
      return ts === null ? null : await this.#received(delivery, channel, ts);
    } catch (error) {
      const receipt = receiptOf(error);
      // Asking has failed, which says nothing of the message.
      return receipt.kind === 'impossible' ? receipt : { kind: 'unknown', why: receipt.why };
    }
  }

  /** The key may name a client; what Slack sees of it is a hash. */
  #idOf({ key }: Delivery): string {
    return this.#room.ids.of('delivery', key);
  }

  async #channelOf({ identities }: Delivery): Promise<string> {
    const { slackUserId, email } = identities;
    if (slackUserId !== null) return openDirect(slackUserId, this.#api);
    const { user } = await this.#api.call<{ user?: { id?: string } }>('users.lookupByEmail', {
      email: email ?? '',
    });
    return openDirect(user?.id ?? '', this.#api);
  }

  async #messageOf(delivery: Delivery): Promise<Message> {
    const { answer, recipient, conversationId, turnId } = delivery;
    const { employeeId } = recipient;
    const shown = { answer, employeeId, conversationId, turnId };
    const card = await cardForChat(shown, this.#room.chat);
    const id = this.#idOf(delivery);
    const channel = await this.#channelOf(delivery);
    if ((await this.#room.sentCards.find(id)) === null) {
      const own = { id, channel: 'slack', employeeId, conversationId, turnId } as const;
      const place = { channel, thread: null, ts: null, shared: false };
      await this.#room.sentCards.keep({ ...own, place, actions: card.actions });
    }
    const look = { cardId: id, feedback: false };
    const blocks = oneMessage(card, look);
    const simpler = () => oneMessage(card, { ...look, plain: true });
    return { channel, thread: null, text: notificationText(card), blocks, simpler, id };
  }

  async #received(delivery: Delivery, channel: string, ts: string): Promise<Receipt> {
    const { recipient, conversationId, turnId } = delivery;
    const place = { channel, thread: null, ts, shared: false };
    await this.#room.sentCards.place(this.#idOf(delivery), place);
    const of = { employeeId: recipient.employeeId, conversationId, turnId };
    await keepRoot(place, ts, of, this.#room);
    return { kind: 'delivered', reference: `${channel}:${ts}` };
  }
}

type Failure = Exclude<Receipt, { kind: 'delivered' }>;

function receiptOf(error: unknown): Failure {
  if (!(error instanceof SlackCallError)) throw error;
  const { fault, message: why } = error;
  if (fault.kind === 'limited') return { kind: 'later', afterMs: fault.afterMs, why };
  if (fault.kind === 'unknown') return { kind: 'unknown', why };
  return hopeless.has(fault.code)
    ? { kind: 'impossible', why }
    : { kind: 'later', afterMs: null, why };
}
