import { setTimeout as delay } from 'node:timers/promises';
import type { SlackApi } from './slack-api.ts';

export interface AskedPlace {
  readonly channel: string;
  /** The root of the thread, which is the question itself where it stands alone. */
  readonly thread: string;
  readonly question: string;
}

const longestHoldMs = 700;

/** What shows at once that a question has arrived: a status, or a pair of eyes where there is none. */
export class SignOfLife {
  readonly #api: SlackApi;
  readonly #place: AskedPlace;
  #shown: Promise<void> = Promise.resolve();
  #reacted = false;

  constructor(api: SlackApi, place: AskedPlace) {
    this.#api = api;
    this.#place = place;
  }

  /** Shown before anything is looked up, who asks included. */
  show(): void {
    this.#shown = this.#show();
  }

  /** A status that reaches Slack after the answer would stay; one that hangs must not hold it up. */
  async settled(): Promise<void> {
    await Promise.race([this.#shown, delay(longestHoldMs, undefined, { ref: false })]);
  }

  /** After the answer stands: the session is free again. */
  async over(): Promise<void> {
    await this.#shown;
    const { channel, question } = this.#place;
    await this.#api.attempt('agents.sessions.setStatus', { ...this.#target, status: 'active' });
    if (this.#reacted)
      await this.#api.attempt('reactions.remove', { channel, timestamp: question, name: 'eyes' });
  }

  /** Where no answer comes that would end the status. */
  async takeBack(): Promise<void> {
    await this.#api.attempt('assistant.threads.setStatus', { ...this.#target, status: '' });
    await this.over();
  }

  get #target() {
    return { channel_id: this.#place.channel, thread_ts: this.#place.thread };
  }

  async #show(): Promise<void> {
    const { channel, question } = this.#place;
    const shown = await this.#api.attempt('assistant.threads.setStatus', {
      ...this.#target,
      status: '正在想…',
      loading_messages: ['检索话术…', '查客户资料…', '核对出处和合规…'],
    });
    await this.#api.attempt('agents.sessions.setStatus', { ...this.#target, status: 'processing' });
    if (shown) return;
    const eyes = { channel, timestamp: question, name: 'eyes' };
    this.#reacted = await this.#api.attempt('reactions.add', eyes);
  }
}
