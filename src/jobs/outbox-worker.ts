import type { Answer } from '../domain/conversation/answer.ts';
import type { ConversationLibrary } from '../ports/conversation-library.ts';
import type { ConversationStore, PassageSnapshot } from '../ports/conversation-store.ts';
import type { Delivery, DeliveryChannel, Receipt } from '../ports/delivery-channel.ts';
import type { DirectoryEntry, EmployeeDirectory } from '../ports/employee-directory.ts';
import type { HeldMessage, Holder, Outbox } from '../ports/outbox.ts';
import { retryPauseMs } from './retry-pause.ts';

/** After so many tries a platform is given up on, and the page takes over; after as many again it is a dead letter. */
const triesOnPlatform = 5;
const mostTries = 10;
const atOnce = 20;

export interface OutboxWorkerParts {
  readonly outbox: Outbox;
  readonly conversations: Pick<ConversationStore, 'keepUnasked'>;
  readonly library: Pick<ConversationLibrary, 'turn'>;
  readonly employees: Pick<EmployeeDirectory, 'find' | 'identities'>;
  /** In the order in which they are preferred; the last one reaches everybody. */
  readonly channels: readonly DeliveryChannel[];
  readonly compose: (message: HeldMessage, recipient: DirectoryEntry) => Promise<Answer | null>;
  readonly knowledge: () => {
    readonly version: string;
    readonly passages: (answer: Answer) => PassageSnapshot[];
  };
  readonly holder: Holder;
  /** Business time. */
  readonly now: () => Date;
  readonly random: () => number;
  /** For operators; names no client. */
  readonly onFault: (key: string, error: unknown) => void;
}

const nobody = { email: null, slackUserId: null, wecomUserId: null };

/** Takes due messages out of the outbox and sees each to its end. */
export class OutboxWorker {
  readonly #parts: OutboxWorkerParts;

  constructor(parts: OutboxWorkerParts) {
    this.#parts = parts;
  }

  /** Works until nothing is due any more; returns how many messages were looked at. */
  async drain(stopped: () => boolean = () => false): Promise<number> {
    const { outbox, holder, now } = this.#parts;
    let count = 0;
    for (;;) {
      const messages = stopped() ? [] : await outbox.take(holder, now(), atOnce);
      if (messages.length === 0) return count;
      for (const message of messages) {
        if (stopped()) return count;
        await this.#work(message);
        count++;
      }
    }
  }

  async #work(message: HeldMessage): Promise<void> {
    try {
      await this.#see(message);
    } catch (error) {
      this.#parts.onFault(message.key, error);
      await this.#putOff(message, { why: '没有做成，原因见日志', afterMs: null, unknown: true });
    }
  }

  async #see(message: HeldMessage): Promise<void> {
    const { outbox, employees, holder, now } = this.#parts;
    const { key, recipientId, expiresAt, tried } = message;
    // What may have arrived is looked after, late or not.
    if (tried === null && expiresAt !== null && now() >= expiresAt) {
      return outbox.end(key, holder, 'dropped', '已过时');
    }
    const recipient = await employees.find(recipientId);
    if (recipient === null) return outbox.end(key, holder, 'dropped', '已不在员工表里');
    const answer = await this.#answerFor(message, recipient);
    if (answer === null) return outbox.end(key, holder, 'dropped', '没有要说的了');
    const identities = (await employees.identities(recipientId)) ?? nobody;
    const { conversationId, turnId } = message;
    await this.#send(message, { key, recipient, identities, conversationId, turnId, answer });
  }

  /** What was composed before a crash is sent as it was, not made anew. */
  async #answerFor(message: HeldMessage, recipient: DirectoryEntry): Promise<Answer | null> {
    const { library, conversations, compose, knowledge } = this.#parts;
    const { turnId, conversationId } = message;
    const { employeeId } = recipient;
    const kept = await library.turn(employeeId, turnId);
    if (kept?.answer) return kept.answer;
    const answer = await compose(message, recipient);
    if (answer === null) return null;
    const { version, passages } = knowledge();
    const turn = { turnId, conversationId, employeeId, title: answer.card.title ?? '归巢' };
    await conversations.keepUnasked(turn, answer, version, passages(answer));
    return answer;
  }

  #ladder({ tried, attempts }: HeldMessage, { identities }: Delivery): DeliveryChannel[] {
    const { channels } = this.#parts;
    const reaching = channels.filter((one) => one.reaches(identities));
    const last = reaching.slice(-1);
    const ladder = attempts >= triesOnPlatform ? last : reaching;
    const unknown = reaching.find(({ name }) => name === tried);
    return unknown === undefined ? ladder : [unknown, ...ladder.filter((one) => one !== unknown)];
  }

  async #send(message: HeldMessage, delivery: Delivery): Promise<void> {
    const { outbox, holder, now } = this.#parts;
    const ladder = this.#ladder(message, delivery);
    for (const channel of ladder) {
      const receipt = await this.#hand(message, delivery, channel);
      if (receipt === null) return;
      if (receipt.kind === 'delivered') {
        const { reference } = receipt;
        return outbox.delivered(message.key, holder, {
          channel: channel.name,
          reference,
          at: now(),
        });
      }
      if (receipt.kind === 'impossible') continue;
      const afterMs = receipt.kind === 'later' ? receipt.afterMs : null;
      return this.#putOff(message, {
        why: receipt.why,
        afterMs,
        unknown: receipt.kind === 'unknown',
      });
    }
    await outbox.end(message.key, holder, 'dead', '没有渠道送得到这位同事');
  }

  /** Null: somebody else holds the message by now. */
  async #hand(
    message: HeldMessage,
    delivery: Delivery,
    channel: DeliveryChannel,
  ): Promise<Receipt | null> {
    const { outbox, holder } = this.#parts;
    if (message.tried === channel.name && channel.lookUp) {
      const arrived = await channel.lookUp(delivery);
      if (arrived !== null) return arrived;
    }
    if (!(await outbox.trying(message.key, holder, channel.name))) return null;
    try {
      return await channel.deliver(delivery);
    } catch (error) {
      this.#parts.onFault(message.key, error);
      return { kind: 'unknown', why: '发送时出错，不知道到了没有' };
    }
  }

  #putOff(
    { key, attempts }: HeldMessage,
    { why, afterMs, unknown }: { why: string; afterMs: number | null; unknown: boolean },
  ): Promise<void> {
    const { outbox, holder, random } = this.#parts;
    if (attempts + 1 >= mostTries) return outbox.end(key, holder, 'dead', why);
    const pause = Math.max(afterMs ?? 0, retryPauseMs(attempts, random));
    return outbox.later(key, holder, { afterMs: pause, fault: why, unknown });
  }
}
