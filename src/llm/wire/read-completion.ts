import { ModelFault } from '../model-fault.ts';
import { type Completion, type CompletionCall, longestAnswer } from './completion.ts';

interface CallPiece {
  readonly index?: number;
  readonly id?: string | null;
  readonly function?: { readonly name?: string | null; readonly arguments?: unknown };
}

interface Piece {
  readonly content?: unknown;
  readonly reasoning_content?: unknown;
  readonly reasoning?: unknown;
  readonly tool_calls?: readonly CallPiece[] | null;
}

interface Answer {
  readonly choices?: readonly {
    readonly message?: Piece;
    readonly delta?: Piece;
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
  readonly error?: unknown;
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

function argumentsOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return words(value);
}

/** Puts the pieces of an answer together; a whole answer is one piece. */
class Assembly {
  #text = '';
  #thought = '';
  #finish: string | null = null;
  #usage: Answer['usage'] = null;
  readonly #calls = new Map<number, { id: string; name: string; arguments: string }>();
  readonly #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  add(answer: Answer): void {
    if (answer.error !== undefined && answer.error !== null) throw new ModelFault('broken', true);
    this.#usage = answer.usage ?? this.#usage;
    const [choice] = answer.choices ?? [];
    if (choice === undefined) return;
    const piece = choice.message ?? choice.delta ?? {};
    this.#text += words(piece.content);
    this.#thought += words(piece.reasoning_content) || words(piece.reasoning);
    for (const [at, call] of (piece.tool_calls ?? []).entries()) {
      this.#addCall(call, call.index ?? at);
    }
    this.#finish = choice.finish_reason ?? this.#finish;
    if (this.#text.length > longestAnswer) throw new ModelFault('truncated');
  }

  #addCall(piece: CallPiece, at: number): void {
    const call = this.#calls.get(at) ?? { id: '', name: '', arguments: '' };
    call.id ||= words(piece.id);
    call.name += words(piece.function?.name);
    call.arguments += argumentsOf(piece.function?.arguments);
    this.#calls.set(at, call);
  }

  done(): Completion {
    const calls: CompletionCall[] = [...this.#calls.values()].map((call) => ({
      // Some servers give none, and then the libraries can't tie the result to its call.
      id: call.id || this.#newId(),
      type: 'function',
      function: { name: call.name, arguments: call.arguments.trim() || '{}' },
    }));
    return {
      text: this.#text,
      thought: this.#thought,
      calls,
      finish: this.#finish,
      inputTokens: this.#usage?.prompt_tokens ?? 0,
      outputTokens: this.#usage?.completion_tokens ?? 0,
    };
  }
}

function parsed(text: string): Answer {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below like anything else that can't be read.
  }
  throw new ModelFault('broken', true);
}

/** The data of an event's line, null for its other lines; what is none of the format ends the reading. */
function dataIn(line: string): string | null {
  const text = line.trimEnd();
  if (text.startsWith('data:')) return text.slice(5).trim();
  if (text === '' || /^(?::|event:|id:|retry:)/.test(text)) return null;
  throw new ModelFault('broken', true);
}

// Room for thoughts and for the frame of each event.
const longestBody = longestAnswer * 20;

/** The lines of a body as they come. */
async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = '';
  let size = 0;
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    size += chunk.length;
    if (size > longestBody) throw new ModelFault('truncated');
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

/** Reads an answer, in pieces or whole, as its content type says. */
export async function readCompletion(response: Response, newId: () => string): Promise<Completion> {
  const assembly = new Assembly(newId);
  const streamed = response.headers.get('content-type')?.includes('text/event-stream') === true;
  if (response.body === null) throw new ModelFault('empty', true);
  let whole = '';
  for await (const line of linesOf(response.body)) {
    if (!streamed) whole += `${line}\n`;
    const data = streamed ? dataIn(line) : null;
    if (data !== null && data !== '[DONE]') assembly.add(parsed(data));
  }
  if (!streamed) assembly.add(parsed(whole));
  return assembly.done();
}
