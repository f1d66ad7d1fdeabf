import { isValidSlackRequest } from '@slack/bolt';

export interface Arrived {
  readonly body: Record<string, unknown>;
  readonly ack: (response?: unknown) => Promise<unknown>;
}

const largestBody = 512 * 1024;

const answer = (status: number, body = '', type = 'text/plain'): Response =>
  new Response(body === '' ? null : body, { status, headers: { 'content-type': type } });

function bodyOf(raw: string, contentType: string): Record<string, unknown> | null {
  try {
    if (contentType.includes('application/json')) return asObject(JSON.parse(raw));
    const form = new URLSearchParams(raw);
    const payload = form.get('payload');
    return payload === null ? Object.fromEntries(form) : asObject(JSON.parse(payload));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  const is = typeof value === 'object' && value !== null && !Array.isArray(value);
  return is ? (value as Record<string, unknown>) : null;
}

function isSigned(request: Request, body: string, signingSecret: string): boolean {
  const signature = request.headers.get('x-slack-signature');
  const timestamp = Number(request.headers.get('x-slack-request-timestamp') ?? Number.NaN);
  if (signature === null || !Number.isInteger(timestamp)) return false;
  // A time ahead of ours would make a recorded request good for longer.
  if (timestamp > Date.now() / 1000 + 300) return false;
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp };
  return isValidSlackRequest({ signingSecret, body, headers });
}

function acknowledged(response: unknown): Response {
  if (response === undefined || response === '') return answer(200);
  if (typeof response === 'string') return answer(200, response);
  return answer(200, JSON.stringify(response), 'application/json');
}

/** The body as it was sent; null: it is longer than anything that Slack sends. */
async function textWithin(most: number, request: Request): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > most) return null;
  }
  return text + decoder.decode();
}

/** The request's body, signed and read; a response where it is refused or needs no listener. */
async function read(
  request: Request,
  signingSecret: string,
): Promise<Record<string, unknown> | Response> {
  if (request.method !== 'POST') return answer(405);
  const raw = await textWithin(largestBody, request);
  if (raw === null) return answer(413);
  if (!isSigned(request, raw, signingSecret)) return answer(401);
  return bodyOf(raw, request.headers.get('content-type') ?? '') ?? answer(400);
}

/** Slack over HTTP: nothing is read that Slack has not signed within the last five minutes. */
export function signedRequests(
  signingSecret: string,
  receive: (arrived: Arrived) => Promise<void>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await read(request, signingSecret);
    if (body instanceof Response) return body;
    if (body.type === 'url_verification') return answer(200, String(body.challenge ?? ''));
    if (body.ssl_check !== undefined) return answer(200);
    const { promise, resolve } = Promise.withResolvers<Response>();
    const ack = async (response?: unknown) => resolve(acknowledged(response));
    // Acknowledged by then, or never: then Slack sends it again.
    receive({ body, ack }).then(
      () => resolve(answer(200)),
      () => resolve(answer(503)),
    );
    return promise;
  };
}
