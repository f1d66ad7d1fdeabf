import { ModelFault } from '../model-fault.ts';
import type { ProviderProfile } from '../provider-profile.ts';
import { type Completion, soundCompletion } from './completion.ts';
import { readCompletion } from './read-completion.ts';
import { type ChatBody, shapeRequest, type Thoughts } from './shape-request.ts';
import { watchedBody } from './watched-body.ts';

export interface ExchangeOptions {
  readonly profile: ProviderProfile;
  readonly personalIn: (text: string) => string | null;
  readonly signal: AbortSignal;
  /** Between two pieces of an answer. */
  readonly idleMs: number;
  readonly pauseMs: number;
  readonly newId: () => string;
}

/** All texts of a body that may carry what people wrote; ids and field names are the server's or ours. */
function textsOf(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return field === 'id' || field === 'tool_call_id' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsOf(one, name));
}

function faultOfStatus(status: number): ModelFault {
  if (status === 429) return new ModelFault('busy', true);
  return status >= 500 ? new ModelFault('unreachable', true) : new ModelFault('refused');
}

/**
 * All that goes over the wire in one run: shapes each request for the endpoint, refuses to send what
 * still holds personal data, and gives back only answers that are whole. At most one request of a
 * run is repeated.
 */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #thoughts: Thoughts = new Map();
  #repeated = false;
  calls = 0;
  inputTokens = 0;
  outputTokens = 0;
  /** The messages of the last request, as they left. */
  sent = '';

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  /** For the client library in place of the global `fetch`. */
  readonly fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const body = shapeRequest(
      JSON.parse(String(init?.body)) as ChatBody,
      this.#options.profile,
      this.#thoughts,
    );
    for (const text of textsOf(body)) {
      if (this.#options.personalIn(text) !== null) throw new ModelFault('personal-data');
    }
    const request = { url, headers: new Headers(init?.headers), body };
    const completion = await this.#asked(request);
    this.inputTokens += completion.inputTokens;
    this.outputTokens += completion.outputTokens;
    for (const { id } of completion.calls) this.#thoughts.set(id, completion.thought);
    return this.#told(completion);
  };

  async #asked(request: WireRequest): Promise<Completion> {
    try {
      return await this.#once(request);
    } catch (error) {
      const fault = error instanceof ModelFault ? error : null;
      if (fault?.passing !== true || this.#repeated || this.#options.signal.aborted) throw error;
      this.#repeated = true;
      await new Promise((resolve) => setTimeout(resolve, this.#options.pauseMs));
      return this.#once(request);
    }
  }

  async #once({ url, headers, body }: WireRequest): Promise<Completion> {
    const { signal, idleMs, newId } = this.#options;
    this.calls++;
    this.sent = JSON.stringify(body.messages);
    headers.delete('content-length');
    const quiet = new AbortController();
    const timer = setTimeout(() => quiet.abort(), idleMs);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal: AbortSignal.any([signal, quiet.signal]),
        // A private endpoint must not hand the question on to another host.
        redirect: 'error',
      });
      clearTimeout(timer);
      if (!response.ok) {
        await response.body?.cancel();
        throw faultOfStatus(response.status);
      }
      return soundCompletion(await readCompletion(watchedBody(response, idleMs), newId));
    } catch (error) {
      if (error instanceof ModelFault) throw error;
      const late = signal.aborted || quiet.signal.aborted;
      throw new ModelFault(late ? 'late' : 'unreachable', !signal.aborted, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Each answer gets an id of its own: equal ones would replace each other in the agent's history. */
  #told({ text, calls, inputTokens, outputTokens }: Completion): Response {
    const total_tokens = inputTokens + outputTokens;
    return Response.json({
      id: this.#options.newId(),
      object: 'chat.completion',
      created: 0,
      model: '',
      choices: [
        {
          index: 0,
          finish_reason: calls.length > 0 ? 'tool_calls' : 'stop',
          message: {
            role: 'assistant',
            content: text,
            ...(calls.length > 0 ? { tool_calls: calls } : {}),
          },
        },
      ],
      usage: { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens },
    });
  }
}

interface WireRequest {
  readonly url: string | URL | Request;
  readonly headers: Headers;
  readonly body: ChatBody;
}
