import type { TemplateCard } from '@wecom/aibot-node-sdk';
import type { BotConnection } from './bot-connection.ts';
import type { Sent } from './sent.ts';
import type { Timings } from './timings.ts';
import type { TokenBucket } from './token-bucket.ts';

/** What the client draws as thinking. */
const thinking = '<think></think>';
const laterText = '这个问题要多花一点时间，答好以后单独发给您。';
/** Steps are left out when a chat has little left: the answer itself must go through. */
const keptForAnswers = 8;

/** What a stream needs of the connection. */
type Way = Pick<BotConnection, 'respond' | 'awaitsAck'>;

interface StreamRequest {
  /** Of the message that is answered. */
  readonly reqId: string;
  readonly streamId: string;
  /** What an opinion on this answer refers to. */
  readonly feedbackId: string;
}

/**
 * One answer that grows in place. Every frame is the whole text so far; at most one a second, one
 * at least every two minutes, and the end before the platform drops the stream.
 */
export class ReplyStream {
  readonly #request: StreamRequest;
  readonly #connection: Way;
  readonly #bucket: TokenBucket;
  readonly #timings: Timings;
  #content = thinking;
  #shown = '';
  #sentAt = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #deadline: NodeJS.Timeout;
  /** Frames whose acknowledgement did not come: a later one can't be told from theirs. */
  #owed = 0;
  #over = false;

  constructor(request: StreamRequest, connection: Way, bucket: TokenBucket, timings: Timings) {
    this.#request = request;
    this.#connection = connection;
    this.#bucket = bucket;
    this.#timings = timings;
    this.#deadline = setTimeout(() => void this.#giveUp(), timings.deadlineMs).unref();
  }

  /** The first sign of life. */
  begin(): void {
    void this.#flush();
  }

  /** What is being done right now. */
  show(text: string): void {
    this.#content = text;
    this.#plan();
  }

  /** True: the platform has certainly taken this text. Else it has to be pushed. */
  async finish(text: string, card: TemplateCard | null): Promise<boolean> {
    this.#stop();
    if (this.#over) return false;
    this.#over = true;
    const sent = await this.#send(text, true, card);
    return sent.kind === 'acked' && this.#owed === 0;
  }

  async #giveUp(): Promise<void> {
    this.#stop();
    if (this.#over) return;
    this.#over = true;
    await this.#send(laterText, true, null);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#deadline);
  }

  #plan(): void {
    if (this.#over) return;
    clearTimeout(this.#timer);
    const fresh = this.#content !== this.#shown;
    const gap = fresh ? this.#timings.snapshotMs : this.#timings.keepAliveMs;
    const waitMs = Math.max(0, this.#sentAt + gap - Date.now());
    this.#timer = setTimeout(() => void this.#flush(), waitMs).unref();
  }

  async #flush(): Promise<void> {
    if (this.#over) return;
    const busy = this.#connection.awaitsAck(this.#request.reqId);
    const scarce = this.#shown !== '' && this.#bucket.left(Date.now()) <= keptForAnswers;
    this.#sentAt = Date.now();
    if (!busy && !scarce) {
      const first = this.#shown === '';
      this.#shown = this.#content;
      this.#plan();
      const sent = await this.#send(this.#content, false, null, first);
      if (sent.kind === 'unacked') this.#owed++;
      // Refused because it has expired or the request id is not known any more.
      if (sent.kind === 'refused' && !first) this.#stop();
      return;
    }
    this.#plan();
  }

  #send(
    content: string,
    finish: boolean,
    card: TemplateCard | null,
    first = this.#shown === '',
  ): Promise<Sent> {
    const { reqId, streamId: id, feedbackId } = this.#request;
    const stream = { id, finish, content, ...(first ? { feedback: { id: feedbackId } } : {}) };
    this.#bucket.take(Date.now());
    const body =
      card === null
        ? { msgtype: 'stream', stream }
        : { msgtype: 'stream_with_template_card', stream, template_card: card };
    return this.#connection.respond(reqId, body);
  }
}
