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
    piece.tool_calls?.forEach((call, at) => this.#addCall(call, call.index ?? at));
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

/** The data of each event; a line that is none of the format ends the reading. */
function* eventsIn(block: string): Generator<string> {
  for (const line of block.split('\n')) {
    const text = line.replace(/\r$/, '');
    if (text.startsWith('data:')) yield text.slice(5).trim();
    else if (text !== '' && !/^(?::|event:|id:|retry:)/.test(text))
      throw new ModelFault('broken', true);
  }
}

/** Reads an answer, in pieces or whole, as its content type says. */
export async function readCompletion(
  response: Response,
  newId: () => string,
): Promise<Completion> {
  const assembly = new Assembly(newId);
  const streamed = response.headers.get('content-type')?.includes('text/event-stream') === true;
  const body = response.body;
  if (body === null) throw new ModelFault('empty', true);
  let rest = '';
  let size = 0;
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    rest += chunk;
    size += chunk.length;
    // Room for thoughts and the frame of each event.
    if (size > longestAnswer * 20) throw new ModelFault('truncated');
    if (!streamed) continue;
    const end = rest.lastIndexOf('\n');
    for (const data of eventsIn(rest.slice(0, end + 1))) {
      if (data !== '[DONE]') assembly.add(parsed(data));
    }
    rest = rest.slice(end + 1);
  }
  if (!streamed) assembly.add(parsed(rest));
  else
    for (const data of eventsIn(rest)) if (data !== '[DONE]') assembly.add(parsed(data));
  return assembly.done();
}
