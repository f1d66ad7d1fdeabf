import { WSClient, WsCmd } from '@wecom/aibot-node-sdk';
import type { ChannelLog } from '../../ports/channel-log.ts';
import { quietSdkLogger } from './quiet-sdk-logger.ts';
import { outcomeOf, type Sent } from './sent.ts';
import type { Timings } from './timings.ts';

export interface BotSettings {
  readonly botId: string;
  readonly secret: string;
  /** null: WeCom's own. */
  readonly wsUrl: string | null;
  /** The certificate of a private deployment's own authority. */
  readonly ca: Buffer | null;
}

export type ConnectionState =
  | 'closed'
  | 'connecting'
  | 'ready'
  /** Another program has taken this bot's connection. */
  | 'kicked'
  /** The gateway does not take the bot id or its secret. */
  | 'refused';

interface Listener {
  readonly onFrame: (frame: unknown) => void;
  /** Messages can be sent again: what was left over may go on. */
  readonly onReady: () => void;
  readonly onKicked: () => void;
}

/** The bot's long connection: reconnects for ever, and is never silent about how it stands. */
export class BotConnection {
  readonly #settings: BotSettings;
  readonly #listener: Listener;
  readonly #timings: Timings;
  readonly #log: ChannelLog;
  #client: WSClient | null = null;
  #state: ConnectionState = 'closed';
  #watchdog: NodeJS.Timeout | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(settings: BotSettings, listener: Listener, timings: Timings, log: ChannelLog) {
    this.#settings = settings;
    this.#listener = listener;
    this.#timings = timings;
    this.#log = log;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  open(): void {
    if (this.#client) return;
    const { botId, secret, wsUrl, ca } = this.#settings;
    const client = new WSClient({
      botId,
      secret,
      ...(wsUrl === null ? {} : { wsUrl }),
      wsOptions: { ...(ca === null ? {} : { ca }), handshakeTimeout: this.#timings.watchdogMs },
      reconnectInterval: this.#timings.reconnectMs,
      heartbeatInterval: this.#timings.heartbeatMs,
      // The SDK's own default gives up after some three minutes and then stays silent.
      maxReconnectAttempts: -1,
      maxAuthFailureAttempts: -1,
      logger: quietSdkLogger(this.#log),
    });
    this.#client = client;
    this.#listenTo(client);
    this.#become('connecting');
    client.connect();
  }

  close(state: 'closed' | 'kicked' = 'closed'): void {
    clearTimeout(this.#watchdog);
    const client = this.#client;
    this.#client = null;
    client?.removeAllListeners();
    client?.disconnect();
    this.#become(state);
  }

  /** Resolves when messages can be sent, or after `withinMs`. */
  async ready(withinMs: number): Promise<boolean> {
    const end = Date.now() + withinMs;
    while (this.#state !== 'ready' && Date.now() < end) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, end - Date.now());
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return this.#state === 'ready';
  }

  /** Answers the message or event of that request id. */
  respond(reqId: string, body: object, cmd: string = WsCmd.RESPONSE): Promise<Sent> {
    return this.#send((client) => client.reply({ headers: { req_id: reqId } }, { ...body }, cmd));
  }

  welcome(reqId: string, body: object): Promise<Sent> {
    return this.respond(reqId, body, WsCmd.RESPONSE_WELCOME);
  }

  updateCard(reqId: string, card: object): Promise<Sent> {
    const body = { response_type: 'update_template_card', template_card: card };
    return this.respond(reqId, body, WsCmd.RESPONSE_UPDATE);
  }

  /** Writes unasked; the request id is this message's own, so its acknowledgement is nobody else's. */
  push(chatId: string, body: Parameters<WSClient['sendMessage']>[1]): Promise<Sent> {
    return this.#send((client) => client.sendMessage(chatId, body));
  }

  /** Whether a frame under this request id still waits for its acknowledgement. */
  awaitsAck(reqId: string): boolean {
    return this.#client?.hasPendingReplyAck({ headers: { req_id: reqId } }) ?? false;
  }

  async #send(act: (client: WSClient) => Promise<unknown>): Promise<Sent> {
    const client = this.#client;
    if (!client || this.#state !== 'ready') return { kind: 'down' };
    try {
      await act(client);
      return { kind: 'acked' };
    } catch (rejection) {
      return outcomeOf(rejection);
    }
  }

  #listenTo(client: WSClient): void {
    client.on('connected', () => this.#watch());
    client.on('authenticated', () => {
      clearTimeout(this.#watchdog);
      this.#become('ready');
      this.#listener.onReady();
    });
    client.on('disconnected', () => {
      clearTimeout(this.#watchdog);
      if (this.#state === 'ready') this.#become('connecting');
    });
    client.on('error', (error) => {
      if (!/^Authentication failed/.test(error.message)) return;
      this.#become('refused');
      this.#log.alarm('wecom refuses WECOM_BOT_ID or WECOM_BOT_SECRET');
    });
    client.on('message', (frame) => this.#listener.onFrame(frame));
    client.on('event', (frame) => {
      // The SDK ends this connection itself and will not open another.
      if (frame.body?.event?.eventtype === 'disconnected_event') this.#kicked();
      else this.#listener.onFrame(frame);
    });
  }

  #kicked(): void {
    // Not within the SDK's own handling of the event.
    queueMicrotask(() => {
      this.close('kicked');
      this.#listener.onKicked();
    });
  }

  /** A socket that opens and a subscription that nobody answers: the SDK would wait for ever. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      this.#log.alarm('wecom did not answer the subscription; connecting anew');
      this.close();
      this.open();
    }, this.#timings.watchdogMs);
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#log.note('wecom connection', { state });
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
