/** One input of a tool; everything a model gives is text. */
interface ToolInput {
  readonly description: string;
  readonly optional?: boolean;
  readonly oneOf?: readonly string[];
}

/** Whose turn it is. It comes from the signed-in session and never from what a model writes. */
export interface ToolCaller {
  readonly employeeId: string;
}

/** Something a model may look up in a turn. It changes nothing. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, ToolInput>>;
  /** What comes back is masked already: it leaves for the model as it stands. */
  run(inputs: Readonly<Record<string, string>>, caller: ToolCaller): Promise<string>;
}

/** Which prompt file, with what in its gaps; masked. */
export interface PromptCall {
  readonly id: string;
  readonly inputs: Readonly<Record<string, string>>;
}

export type ModelMessage =
  /** Masked. */
  | { readonly role: 'user' | 'assistant'; readonly text: string }
  | { readonly role: 'user'; readonly prompt: PromptCall };

export interface ModelRequest {
  readonly caller: ToolCaller;
  readonly prompt: PromptCall;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
  /** The last net: what kind of personal data stands in an outgoing text; null: none. */
  readonly personalIn: (text: string) => string | null;
  /** The employee cancelled, or the turn's time is over. */
  readonly signal: AbortSignal;
}

/** Why no answer came; `resting`: the endpoint failed lately and is left alone for a while. */
export type ModelFailure =
  | 'unreachable'
  | 'refused'
  | 'busy'
  | 'broken'
  | 'late'
  | 'empty'
  | 'truncated'
  | 'limit'
  | 'budget'
  | 'resting'
  | 'personal-data';

/** What a run took, for the records and for comparing models. */
export interface ModelUse {
  /** `free-turn@1`. */
  readonly prompt: string;
  readonly model: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly elapsedMs: number;
  /** The messages of the last request as they left, masked, as JSON; empty: nothing left. */
  readonly sent: string;
}

export type ModelOutcome = { readonly use: ModelUse } & (
  | { readonly kind: 'answered'; readonly text: string }
  | { readonly kind: 'failed'; readonly why: ModelFailure }
);

/** A model that may look things up before it answers. Failing is an outcome, not an exception. */
export interface LanguageModel {
  converse(request: ModelRequest): Promise<ModelOutcome>;
}
