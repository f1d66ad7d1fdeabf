import type { Step } from '../../domain/conversation/step.ts';
import { argumentsOf, type Message, postOnce, unchangeable, updateMessage } from './post-once.ts';
import type { AskedPlace, SignOfLife } from './sign-of-life.ts';
import { isRefusal, type SlackApi } from './slack-api.ts';

export interface ProgressPlace extends AskedPlace {
  readonly userId: string;
  readonly teamId: string | null;
}

export interface ProgressTimes {
  /** Quick answers come whole; only a slow one shows its steps in a stream. */
  readonly streamAfterMs: number;
  /** Slack ends a stream after five minutes, whatever it is doing. */
  readonly streamEndsMs: number;
}

export const usualTimes: ProgressTimes = { streamAfterMs: 1500, streamEndsMs: 240_000 };

const stepTitles: Readonly<Record<Step, string>> = {
  received: '收到问题',
  search: '检索话术和客户资料',
  write: '起草回答',
  keep: '核对出处和合规',
};

/**
 * What is seen while an answer is made: a sign of life, a stream of steps if it takes longer, and
 * the finished message in its place. All of it may fail without harm to the answer.
 */
export class AnswerProgress {
  readonly #api: SlackApi;
  readonly #place: ProgressPlace;
  readonly #times: ProgressTimes;
  readonly #steps: Step[] = [];
  readonly #onStream: (ts: string) => Promise<void>;
  #timer: NodeJS.Timeout | null = null;
  #stream: string | null;
  #open = false;
  readonly #sign: SignOfLife;
  /** One call after the other: parallel ones open several streams. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    api: SlackApi,
    place: ProgressPlace,
    {
      sign,
      times = usualTimes,
      stream = null,
      onStream,
    }: {
      /** Shown already. */
      sign: SignOfLife;
      times?: ProgressTimes;
      /** A message that an earlier, stopped process began. */
      stream?: string | null;
      onStream: (ts: string) => Promise<void>;
    },
  ) {
    this.#api = api;
    this.#place = place;
    this.#sign = sign;
    this.#times = times;
    this.#stream = stream;
    this.#onStream = onStream;
  }

  begin(): void {
    this.#timer = setTimeout(
      () => this.#next(() => this.#startStream()),
      this.#times.streamAfterMs,
    );
  }

  step(step: Step): void {
    this.#steps.push(step);
    this.#next(() => this.#appendStep());
  }

  /** The finished message; returns its place. */
  async finish(message: Message): Promise<string> {
    await this.#settle();
    await this.#sign.settled();
    const ts = this.#stream;
    if (ts === null) return postOnce(this.#api, message);
    if (this.#open && (await this.#closeStream(ts, message))) return ts;
    try {
      await updateMessage(this.#api, message, ts);
      return ts;
    } catch (error) {
      if (!isRefusal(error, ...unchangeable)) throw error;
      return postOnce(this.#api, message);
    }
  }

  /** Takes back the signs of life where no answer comes. */
  async end(): Promise<void> {
    await this.#settle();
    const { channel } = this.#place;
    await this.#sign.takeBack();
    if (this.#stream !== null)
      await this.#api.attempt('chat.delete', { channel, ts: this.#stream });
  }

  async #settle(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#queue;
  }

  #next(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch(() => {});
  }

  /** After the answer stands: the session is free again. */
  finished(): Promise<void> {
    return this.#sign.over();
  }

  #chunks(): object[] {
    return this.#steps.map((step, at) => ({
      type: 'task_update',
      id: step,
      title: stepTitles[step],
      status: at === this.#steps.length - 1 ? 'in_progress' : 'complete',
    }));
  }

  async #startStream(): Promise<void> {
    if (this.#stream !== null) return;
    const { channel, thread, userId, teamId } = this.#place;
    const started = await this.#api.call<{ ts?: string }>('chat.startStream', {
      channel,
      thread_ts: thread,
      recipient_user_id: userId,
      ...(teamId === null ? {} : { recipient_team_id: teamId }),
      task_display_mode: 'timeline',
      chunks: this.#chunks(),
    });
    if (started.ts === undefined) return;
    this.#stream = started.ts;
    this.#open = true;
    await this.#onStream(started.ts);
    this.#timer = setTimeout(() => this.#next(() => this.#guard()), this.#times.streamEndsMs);
  }

  async #appendStep(): Promise<void> {
    if (this.#stream === null || !this.#open) return;
    const { channel } = this.#place;
    try {
      await this.#api.call('chat.appendStream', {
        channel,
        ts: this.#stream,
        chunks: this.#chunks().slice(-2),
      });
    } catch (error) {
      // Slack has ended it; the message stays and is updated.
      if (isRefusal(error)) this.#open = false;
    }
  }

  /** Ends the stream before Slack does; what follows is an update of the message. */
  async #guard(): Promise<void> {
    if (this.#stream === null || !this.#open) return;
    this.#open = false;
    const { channel } = this.#place;
    const chunks = [{ type: 'markdown_text', text: '还在核对，好了就更新在这里。' }];
    await this.#api.attempt('chat.stopStream', { channel, ts: this.#stream, chunks });
  }

  async #closeStream(ts: string, message: Message): Promise<boolean> {
    this.#open = false;
    const done = this.#steps.map((step) => ({
      type: 'task_update',
      id: step,
      title: stepTitles[step],
      status: 'complete',
    }));
    const { channel, blocks, metadata } = argumentsOf(message, message.blocks);
    try {
      await this.#api.call('chat.stopStream', { channel, ts, chunks: done, blocks, metadata });
      return true;
    } catch {
      // Late, refused or nobody knows: the update shows the same, once.
      return false;
    }
  }
}
