import { setTimeout as delay } from 'node:timers/promises';
import { type App, SocketModeReceiver } from '@slack/bolt';
import { silentLogger } from './slack-api.ts';
import type { SlackStanding } from './slack-standing.ts';

interface Arrived {
  readonly body: Record<string, unknown>;
  readonly ack: (response?: unknown) => Promise<unknown>;
}

const longestStartMs = 15_000;
const shortestPauseMs = 500;
const longestPauseMs = 30_000;

interface Options {
  readonly appToken: string;
  readonly apiUrl: string | null;
  readonly standing: SlackStanding;
  readonly receive: (arrived: Arrived) => Promise<void>;
  readonly pauseMs?: number;
}

function isReadable(data: unknown): boolean {
  try {
    const { type, payload } = JSON.parse(String(data)) as {
      type?: unknown;
      payload?: { event?: unknown };
    };
    const isEvent = typeof payload?.event === 'object' && payload.event !== null;
    return typeof type === 'string' && (type !== 'events_api' || isEvent);
  } catch {
    return false;
  }
}

/**
 * Socket Mode, with reconnecting of our own: the vendor's ends in an unhandled rejection, and with
 * it the process, when the network is away at the wrong moment.
 */
export class SocketConnection {
  readonly #receiver: SocketModeReceiver;
  readonly #standing: SlackStanding;
  readonly #pauseMs: number;
  #stopped = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor({ appToken, apiUrl, standing, receive, pauseMs = shortestPauseMs }: Options) {
    this.#standing = standing;
    this.#pauseMs = pauseMs;
    const clientOptions = {
      ...(apiUrl === null ? {} : { slackApiUrl: apiUrl.replace(/\/?$/, '/') }),
      retryConfig: { retries: 0 },
      timeout: 10_000,
    };
    this.#receiver = new SocketModeReceiver({
      appToken,
      autoReconnectEnabled: false,
      logger: silentLogger,
      installerOptions: { clientOptions },
      // Not kept: not acknowledged, so that Slack sends it again.
      processEventErrorHandler: async () => false,
    });
    // Of the app the receiver uses this one method.
    this.#receiver.init({ processEvent: receive } as unknown as App);
    this.#receiver.client.on('error', () => {});
    this.#guardMessages();
  }

  start(): void {
    this.#loop = this.#stayConnected();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    const gone = delay(2000, undefined, { ref: false });
    await Promise.race([this.#receiver.client.disconnect().catch(() => {}), gone]);
    await this.#loop;
  }

  /** The vendor's reader ends the process on an event without a body; such ones are dropped here. */
  #guardMessages(): void {
    const { client } = this.#receiver;
    const [read] = client.listeners('ws_message');
    client.removeAllListeners('ws_message');
    client.on('ws_message', (data: unknown, isBinary: unknown) => {
      if (isReadable(data)) void Promise.resolve(read?.(data, isBinary)).catch(() => {});
    });
  }

  async #stayConnected(): Promise<void> {
    const { signal } = this.#stopped;
    let pauseMs = this.#pauseMs;
    while (!signal.aborted) {
      const connected = await this.#connect();
      if (connected) {
        pauseMs = this.#pauseMs;
        await this.#untilDisconnected();
      }
      if (signal.aborted) return;
      this.#standing.connection('lost');
      await delay(pauseMs, undefined, { signal, ref: false }).catch(() => {});
      pauseMs = connected ? this.#pauseMs : Math.min(longestPauseMs, pauseMs * 2);
    }
  }

  async #connect(): Promise<boolean> {
    const { client } = this.#receiver;
    const late = delay(longestStartMs, 'late' as const, { ref: false });
    try {
      const begun = await Promise.race([client.start(), late]);
      if (begun === 'late') throw new Error('no hello');
      this.#standing.connection('connected');
      return true;
    } catch (error) {
      // Rejected with nothing where the line went before the greeting.
      const code = (error as { data?: { error?: string } } | undefined)?.data?.error;
      if (code !== undefined) this.#standing.refused(code);
      return false;
    }
  }

  #untilDisconnected(): Promise<void> {
    const { signal } = this.#stopped;
    return new Promise((resolve) => {
      this.#receiver.client.once('disconnected', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
