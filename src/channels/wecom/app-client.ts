import type { Receipt } from '../../ports/delivery-channel.ts';
import { receiptOfError, staleToken } from './app-errors.ts';
import { type AppReply, callApp, NoReply } from './app-request.ts';

export interface AppSettings {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** null: WeCom's own. */
  readonly apiUrl: string | null;
  /** The certificate of a private deployment's own authority. */
  readonly ca: Buffer | null;
}

const ownApi = 'https://qyapi.weixin.qq.com';
// A token is good for two hours; it is exchanged a little earlier.
const earlyMs = 300_000;
// Within this time the platform itself drops the same text to the same person.
const duplicateSeconds = 1800;

interface Token {
  readonly value: string;
  readonly until: number;
}

type Called = { readonly reply: AppReply } | { readonly receipt: Receipt };

/** The 自建应用: reaches people who have never opened the bot. */
export class AppClient {
  readonly #settings: AppSettings;
  #token: Promise<Token> | null = null;

  constructor(settings: AppSettings) {
    this.#settings = settings;
  }

  /** One plain text to one person. */
  async send(userId: string, text: string): Promise<Receipt> {
    const message = {
      touser: userId,
      msgtype: 'text',
      agentid: this.#settings.agentId,
      text: { content: text },
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateSeconds,
    };
    const first = await this.#call(message);
    const stale = 'reply' in first && staleToken.has(first.reply.errcode);
    if (stale) this.#token = null;
    return receiptOf(stale ? await this.#call(message) : first);
  }

  /** Whether the platform knows the application; null: yes. */
  async fault(): Promise<Receipt | null> {
    const token = await this.#ask();
    return 'receipt' in token ? token.receipt : null;
  }

  #url(path: string, query: Record<string, string>): URL {
    const root = (this.#settings.apiUrl ?? ownApi).replace(/\/$/, '');
    return new URL(`${root}${path}?${new URLSearchParams(query)}`);
  }

  async #call(message: object): Promise<Called> {
    const token = await this.#ask();
    if ('receipt' in token) return token;
    try {
      const url = this.#url('/cgi-bin/message/send', { access_token: token.value });
      return { reply: await callApp(url, message, this.#settings.ca) };
    } catch (error) {
      const gone = error instanceof NoReply && error.sent;
      const why = '企业微信应用接口没有回应';
      return { receipt: gone ? { kind: 'unknown', why } : { kind: 'later', afterMs: null, why } };
    }
  }

  /** The token at hand, or a new one; asked for once, however many wait for it. */
  async #ask(): Promise<Token | { readonly receipt: Receipt }> {
    try {
      const known = await this.#token;
      if (known && known.until > Date.now()) return known;
      this.#token = this.#fetchToken();
      return await this.#token;
    } catch (error) {
      this.#token = null;
      if (error instanceof TokenRefused) return { receipt: receiptOfError(error.errcode) };
      return { receipt: { kind: 'later', afterMs: null, why: '连不上企业微信应用接口' } };
    }
  }

  async #fetchToken(): Promise<Token> {
    const { corpId, secret, ca } = this.#settings;
    const url = this.#url('/cgi-bin/gettoken', { corpid: corpId, corpsecret: secret });
    const reply = await callApp(url, null, ca);
    if (reply.errcode !== 0) throw new TokenRefused(reply.errcode);
    const seconds = Number(reply.expires_in) || 7200;
    return { value: String(reply.access_token), until: Date.now() + seconds * 1000 - earlyMs };
  }
}

class TokenRefused extends Error {
  readonly errcode: number;

  constructor(errcode: number) {
    super('token refused');
    this.errcode = errcode;
  }
}

function receiptOf(called: Called): Receipt {
  if ('receipt' in called) return called.receipt;
  const { errcode, invaliduser, unlicenseduser, msgid } = called.reply;
  if (errcode !== 0) return receiptOfError(errcode);
  // The call went well, and yet this person got nothing.
  if (invaliduser) return receiptOfError(81013);
  if (unlicenseduser) return { kind: 'impossible', why: '这位员工没有企业微信接口许可' };
  return { kind: 'delivered', reference: typeof msgid === 'string' ? msgid : null };
}
