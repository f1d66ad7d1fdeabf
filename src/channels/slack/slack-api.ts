import { setTimeout as delay } from 'node:timers/promises';
import { type Logger, LogLevel, webApi } from '@slack/bolt';
import type { SlackStanding } from './slack-standing.ts';

/** The vendor's loggers print bodies at some levels; what goes wrong is told by our own telemetry. */
export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

export type SlackFault =
  /** Slack answered no; nothing has happened. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Too many calls; nothing has happened. */
  | { readonly kind: 'limited'; readonly afterMs: number }
  /** No answer, or one that says nothing: it may have happened. */
  | { readonly kind: 'unknown' };

/** A call that failed; the message names the method and a code, never what was sent. */
export class SlackCallError extends Error {
  readonly fault: SlackFault;
  readonly code: string;

  constructor(method: string, fault: SlackFault) {
    const code = fault.kind === 'refused' ? fault.code : fault.kind;
    super(`${method}: ${code}`);
    this.name = 'SlackCallError';
    this.fault = fault;
    this.code = code;
  }
}

function faultOf(error: unknown): SlackFault {
  if (error instanceof webApi.WebAPIPlatformError) {
    return { kind: 'refused', code: error.data.error };
  }
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'limited', afterMs: error.retryAfter * 1000 };
  }
  // A server that does not know the method at all, as some doubles and old gateways answer.
  if (error instanceof webApi.WebAPIHTTPError && error.statusCode === 404) {
    return { kind: 'refused', code: 'unknown_method' };
  }
  return { kind: 'unknown' };
}

/** Methods that a workspace does not have are not asked for again for a while. */
const missingForMs = 10 * 60_000;

export interface SlackApiOptions {
  readonly token: string;
  readonly apiUrl: string | null;
  readonly timeoutMs: number;
  readonly standing: SlackStanding;
}

/**
 * Calls of the Web API without the vendor's own retries: they would pause every other call of the
 * client on one 429, and post twice after a timeout.
 */
export class SlackApi {
  readonly #client: webApi.WebClient;
  readonly #standing: SlackStanding;
  readonly #missing = new Map<string, number>();

  constructor({ token, apiUrl, timeoutMs, standing }: SlackApiOptions) {
    this.#standing = standing;
    this.#client = new webApi.WebClient(token, {
      ...(apiUrl === null ? {} : { slackApiUrl: apiUrl.replace(/\/?$/, '/') }),
      logger: silentLogger,
      timeout: timeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      // A hundred people may ask at once; what is shown to the last must not wait for the first.
      maxRequestConcurrency: 100,
      allowAbsoluteUrls: false,
    });
  }

  async call<T extends object>(method: string, args: Record<string, unknown> = {}): Promise<T> {
    try {
      const result = await this.#client.apiCall(method, args);
      this.#standing.tokenWorks();
      return result as unknown as T;
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind === 'refused') this.#standing.refused(fault.code);
      throw new SlackCallError(method, fault);
    }
  }

  /** For what is pleasant and not needed: false where it did not work or is not there. */
  async attempt(method: string, args: Record<string, unknown>): Promise<boolean> {
    if ((this.#missing.get(method) ?? 0) > Date.now()) return false;
    try {
      await this.call(method, args);
      return true;
    } catch (error) {
      if (isRefusal(error, 'unknown_method', 'missing_scope', 'not_allowed_token_type')) {
        this.#missing.set(method, Date.now() + missingForMs);
      }
      return false;
    }
  }

  /** A call that may be repeated without harm: waits out limits, tries again after silence. */
  async repeat<T extends object>(method: string, args: Record<string, unknown>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.call<T>(method, args);
      } catch (error) {
        if (!(error instanceof SlackCallError) || attempt >= mostAttempts) throw error;
        if (error.fault.kind === 'refused') throw error;
        await delay(waitAfter(error.fault, attempt));
      }
    }
  }
}

export const mostAttempts = 5;
const firstWaitMs = 300;

export function waitAfter(fault: SlackFault, attempt: number): number {
  return fault.kind === 'limited' ? fault.afterMs : firstWaitMs * 2 ** (attempt - 1);
}

export function isRefusal(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof SlackCallError &&
    error.fault.kind === 'refused' &&
    (codes.length === 0 || codes.includes(error.fault.code))
  );
}
