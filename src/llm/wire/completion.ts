import { ModelFault } from '../model-fault.ts';

export interface CompletionCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/** One whole answer of an endpoint, whether it came in pieces or not. */
export interface Completion {
  readonly text: string;
  readonly thought: string;
  readonly calls: readonly CompletionCall[];
  readonly finish: string | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

// Beyond this no answer is for reading; the rest is not even fetched.
export const longestAnswer = 60_000;

const thinking = /<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi;

/** The answer without the thoughts that some servers leave in it. */
function withoutThoughts(text: string): string {
  const closed = text.replace(thinking, '');
  // Some templates swallow the opening tag.
  return closed.replace(/^[\s\S]*<\/think(?:ing)?>/i, '').replace(/<think(?:ing)?>[\s\S]*$/i, '');
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * The completion, if it is one that may be gone on with: ended on purpose, not empty, with tool calls
 * that can be read. The client libraries take all of these for success.
 */
export function soundCompletion(completion: Completion): Completion {
  const { calls, finish } = completion;
  const text = withoutThoughts(completion.text).trim();
  if (finish === null) throw new ModelFault('broken', true);
  if (finish === 'length') throw new ModelFault('truncated');
  if (finish === 'content_filter') throw new ModelFault('empty');
  if (calls.length === 0 && text === '') throw new ModelFault('empty', true);
  if (calls.some((call) => call.function.name === '' || !isObject(call.function.arguments)))
    throw new ModelFault('broken', true);
  return { ...completion, text };
}
