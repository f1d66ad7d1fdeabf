import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageFaults, viewFaults } from '../fixtures/slack-limits.ts';
import { ServerSocket } from './socket-server.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface Posted {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | null;
  readonly user: string;
  text: string;
  blocks: readonly Block[];
  metadata: unknown;
  streaming: boolean;
  /** How often it was changed after it was posted. */
  updates: number;
  chunks: Fields[];
}

export interface Block {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface Call {
  readonly method: string;
  readonly fields: Fields;
  readonly atMs: number;
}

interface SlackUser {
  readonly id: string;
  readonly email?: string;
  readonly deleted?: boolean;
  readonly is_restricted?: boolean;
  readonly is_email_confirmed?: boolean;
}

/** What goes wrong with the next call of a method. */
interface Fault {
  readonly error?: string;
  readonly status?: number;
  readonly retryAfter?: number;
  /** Does what was asked, and then says nothing for so long. */
  readonly silentMs?: number;
}

const json = new Set(['blocks', 'metadata', 'chunks', 'view', 'prompts', 'loading_messages']);

/**
 * A Slack workspace of one process: the Web API as far as we use it, Socket Mode, response URLs.
 * Unlike the doubles there are, it refuses what Slack refuses, and breaks on demand.
 */
export class SlackWorkspace {
  readonly messages: Posted[] = [];
  readonly calls: Call[] = [];
  readonly acks = new Map<string, unknown>();
  readonly quiet: Fields[] = [];
  readonly ephemeral: Fields[] = [];
  readonly homes = new Map<string, Block[]>();
  readonly modals: Fields[] = [];
  readonly refused: string[] = [];
  readonly missing = new Set<string>();
  readonly users = new Map<string, SlackUser>();
  readonly botUserId = 'UBOT';
  tokenError: string | null = null;
  refuseSockets = false;
  /** How long a call is under way before Slack has it. */
  latencyMs = 0;
  /** Calls of these methods are answered when their promise resolves. */
  readonly heldBack = new Map<string, Promise<void>>();
  readonly #faults = new Map<string, Fault[]>();
  readonly #sockets = new Set<ServerSocket>();
  readonly #server: Server;
  #clock = 1_795_500_000_000_000;
  #count = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    this.#server.on('upgrade', (request, socket) => {
      const made = new ServerSocket(request, socket, (text) => this.#acknowledged(text));
      this.#sockets.add(made);
      socket.on('close', () => this.#sockets.delete(made));
      made.send({ type: 'hello', num_connections: this.#sockets.size });
    });
  }

  static async open(): Promise<SlackWorkspace> {
    const workspace = new SlackWorkspace();
    await new Promise<void>((resolve) => workspace.#server.listen(0, '127.0.0.1', resolve));
    return workspace;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.drop();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The next calls of a method go wrong, one after the other. */
  breakNext(method: string, ...faults: Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  dropSockets(): void {
    for (const socket of this.#sockets) socket.drop();
  }

  get connected(): boolean {
    return [...this.#sockets].some((socket) => socket.open);
  }

  nextTs(): string {
    this.#clock += 1_000_001;
    return `${Math.floor(this.#clock / 1e6)}.${String(this.#clock % 1e6).padStart(6, '0')}`;
  }

  nextId(prefix: string): string {
    return `${prefix}${String(this.#count++).padStart(6, '0')}`;
  }

  /** Sends an envelope to one socket, as Slack does; returns its id. */
  deliver(type: string, payload: Fields, envelope = this.nextId('E')): string {
    const socket = [...this.#sockets].find(({ open }) => open);
    socket?.send({ envelope_id: envelope, type, payload, accepts_response_payload: true });
    return envelope;
  }

  event(event: Fields, eventId = this.nextId('Ev')): Fields {
    return {
      type: 'event_callback',
      token: 'verification',
      team_id: 'T1',
      api_app_id: 'A1',
      event_id: eventId,
      event_time: 1_795_500_000,
      authorizations: [{ team_id: 'T1', user_id: this.botUserId, is_bot: true }],
      event,
    };
  }

  /** Resolves when the condition holds. */
  async until<T>(found: () => T | undefined | null | false): Promise<T> {
    for (;;) {
      const value = found();
      if (value) return value;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  callsOf(method: string): Fields[] {
    return this.calls.filter((call) => call.method === method).map(({ fields }) => fields);
  }

  answersIn(channel: string, thread: string | null = null): Posted[] {
    return this.messages.filter(
      (one) => one.channel === channel && (thread === null || one.thread === thread),
    );
  }

  #acknowledged(text: string): void {
    const { envelope_id: id, payload } = JSON.parse(text) as {
      envelope_id: string;
      payload: unknown;
    };
    this.acks.set(id, payload);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let raw = '';
    for await (const chunk of request) raw += chunk;
    const path = request.url ?? '';
    if (path.startsWith('/respond/')) {
      this.quiet.push({ ...(JSON.parse(raw) as Fields), url: path });
      this.#check(messageFaults(this.quiet.at(-1)?.blocks ?? []));
      response.end('ok');
      return;
    }
    const method = path.replace('/api/', '');
    const fields = fieldsIn(raw);
    if (this.latencyMs > 0) await new Promise((done) => setTimeout(done, this.latencyMs));
    this.calls.push({ method, fields, atMs: performance.now() });
    await this.heldBack.get(method);
    const fault = this.#faults.get(method)?.shift();
    if (fault?.retryAfter !== undefined) {
      response.writeHead(429, { 'retry-after': String(fault.retryAfter) });
      response.end();
    } else if (fault?.status !== undefined) {
      response.writeHead(fault.status);
      response.end();
    } else {
      const result = fault?.error ? { ok: false, error: fault.error } : this.#do(method, fields);
      if (fault?.silentMs) await new Promise((resolve) => setTimeout(resolve, fault.silentMs));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(result));
    }
  }

  #check(faults: readonly string[]): boolean {
    this.refused.push(...faults);
    return faults.length === 0;
  }

  #do(method: string, fields: Fields): Fields {
    if (this.tokenError !== null) return { ok: false, error: this.tokenError };
    if (this.missing.has(method)) return { ok: false, error: 'unknown_method' };
    const known = this.#methods[method];
    return known ? known(fields) : { ok: false, error: 'unknown_method' };
  }

  #find(fields: Fields): Posted | undefined {
    return this.messages.find(({ channel, ts }) => channel === fields.channel && ts === fields.ts);
  }

  #post(fields: Fields, streaming: boolean): Fields {
    const blocks = (fields.blocks ?? []) as Block[];
    if (!streaming && !this.#check(messageFaults(blocks, fields.text)))
      return { ok: false, error: 'invalid_blocks' };
    const posted: Posted = {
      channel: String(fields.channel),
      ts: this.nextTs(),
      thread: (fields.thread_ts as string | undefined) ?? null,
      user: this.botUserId,
      text: String(fields.text ?? ''),
      blocks,
      metadata: fields.metadata ?? null,
      streaming,
      updates: 0,
      chunks: [...((fields.chunks ?? []) as Fields[])],
    };
    this.messages.push(posted);
    return { ok: true, channel: posted.channel, ts: posted.ts };
  }

  #update(fields: Fields): Fields {
    const found = this.#find(fields);
    if (!found) return { ok: false, error: 'message_not_found' };
    const blocks = (fields.blocks ?? []) as Block[];
    if (!this.#check(messageFaults(blocks, fields.text)))
      return { ok: false, error: 'invalid_blocks' };
    Object.assign(found, {
      blocks,
      text: String(fields.text ?? ''),
      metadata: fields.metadata ?? found.metadata,
      streaming: false,
      updates: found.updates + 1,
    });
    return { ok: true, ts: found.ts };
  }

  #append(fields: Fields, last: boolean): Fields {
    const found = this.#find(fields);
    if (!found?.streaming) return { ok: false, error: 'message_not_in_streaming_state' };
    found.chunks.push(...((fields.chunks ?? []) as Fields[]));
    if (last) {
      const blocks = (fields.blocks ?? []) as Block[];
      if (!this.#check(messageFaults(blocks))) return { ok: false, error: 'invalid_blocks' };
      Object.assign(found, { streaming: false, blocks, metadata: fields.metadata ?? null });
    }
    return { ok: true, ts: found.ts };
  }

  #listed(of: (message: Posted) => boolean): Fields {
    const messages = this.messages.filter(of).map(({ ts, text, metadata, user }) => ({
      ts,
      text,
      user,
      ...(metadata ? { metadata } : {}),
    }));
    return { ok: true, messages: messages.reverse(), has_more: false };
  }

  readonly #methods: Readonly<Record<string, (fields: Fields) => Fields>> = {
    'auth.test': () => ({ ok: true, user_id: this.botUserId, bot_id: 'BBOT', team_id: 'T1' }),
    'apps.connections.open': () =>
      this.refuseSockets
        ? { ok: false, error: 'internal_error' }
        : { ok: true, url: `${this.url.replace('http', 'ws')}/link` },
    'users.info': ({ user }) => {
      const known = this.users.get(String(user));
      if (!known) return { ok: false, error: 'user_not_found' };
      const { email, ...rest } = known;
      return { ok: true, user: { team_id: 'T1', ...rest, profile: { email } } };
    },
    'users.lookupByEmail': ({ email }) => {
      const known = [...this.users.values()].find((one) => one.email === email);
      return known ? { ok: true, user: { id: known.id } } : { ok: false, error: 'users_not_found' };
    },
    'conversations.open': ({ users }) => ({ ok: true, channel: { id: `D${String(users)}` } }),
    'conversations.history': ({ channel }) =>
      this.#listed((one) => one.channel === channel && one.thread === null),
    'conversations.replies': ({ channel, ts }) =>
      this.#listed((one) => one.channel === channel && one.thread === ts),
    'chat.postMessage': (fields) => this.#post(fields, false),
    'chat.update': (fields) => this.#update(fields),
    'chat.delete': (fields) => {
      const at = this.messages.indexOf(this.#find(fields) as Posted);
      if (at < 0) return { ok: false, error: 'message_not_found' };
      this.messages.splice(at, 1);
      return { ok: true };
    },
    'chat.postEphemeral': (fields) => {
      this.ephemeral.push(fields);
      return { ok: true, message_ts: this.nextTs() };
    },
    'chat.startStream': (fields) => this.#post(fields, true),
    'chat.appendStream': (fields) => this.#append(fields, false),
    'chat.stopStream': (fields) => this.#append(fields, true),
    'assistant.threads.setStatus': () => ({ ok: true }),
    'assistant.threads.setSuggestedPrompts': ({ thread_ts: thread }) =>
      thread === undefined ? { ok: true } : { ok: false, error: 'invalid_arguments' },
    'agents.sessions.setStatus': () => ({ ok: true }),
    'reactions.add': () => ({ ok: true }),
    'reactions.remove': () => ({ ok: true }),
    'views.open': ({ view }) => {
      if (!this.#check(viewFaults(view))) return { ok: false, error: 'invalid_arguments' };
      this.modals.push(view as Fields);
      return { ok: true, view: { id: this.nextId('V') } };
    },
    'views.publish': ({ user_id: user, view }) => {
      if (!this.#check(viewFaults(view))) return { ok: false, error: 'invalid_arguments' };
      this.homes.set(String(user), (view as { blocks: Block[] }).blocks);
      return { ok: true };
    },
  };
}

function fieldsIn(raw: string): Fields {
  if (raw.startsWith('{')) return JSON.parse(raw) as Fields;
  return Object.fromEntries(
    [...new URLSearchParams(raw)].map(([name, value]) => [
      name,
      json.has(name) ? JSON.parse(value) : value,
    ]),
  );
}
