import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';

const timeoutMs = 10_000;
const mostBytes = 1_000_000;

export interface AppReply {
  readonly errcode: number;
  readonly [name: string]: unknown;
}

/** Thrown where nothing, or nothing readable, came back; `sent`: the request had gone out by then. */
export class NoReply extends Error {
  readonly sent: boolean;

  constructor(sent: boolean, options?: ErrorOptions) {
    super('no reply', options);
    this.name = 'NoReply';
    this.sent = sent;
  }
}

function parsed(text: string): AppReply {
  const value: unknown = JSON.parse(text);
  const isReply = typeof value === 'object' && value !== null && 'errcode' in value;
  if (!isReply || typeof value.errcode !== 'number') throw new Error('not a reply of the API');
  return value as AppReply;
}

/** One call of the HTTP API; a private deployment's certificate comes along. Nothing of it is logged. */
export function callApp(url: URL, body: object | null, ca: Buffer | null): Promise<AppReply> {
  const open = url.protocol === 'https:' ? requestSecure : requestPlain;
  const payload = body === null ? null : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    let sent = false;
    const fail = (cause: unknown) => reject(new NoReply(sent, { cause }));
    const request = open(
      url,
      {
        method: payload === null ? 'GET' : 'POST',
        timeout: timeoutMs,
        ...(ca === null ? {} : { ca }),
        headers: payload === null ? {} : { 'content-type': 'application/json' },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > mostBytes) request.destroy(new Error('reply too long'));
        });
        response.on('error', fail);
        response.on('end', () => {
          try {
            resolve(parsed(text));
          } catch (cause) {
            fail(cause);
          }
        });
      },
    );
    request.on('timeout', () => request.destroy(new Error('timed out')));
    request.on('finish', () => {
      sent = true;
    });
    request.on('error', fail);
    request.end(payload ?? undefined);
  });
}
