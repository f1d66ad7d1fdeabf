import type { ProviderProfile } from './provider-profile.ts';
import { type Completion, soundCompletion } from './wire/completion.ts';
import { readCompletion } from './wire/read-completion.ts';
import { type ChatBody, shapeRequest, type Thoughts } from './wire/shape-request.ts';
import { watchedBody } from './wire/watched-body.ts';

export interface ProbeTarget {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
  readonly embeddingModel: string | null;
  readonly timeoutMs: number;
}

type ProbeName = 'plain' | 'stream' | 'tool' | 'round-trip' | 'json' | 'embeddings';

export interface Probe {
  readonly name: ProbeName;
  readonly ok: boolean;
  /** In Chinese, for the table; never an endpoint's own words. */
  readonly detail: string;
  readonly elapsedMs: number;
}

const titles: Readonly<Record<ProbeName, string>> = {
  plain: '一问一答',
  stream: '流式',
  tool: '调用工具',
  'round-trip': '工具结果回传',
  json: 'JSON',
  embeddings: '向量',
};

export const probeTitle = ({ name }: Probe): string => titles[name];

// Nothing of anybody: the questions of a probe are fixed.
const system = { role: 'system', content: '照做，不解释。' };
const lookUp = {
  type: 'function',
  function: {
    name: 'look_up',
    description: '查一个词',
    parameters: {
      type: 'object',
      properties: { word: { type: 'string' } },
      required: ['word'],
      additionalProperties: false,
    },
  },
};
const askTool = { role: 'user', content: '用 look_up 查“甲”。' };

class Prober {
  readonly #target: ProbeTarget;
  readonly #profile: ProviderProfile;
  readonly #thoughts: Thoughts = new Map();
  #ids = 0;

  constructor(target: ProbeTarget, profile: ProviderProfile) {
    this.#target = target;
    this.#profile = profile;
  }

