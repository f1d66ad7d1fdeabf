import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Sent {
  readonly touser: string;
  readonly agentid: number;
  readonly msgtype: string;
  readonly text: { readonly content: string };
}

/** The part of WeCom's HTTP API that an application uses to send, on loopback. */
export class WecomAppApi {
  readonly sent: Sent[] = [];
  /** Taken by the next messages in their order; 0 goes well. */
  readonly refuseNext: number[] = [];
  /** Takes the next message and hangs up. */
  hangUp = false;
  invalid: string | null = null;
  tokens = 0;
  tokenError = 0;
  #token = '';
  readonly #server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const reply = this.#answer(new URL(request.url ?? '', 'http://localhost'), body);
      if (reply === null) request.socket.destroy();
      else response.end(JSON.stringify(reply));
    });
  });

  static async open(): Promise<WecomAppApi> {
    const api = new WecomAppApi();
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** As when another process has asked for a token, or the platform withdraws it. */
  forgetToken(): void {
    this.#token = '';
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #answer(url: URL, body: string): object | null {
    if (url.pathname === '/cgi-bin/gettoken') {
      if (this.tokenError !== 0) return { errcode: this.tokenError, errmsg: 'refused' };
      this.tokens++;
      this.#token = `token${this.tokens}`;
      return { errcode: 0, errmsg: 'ok', access_token: this.#token, expires_in: 7200 };
    }
    if (url.searchParams.get('access_token') !== this.#token) {
      return { errcode: 40014, errmsg: 'invalid access_token' };
    }
    const message = JSON.parse(body) as Sent;
    if (Buffer.byteLength(message.text.content) > 2048)
      return { errcode: 40058, errmsg: 'too long' };
    const refused = this.refuseNext.shift() ?? 0;
    if (refused !== 0) return { errcode: refused, errmsg: 'refused' };
    this.sent.push(message);
    if (this.hangUp) return null;
    const invalid = this.invalid === null ? {} : { invaliduser: this.invalid };
    return { errcode: 0, errmsg: 'ok', msgid: `m${this.sent.length}`, ...invalid };
  }
}
