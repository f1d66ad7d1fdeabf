import { randomUUID } from 'node:crypto';
import type { TemplateCard } from '@wecom/aibot-node-sdk';
import { faultsOfCard } from './card-limits.ts';
import { ChatRoom } from './chat-room.ts';
import { type Peer, serveWebSockets } from './websocket-server.ts';

export interface Frame {
  readonly cmd?: string;
  readonly headers: { readonly req_id: string };
  // biome-ignore lint/suspicious/noExplicitAny: whatever a client sends.
  readonly body?: any;
}

/** Numbers the real gateway is known to use; the others are this fake's own. */
const codes = { badRequestId: 846605, streamOver: 846608, tooOften: 45009, type: 40008 } as const;
const own = {
  credentials: 853000,
  window: 846604,
  unknownChat: 846606,
  tooLong: 846607,
  card: 40058,
};

/** What may be switched on to go wrong. */
interface Faults {
  /** No message is acknowledged. */
  muteAcks: boolean;
  /** Acknowledgements come this much later. */
  ackDelayMs: number;
  mutePongs: boolean;
  /** The subscription is not answered at all. */
  muteSubscribe: boolean;
  /** Refuses the next messages with these, in order. */
  readonly refuseNext: number[];
  /** Refuses every stream frame, as after it has expired. */
  expireStreams: boolean;
}

interface Request {
  readonly kind: 'message' | 'enter_chat' | 'template_card_event' | 'other';
  readonly chatId: string;
  readonly at: number;
  answered: boolean;
}

type Maybe<T> = T | null | undefined | false;

interface Rules {
  readonly eventWindowMs: number;
  readonly streamLifeMs: number;
  readonly port: number;
}

interface Saying {
  readonly group?: string;
  readonly msgid?: string;
  /** More of the body, or another kind of message. */
  readonly body?: object;
}

/** The long-connection gateway of WeCom as its protocol is known, on loopback. */
export class WecomGateway {
  readonly faults: Faults = {
    muteAcks: false,
    ackDelayMs: 0,
    mutePongs: false,
    muteSubscribe: false,
    refuseNext: [],
    expireStreams: false,
  };
  /** Every frame that came from clients, in order. */
  readonly received: Frame[] = [];
  /** Who has talked to the bot: nobody else can be written to. */
  readonly #known = new Set<string>();
  readonly #rooms = new Map<string, ChatRoom>();
  readonly #requests = new Map<string, Request>();
  readonly #streams = new Map<string, { readonly at: number; over: boolean }>();
  readonly #waiting = new Set<() => void>();
  readonly #rules: Rules;
  readonly #pairs: ReadonlyMap<string, string>;
  #server: Awaited<ReturnType<typeof serveWebSockets>> | null = null;
  /** The one connection that holds the bot. */
  #holder: Peer | null = null;
  /** Error codes it answered messages with. */
  readonly refusals: number[] = [];
  subscriptions = 0;
  refusedSubscriptions = 0;

  private constructor(rules: Rules, bots: Record<string, string>) {
    this.#rules = rules;
    this.#pairs = new Map(Object.entries(bots));
  }

  static async open(
    bots: Record<string, string> = { bot: 'secret' },
    { eventWindowMs = 5000, streamLifeMs = 360_000, port = 0 }: Partial<Rules> = {},
  ): Promise<WecomGateway> {
    const gateway = new WecomGateway({ eventWindowMs, streamLifeMs, port }, bots);
    gateway.#server = await serveWebSockets((peer) => gateway.#welcome(peer), port);
    return gateway;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#server?.port}`;
  }

  get held(): boolean {
    return this.#holder !== null;
  }