  async #post(path: string, body: object): Promise<Response> {
    const { baseUrl, apiKey, timeoutMs } = this.#target;
    const response = await fetch(`${baseUrl.replace(/\/$/, '')}/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    if (response.ok) return response;
    await response.body?.cancel();
    throw new Error(`HTTP ${response.status}`);
  }

  async complete(fields: Omit<ChatBody, 'model'>, stream: boolean): Promise<Completion> {
    const { model, timeoutMs } = this.#target;
    const messages = fields.messages as ChatBody['messages'];
    const body = { ...fields, messages, model, max_tokens: 400, temperature: 0 };
    const shaped = shapeRequest(body, { ...this.#profile, stream }, this.#thoughts);
    const response = watchedBody(await this.#post('chat/completions', shaped), timeoutMs);
    const done = soundCompletion(await readCompletion(response, () => `probe-${++this.#ids}`));
    for (const { id } of done.calls) this.#thoughts.set(id, done.thought);
    return done;
  }

  async plain(stream: boolean): Promise<string | null> {
    const messages = [system, { role: 'user', content: '只回一个字：好' }];
    return (await this.complete({ messages }, stream)).text === '' ? '回答是空的' : null;
  }

  async tool(): Promise<string | null> {
    const done = await this.complete({ messages: [system, askTool], tools: [lookUp] }, false);
    const called = done.calls.some((call) => call.function.name === 'look_up');
    return called ? null : '没有调用工具；服务端可能要打开工具解析';
  }

  async roundTrip(): Promise<string | null> {
    const done = await this.complete({ messages: [system, askTool], tools: [lookUp] }, false);
    const [call] = done.calls;
    if (call === undefined) return '没有调用工具';
    const messages = [
      system,
      askTool,
      { role: 'assistant', content: done.text, tool_calls: done.calls },
      { role: 'tool', content: '甲是第一。', tool_call_id: call.id },
    ];
    const end = await this.complete({ messages, tools: [lookUp] }, false);
    return end.text === '' ? '拿到工具结果后没有回答' : null;
  }

  async json(): Promise<string | null> {
    const messages = [system, { role: 'user', content: '用 JSON 回答：{"ok": true}' }];
    const wanted = this.#profile.responseFormat;
    const response_format = wanted === 'none' ? {} : { response_format: { type: 'json_object' } };
    const { text } = await this.complete({ messages, ...response_format }, false);
    JSON.parse(text.replace(/^```(?:json)?|```$/g, ''));
    return null;
  }

  async embeddings(): Promise<string | null> {
    const { embeddingModel: model } = this.#target;
    const response = await this.#post('embeddings', { model, input: ['甲', '乙'] });
    const { data = [] } = (await response.json()) as { data?: { embedding?: unknown }[] };
    const whole = data.length === 2 && data.every(({ embedding }) => Array.isArray(embedding));
    return whole ? null : '返回的向量不全';
  }
}

function faultWords(error: unknown): string {
  if (!(error instanceof Error)) return '失败';
  const status = /^HTTP (\d{3})$/.exec(error.message)?.[1];
  if (status === '401' || status === '403') return '密钥不对或没有权限';
  if (status === '404') return '地址或模型名不对';
  if (status !== undefined) return `服务端返回 ${status}`;
  if (error.name === 'TimeoutError') return '超时';
  if (error instanceof SyntaxError) return '返回的不是 JSON';
  return error.name === 'ModelFault' ? '返回的内容不完整' : '连不上';
}

async function timed(name: ProbeName, run: () => Promise<string | null>): Promise<Probe> {
  const started = performance.now();
  const fault = await run().catch(faultWords);
  const elapsedMs = Math.round(performance.now() - started);
  return { name, ok: fault === null, detail: fault ?? '可以', elapsedMs };
}

/** Asks an endpoint, one after the other, for everything that is used of it. */
async function probeEndpoint(target: ProbeTarget, profile: ProviderProfile): Promise<Probe[]> {
  const prober = new Prober(target, profile);
  const probes = [
    await timed('plain', () => prober.plain(false)),
    await timed('stream', () => prober.plain(true)),
    await timed('tool', () => prober.tool()),
    await timed('round-trip', () => prober.roundTrip()),
    await timed('json', () => prober.json()),
  ];
  if (target.embeddingModel === null) return probes;
  return [...probes, await timed('embeddings', () => prober.embeddings())];
}

/** The profiles worth trying, by what the address says; the configured one first. */
function candidates(
  { baseUrl }: ProbeTarget,
  profiles: readonly ProviderProfile[],
  configured: ProviderProfile,
): ProviderProfile[] {
  const hints: readonly (readonly [RegExp, string])[] = [
    [/api\.openai\.com/, 'openai'],
    [/deepseek|bigmodel|volces/, 'deepseek'],
    [/dashscope|aliyuncs/, 'qwen'],
    [/:11434(\/|$)|ollama/, 'ollama'],
    [/:8000(\/|$)|vllm/, 'vllm'],
  ];
  const hinted = hints.filter(([address]) => address.test(baseUrl)).map(([, name]) => name);
  const wanted = [...hinted, 'generic', 'no-stream'];
  const others = wanted.flatMap((name) => profiles.filter((one) => one.name === name));
  return [configured, ...others.filter((one) => one.name !== configured.name)];
}

export interface Proposal {
  readonly probes: readonly Probe[];
  /** The profile under which the most worked. */
  readonly profile: ProviderProfile;
}

const needed: ReadonlySet<ProbeName> = new Set(['plain', 'stream', 'tool', 'round-trip']);

/** Whether everything works that a profile uses: streaming only where it streams. */
function works(probes: readonly Probe[], { stream }: ProviderProfile): boolean {
  return probes.every(({ name, ok }) => ok || !needed.has(name) || (name === 'stream' && !stream));
}

/** Probes under the configured profile, and under others only where that one does not do. */
export async function proposeProfile(
  target: ProbeTarget,
  profiles: readonly ProviderProfile[],
  configured: ProviderProfile,
): Promise<Proposal> {
  const first = await probeEndpoint(target, configured);
  if (works(first, configured)) return { probes: first, profile: configured };
  // Nothing but the key, the address or the network is wrong where not even a plain question works.
  for (const profile of candidates(target, profiles, configured).slice(1)) {
    const probes = await probeEndpoint(target, profile);
    if (works(probes, profile)) return { probes, profile };
  }
  return { probes: first, profile: configured };
}
