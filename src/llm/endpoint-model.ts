import { GuichaoError } from '../domain/errors.ts';
import type {
  LanguageModel,
  ModelFailure,
  ModelOutcome,
  ModelRequest,
  PromptCall,
} from '../ports/language-model.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { EmployeeBudget } from './employee-budget.ts';
import type { EndpointGuard } from './endpoint-guard.ts';
import type { Prompt } from './load-prompts.ts';
import { faultIn } from './model-fault.ts';
import type { ProviderProfile } from './provider-profile.ts';
import { type AgentLimits, runAgent } from './run-agent.ts';
import { Exchange } from './wire/exchange.ts';

export interface EndpointOptions {
  readonly baseUrl: string;
  readonly guard: EndpointGuard;
  readonly apiKey: string | null;
  readonly model: string;
  readonly profile: ProviderProfile;
  readonly prompts: ReadonlyMap<string, Prompt>;
  /** A clock that only runs forward, in milliseconds. */
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly idleMs?: number;
  readonly pauseMs?: number;
  readonly limits?: AgentLimits;
  readonly breaker?: CircuitBreaker;
  readonly budget?: EmployeeBudget;
}

const usualLimits: AgentLimits = { modelCalls: 5, toolCalls: 8, answerTokens: 1500 };

// These tell nothing of the endpoint's health.
const own: ReadonlySet<ModelFailure> = new Set(['limit', 'personal-data', 'truncated']);

/** The model behind an OpenAI-compatible endpoint. */
export class EndpointModel implements LanguageModel {
  readonly #options: EndpointOptions;
  readonly #breaker: CircuitBreaker;
  readonly #budget: EmployeeBudget;

  constructor(options: EndpointOptions) {
    this.#options = options;
    this.#breaker = options.breaker ?? new CircuitBreaker(options.nowMs);
    this.#budget = options.budget ?? new EmployeeBudget(options.nowMs);
  }

  async converse(request: ModelRequest): Promise<ModelOutcome> {
    const { idleMs = 6000, pauseMs = 300, profile, newId, nowMs } = this.#options;
    const started = nowMs();
    const { signal, personalIn } = request;
    const exchange = new Exchange({ profile, personalIn, signal, idleMs, pauseMs, newId });
    const use = () => ({
      prompt: this.#prompt(request.prompt.id).version,
      model: this.#options.model,
      calls: exchange.calls,
      inputTokens: exchange.inputTokens,
      outputTokens: exchange.outputTokens,
      elapsedMs: Math.round(nowMs() - started),
      sent: exchange.sent,
    });
    const failed = (why: ModelFailure): ModelOutcome => ({ kind: 'failed', why, use: use() });
    if (!(await this.#options.guard.allows())) return failed('refused');
    if (!this.#budget.take(request.caller.employeeId)) return failed('budget');
    if (!this.#breaker.mayTry()) return failed('resting');
    try {
      const text = await this.#run(request, exchange);
      this.#breaker.succeeded();
      return { kind: 'answered', text, use: use() };
    } catch (error) {
      const why = this.#failureOf(error, request.signal);
      this.#judge(why, request.signal);
      return failed(why);
    } finally {
      const { inputTokens, outputTokens } = exchange;
      this.#budget.used(request.caller.employeeId, inputTokens + outputTokens);
    }
  }

  #prompt(id: string): Prompt {
    const prompt = this.#options.prompts.get(id);
    if (prompt === undefined) throw new GuichaoError('settings', `提示词目录里没有 ${id}。`);
    return prompt;
  }

  #written({ id, inputs }: PromptCall): string {
    return this.#prompt(id).render(inputs);
  }

  #run(request: ModelRequest, { fetch }: Exchange): Promise<string> {
    const { baseUrl, apiKey, model, limits = usualLimits } = this.#options;
    const { tools, caller, signal } = request;
    const system = this.#written(request.prompt);
    const messages = request.messages.map((message) =>
      'prompt' in message ? { role: message.role, text: this.#written(message.prompt) } : message,
    );
    // Local servers want none, the client library insists on one.
    const endpoint = { baseUrl, apiKey: apiKey ?? 'none', model };
    return runAgent({ endpoint, fetch, system, messages, tools, caller, limits, signal });
  }

  /** Whatever is thrown means no answer; its words go nowhere. */
  #failureOf(error: unknown, signal: AbortSignal): ModelFailure {
    if (signal.aborted) return 'late';
    const recursion = error instanceof Error && error.name === 'GraphRecursionError';
    return faultIn(error)?.failure ?? (recursion ? 'limit' : 'broken');
  }

  #judge(why: ModelFailure, signal: AbortSignal): void {
    const cancelled = signal.aborted && signal.reason?.name !== 'TimeoutError';
    if (cancelled || own.has(why)) this.#breaker.undecided();
    else this.#breaker.failed();
  }
}