  room(chatId: string): ChatRoom {
    const known = this.#rooms.get(chatId) ?? new ChatRoom();
    this.#rooms.set(chatId, known);
    return known;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  /** Breaks the connection that holds the bot. */
  drop(): void {
    this.#holder?.terminate();
  }

  /** Resolves with the first answer of `look` that is not null, false or undefined, asked at every frame. */
  async until<T>(look: () => Maybe<T> | Promise<Maybe<T>>, withinMs = 10_000): Promise<T> {
    const end = Date.now() + withinMs;
    for (;;) {
      const found = await look();
      if (found) return found;
      if (Date.now() > end) throw new Error(`not seen within ${withinMs} ms: ${look}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Somebody writes to the bot; gives the message's id. */
  say(
    userId: string,
    text: string,
    { group, msgid = randomUUID(), body = {} }: Saying = {},
  ): string {
    const chatId = group ?? userId;
    const message = {
      msgid,
      aibotid: 'bot',
      ...(group === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: group }),
      from: { userid: userId },
      create_time: Math.floor(Date.now() / 1000),
      response_url: 'https://example.invalid/respond',
      msgtype: 'text',
      text: { content: text },
      ...body,
    };
    this.#known.add(chatId);
    this.#deliver('aibot_msg_callback', message, 'message', chatId);
    return msgid;
  }

  enterChat(userId: string): void {
    this.#event(userId, 'enter_chat', {});
  }

  /** Somebody presses a button, or sends what was chosen; gives the event's id. `flat` is the shape of the SDK's own types. */
  press(
    userId: string,
    taskId: string,
    key: string,
    { flat = false, chosen = [] as string[] } = {},
  ): string {
    const selected = {
      selected_item: [{ question_key: 'choice', option_ids: { option_id: chosen } }],
    };
    const details = {
      card_type: 'button_interaction',
      event_key: key,
      task_id: taskId,
      ...(chosen.length > 0 ? { selected_items: selected } : {}),
    };
    return this.#event(userId, 'template_card_event', flat ? { flat: details } : details);
  }

  feedback(userId: string, details: object): void {
    this.#event(userId, 'feedback_event', details);
  }

  /** A frame exactly as given. */
  raw(text: string): void {
    this.#holder?.send(text);
  }

  /** A frame of any kind under a request id that may be answered. */
  send(cmd: string, body: object, kind: Request['kind'], chatId: string): string {
    return this.#deliver(cmd, body, kind, chatId);
  }

  /** Gives the event's id. */
  #event(userId: string, type: string, details: { readonly flat?: object } & object): string {
    const { flat } = details;
    const msgid = randomUUID();
    const body = {
      msgid,
      create_time: Math.floor(Date.now() / 1000),
      aibotid: 'bot',
      chattype: 'single',
      from: { userid: userId },
      msgtype: 'event',
      event: { eventtype: type, ...(flat ?? { [type]: details }) },
    };
    const kind = type === 'enter_chat' || type === 'template_card_event' ? type : 'other';
    this.#deliver('aibot_event_callback', body, kind, userId);
    return msgid;
  }

  #deliver(cmd: string, body: object, kind: Request['kind'], chatId: string): string {
    const reqId = randomUUID();
    this.#requests.set(reqId, { kind, chatId, at: Date.now(), answered: false });
    this.#holder?.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
    return reqId;
  }

  #welcome(peer: Peer): void {
    peer.onText = (text) => {
      this.#take(peer, JSON.parse(text) as Frame);
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const wake of waiting) wake();
    };
    peer.onClose = () => {
      if (this.#holder === peer) this.#holder = null;
    };
  }

  #take(peer: Peer, frame: Frame): void {
    const { cmd, headers } = frame;
    if (cmd === 'ping') {
      if (!this.faults.mutePongs) this.#answer(peer, headers.req_id, 0);
      return;
    }
    this.received.push(frame);
    if (cmd === 'aibot_subscribe') {
      this.#subscribe(peer, frame);
      return;
    }
    const refused = this.faults.refuseNext.shift();
    const code = refused ?? (peer === this.#holder ? this.#judge(frame) : own.credentials);
    if (code !== 0) this.refusals.push(code);
    if (this.faults.muteAcks) return;
    const answer = () => this.#answer(peer, headers.req_id, code);
    if (this.faults.ackDelayMs > 0) setTimeout(answer, this.faults.ackDelayMs);
    else answer();
  }

  #answer(peer: Peer, reqId: string, errcode: number): void {
    const errmsg = errcode === 0 ? 'ok' : 'refused';
    peer.send(JSON.stringify({ headers: { req_id: reqId }, errcode, errmsg }));
  }

  #subscribe(peer: Peer, { headers, body }: Frame): void {
    if (this.faults.muteSubscribe) return;
    if (this.#pairs.get(body?.bot_id) !== body?.secret) {
      this.refusedSubscriptions++;
      this.#answer(peer, headers.req_id, own.credentials);
      return;
    }
    const before = this.#holder;
    this.#holder = peer;
    this.subscriptions++;
    if (before && before !== peer) {
      const event = { eventtype: 'disconnected_event', disconnected_event: {} };
      const note = { msgid: randomUUID(), aibotid: 'bot', msgtype: 'event', event };
      const kick = { cmd: 'aibot_event_callback', headers: { req_id: randomUUID() }, body: note };
      before.send(JSON.stringify(kick));
      setTimeout(() => before.terminate(), 20);
    }
    this.#answer(peer, headers.req_id, 0);
  }

  #judge({ cmd, headers, body }: Frame): number {
    switch (cmd) {
      case 'aibot_respond_msg':
        return this.#respond(headers.req_id, body);
      case 'aibot_respond_welcome_msg':
        return this.#inWindow(headers.req_id, 'enter_chat', (room) =>
          this.#welcomeMessage(room, body),
        );
      case 'aibot_respond_update_msg':
        return this.#inWindow(headers.req_id, 'template_card_event', (room) =>
          this.#redraw(room, body),
        );
      case 'aibot_send_msg':
        return this.#push(body);
      default:
        return own.credentials;
    }
  }

  #inWindow(reqId: string, kind: Request['kind'], act: (room: ChatRoom) => number): number {
    const request = this.#requests.get(reqId);
    if (request?.kind !== kind || request.answered) return codes.badRequestId;
    if (Date.now() - request.at > this.#rules.eventWindowMs) return own.window;
    request.answered = true;
    return act(this.room(request.chatId));
  }

  #welcomeMessage(room: ChatRoom, body: Frame['body']): number {
    if (body?.msgtype === 'text') {
      room.seen.push({ kind: 'welcome', content: body.text.content });
      return 0;
    }
    return this.#newCard(room, body?.template_card);
  }

  #newCard(room: ChatRoom, card: TemplateCard | undefined): number {
    if (!card || faultsOfCard(card).length > 0) return own.card;
    const taken = [...this.#rooms.values()].some((one) =>
      one.cards().some(({ task_id }) => task_id !== undefined && task_id === card.task_id),
    );
    if (taken) return own.card;
    room.seen.push({ kind: 'card', card, drawn: [] });
    return 0;
  }

  #redraw(room: ChatRoom, body: Frame['body']): number {
    const card = body?.template_card as TemplateCard | undefined;
    if (!card || faultsOfCard(card).length > 0) return own.card;
    return room.redraw(card) ? 0 : own.card;
  }

  #respond(reqId: string, body: Frame['body']): number {
    const request = this.#requests.get(reqId);
    if (request?.kind !== 'message') return codes.badRequestId;
    const room = this.room(request.chatId);
    if (!room.allowance.take(Date.now())) return codes.tooOften;
    if (body?.msgtype === 'template_card') return this.#newCard(room, body.template_card);
    if (body?.msgtype !== 'stream' && body?.msgtype !== 'stream_with_template_card')
      return codes.type;
    return this.#stream(room, body);
  }

  #stream(room: ChatRoom, { stream, template_card: card }: Frame['body']): number {
    const { id, content = '', finish = false, feedback } = stream;
    const known = this.#streams.get(id) ?? { at: Date.now(), over: false };
    const expired = Date.now() - known.at > this.#rules.streamLifeMs;
    if (known.over || expired || this.faults.expireStreams) return codes.streamOver;
    if (Buffer.byteLength(content) > 20_480) return own.tooLong;
    if (card && faultsOfCard(card).length > 0) return own.card;
    this.#streams.set(id, known);
    let shown = room.streams().find((one) => one.id === id);
    if (!shown) {
      shown = {
        kind: 'stream',
        id,
        content,
        finished: false,
        card: null,
        feedbackId: null,
        snapshots: [],
      };
      room.seen.push(shown);
      room.begun.push(Date.now());
    }
    shown.content = content;
    shown.snapshots.push(content);
    shown.card ??= card ?? null;
    shown.feedbackId ??= feedback?.id ?? null;
    // Nothing to see does not end the waiting.
    known.over = finish && content.trim() !== '';
    shown.finished = known.over;
    if (known.over) room.read.push({ at: Date.now(), text: content });
    return 0;
  }

  #push(body: Frame['body']): number {
    if (!this.#known.has(body?.chatid)) return own.unknownChat;
    const room = this.room(body.chatid);
    if (!room.allowance.take(Date.now())) return codes.tooOften;
    if (body.msgtype === 'template_card') return this.#newCard(room, body.template_card);
    if (body.msgtype !== 'markdown') return codes.type;
    if (Buffer.byteLength(body.markdown.content) > 20_480) return own.tooLong;
    room.seen.push({ kind: 'markdown', content: body.markdown.content });
    room.read.push({ at: Date.now(), text: body.markdown.content });
    return 0;
  }
}
