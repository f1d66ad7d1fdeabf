import { randomUUID } from 'node:crypto';
import { chatTurnId } from '../../journeys/conversation/chat-ids.ts';
import { InOrder } from '../../journeys/conversation/in-order.ts';
import { type Answering, answerMessage, type InboundMessage } from './answer-message.ts';
import { answerPress } from './answer-press.ts';
import type { BotConnection } from './bot-connection.ts';
import { keepFeedback } from './keep-feedback.ts';
import { type Inbound, readFrame } from './read-frame.ts';
import { ReplyStream } from './reply-stream.ts';
import { NotDelivered } from './send-answer.ts';
import { welcome } from './welcome.ts';

/** WeCom delivers again within minutes; a week is far beyond that. */
const keptMs = 7 * 24 * 3_600_000;

/** What comes in: kept before anything is done about it, one after the other within a chat. */
export class Intake {
  readonly #parts: Answering;
  readonly #connection: BotConnection;
  readonly #order = new InOrder();
  readonly #working = new Set<string>();

  constructor(parts: Answering, connection: BotConnection) {
    this.#parts = parts;
    this.#connection = connection;
  }

  /** Never throws: who calls it is an event emitter, where that would end the process. */
  take(raw: unknown): void {
    const event = readFrame(raw);
    if (event === null) this.#parts.log.note('wecom frame that is not for us');
    else void this.#takeOnce(event).catch((error) => this.#parts.log.failed('wecom event', error));
  }

  /** What an earlier process took and did not bring to its end. */
  async resume(): Promise<void> {
    const { events } = this.#parts;
    await events.forget(new Date(Date.now() - keptMs).toISOString());
    const left = await events.unfinished('wecom');
    await Promise.all(left.map(({ key, body }) => this.#work({ ...(body as Inbound), key }, true)));
  }

  settle(): Promise<void> {
    return this.#order.settle();
  }

  async #takeOnce(event: Inbound): Promise<void> {
    const { key } = event;
    if (this.#working.has(key)) return;
    const { events, opened } = this.#parts;
    if (!(await events.take({ channel: 'wecom', key, body: event }))) return;
    if (!event.chat.group) await opened.note('wecom', event.userId);
    await this.#work(event, false);
  }

  async #work(event: Inbound, again: boolean): Promise<void> {
    const { key } = event;
    if (this.#working.has(key)) return;
    this.#working.add(key);
    try {
      await this.#answer(event, again);
      await this.#parts.events.finish('wecom', key);
    } catch (error) {
      // It stays open: the next connection or the next process works on it again.
      if (error instanceof NotDelivered) this.#parts.log.alarm('wecom answer not delivered');
      else this.#parts.log.failed('wecom event', error);
    } finally {
      this.#working.delete(key);
    }
  }

  async #answer(event: Inbound, again: boolean): Promise<void> {
    switch (event.kind) {
      case 'message': {
        const reply = again ? null : await this.#replyTo(event);
        return this.#order.run(event.chat.id, () => answerMessage(event, reply, this.#parts));
      }
      case 'press': {
        const work = await answerPress(event, this.#connection, { parts: this.#parts, again });
        return this.#order.run(event.chat.id, work);
      }
      case 'enter':
        return again ? undefined : welcome(event, this.#connection, this.#parts);
      case 'feedback':
        return keepFeedback(event, this.#parts);
    }
  }

  /** Thinking shows at once, whatever is still being answered in this chat. */
  async #replyTo(event: InboundMessage): Promise<ReplyStream> {
    const { outgoing, timings } = this.#parts;
    const key = `${event.key}${event.chat.group ? ':shared' : ''}`;
    const feedbackId = await chatTurnId('wecom', key, 0);
    const request = { reqId: event.reqId, streamId: randomUUID(), feedbackId };
    const bucket = outgoing.bucket(event.chat.id);
    const reply = new ReplyStream(request, this.#connection, bucket, timings);
    reply.begin();
    return reply;
  }
}
