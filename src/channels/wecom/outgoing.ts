import { setTimeout as pause } from 'node:timers/promises';
import type { WSClient } from '@wecom/aibot-node-sdk';
import type { BotConnection } from './bot-connection.ts';
import { type Sent, tooOften } from './sent.ts';
import type { Timings } from './timings.ts';
import { TokenBucket } from './token-bucket.ts';

export type Message = Parameters<WSClient['sendMessage']>[1];

export const markdown = (content: string): Message => ({
  msgtype: 'markdown',
  markdown: { content },
});

const mostPauseMs = 60_000;
// With pauses that double this is a good quarter of an hour.
const mostTries = 12;

/** What the bot writes unasked, within what a chat may take. */
export class Outgoing {
  readonly #connection: BotConnection;
  readonly #timings: Timings;
  readonly #buckets = new Map<string, TokenBucket>();
  #stopped = false;

  constructor(connection: BotConnection, timings: Timings) {
    this.#connection = connection;
    this.#timings = timings;
  }

  bucket(chatId: string): TokenBucket {
    const known = this.#buckets.get(chatId) ?? new TokenBucket();
    this.#buckets.set(chatId, known);
    return known;
  }

  /** One try. */
  push(chatId: string, message: Message): Promise<Sent> {
    this.bucket(chatId).take(Date.now());
    return this.#connection.push(chatId, message);
  }

  /**
   * Until the platform has said yes (or a plain no). A message whose acknowledgement was lost goes
   * out again: that is the window in which somebody may read it twice.
   */
  async pushSurely(chatId: string, message: Message): Promise<Sent> {
    let sent: Sent = { kind: 'down' };
    for (let attempt = 0; attempt < mostTries && !this.#stopped; attempt++) {
      if (attempt > 0) await this.#pauseAfter(sent, attempt);
      await this.#mayPush(chatId);
      if (this.#stopped) return sent;
      sent = await this.push(chatId, message);
      const refused = sent.kind === 'refused' && sent.errcode !== tooOften;
      if (sent.kind === 'acked' || refused) return sent;
    }
    return sent;
  }

  /** From now on nothing is tried again: what was not acknowledged is left to the next process. */
  stop(): void {
    this.#stopped = true;
  }

  async #pauseAfter(sent: Sent, attempt: number): Promise<void> {
    const ms = Math.min(this.#timings.retryMs * 2 ** (attempt - 1), mostPauseMs);
    if (sent.kind === 'down') await this.#connection.ready(ms);
    else await pause(ms, undefined, { ref: false });
  }

  async #mayPush(chatId: string): Promise<void> {
    for (;;) {
      const waitMs = this.bucket(chatId).waitMs(Date.now());
      if (waitMs === 0 || this.#stopped) return;
      await pause(Math.min(waitMs, 1000), undefined, { ref: false });
    }
  }
}
