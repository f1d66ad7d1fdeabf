import type { InboundEvents } from '../../ports/inbound-events.ts';
import { eventKey } from './event-key.ts';

export interface Received {
  readonly body: Readonly<Record<string, unknown>>;
  readonly ack: (response?: unknown) => Promise<unknown>;
}

export interface Work {
  readonly body: Readonly<Record<string, unknown>>;
  readonly ack: (response?: unknown) => Promise<void>;
  readonly key: string;
  /** Begun before by a process that died or could not tell its answer. */
  readonly again: boolean;
}

const heartbeatMs = 5000;
const mostTries = 20;
const keptDays = 3;

/**
 * Everything that comes from Slack, kept before it is acknowledged and done once, here or in
 * another process. What fails stays kept and is tried again.
 */
export class EventIntake {
  readonly #events: InboundEvents;
  readonly #work: (work: Work) => Promise<void>;
  readonly #failed: (error: unknown) => void;
  readonly #running = new Map<string, Promise<void>>();
  readonly #tries = new Map<string, number>();
  #heartbeat: NodeJS.Timeout | null = null;

  constructor(
    events: InboundEvents,
    work: (work: Work) => Promise<void>,
    failed: (error: unknown) => void,
  ) {
    this.#events = events;
    this.#work = work;
    this.#failed = failed;
  }

  /** Rejects when the event could not be kept: then it must not be acknowledged. */
  async receive({ body, ack }: Received): Promise<void> {
    const key = eventKey(body);
    // Not understood: nothing to do, and nothing to be sent again for.
    if (key === null) return void (await ack());
    const { token: _token, ...kept } = body;
    const taken = await this.#events.take({ channel: 'slack', key, body: kept });
    if (!taken) return void (await ack());
    // The socket may have gone meanwhile: the event is kept, and comes again as a known one.
    const safely = async (response?: unknown) => {
      await ack(response).catch(() => {});
    };
    await this.#run({ body, ack: safely, key, again: false });
  }

  /** Starts to look after what other processes leave behind. */
  async start(): Promise<void> {
    await this.#beat();
    this.#heartbeat = setInterval(() => void this.#beat(), heartbeatMs);
  }

  /** Takes over what nobody holds. */
  async takeOver(): Promise<void> {
    const abandoned = await this.#events.claimAbandoned('slack');
    for (const { key, body } of abandoned) {
      if (this.#running.has(key)) continue;
      const whole = (body ?? {}) as Readonly<Record<string, unknown>>;
      void this.#run({ body: whole, ack: async () => {}, key, again: true });
    }
  }

  /** Resolves when nothing that was begun is under way any more. */
  async stop(): Promise<void> {
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    this.#heartbeat = null;
    await Promise.allSettled(this.#running.values());
  }

  async #beat(): Promise<void> {
    try {
      await this.#events.hold('slack', [...this.#running.keys()]);
      await this.takeOver();
      await this.#events.forget(new Date(Date.now() - keptDays * 86_400_000).toISOString());
    } catch (error) {
      this.#failed(error);
    }
  }

  #run(work: Work): Promise<void> {
    const done = this.#do(work).finally(() => this.#running.delete(work.key));
    this.#running.set(work.key, done);
    return done;
  }

  async #do(work: Work): Promise<void> {
    const tries = (this.#tries.get(work.key) ?? 0) + 1;
    this.#tries.set(work.key, tries);
    try {
      await this.#work(work);
    } catch (error) {
      this.#failed(error);
      if (tries < mostTries) return;
    }
    await this.#events.finish('slack', work.key);
    this.#tries.delete(work.key);
  }
}
