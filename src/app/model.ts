import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Config, type ModelSettings, quietVendors } from '../config.ts';
import type { AnswerFreely, TurnParts } from '../journeys/conversation/take-turn.ts';
import type { Tasks } from '../journeys/conversation/task.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import { clockOf } from './clock.ts';
import { once } from './once.ts';
import type { State } from './state.ts';
import { openTasks } from './tasks.ts';

const promptDirectory = join(import.meta.dirname, '..', '..', 'prompts');
const openAi = 'https://api.openai.com/v1';

export const endpointOf = ({ baseUrl }: ModelSettings): string => baseUrl ?? openAi;

const external =
  '地址不在本机或内网，没有启用。确认可以把脱敏后的问题发出去，再设 GUICHAO_ALLOW_EXTERNAL_MODEL=true';

/** Whether a model answers, in words; `on` is false where one is configured and may not be used. */
export interface ModelStanding {
  readonly on: boolean;
  readonly text: string;
}

export async function modelStanding(config: Config): Promise<ModelStanding> {
  const { model } = config;
  if (model === null) return { on: false, text: config.missing.model };
  const guard = await openGuard(model);
  const url = new URL(endpointOf(model));
  if (!(await guard.allows())) return { on: false, text: `${url.host} 的${external}` };
  return { on: true, text: `${model.model}（${url.host}，${model.profile}）` };
}

async function openGuard(model: ModelSettings) {
  const { EndpointGuard } = await import('../llm/endpoint-guard.ts');
  const url = new URL(endpointOf(model));
  return new EndpointGuard(url, model.allowExternal, () => performance.now());
}

async function openEndpoint(model: ModelSettings): Promise<LanguageModel> {
  // Before the libraries are read: they look at the environment when they are.
  quietVendors();
  const [guard, { EndpointModel }, { loadPrompts }, { profiles }] = await Promise.all([
    openGuard(model),
    import('../llm/endpoint-model.ts'),
    import('../llm/load-prompts.ts'),
    import('../llm/provider-profile.ts'),
  ]);
  return new EndpointModel({
    baseUrl: endpointOf(model),
    guard,
    apiKey: model.apiKey,
    model: model.model,
    profile: profiles[model.profile],
    prompts: loadPrompts(promptDirectory),
    nowMs: () => performance.now(),
    newId: randomUUID,
  });
}

// One endpoint, one breaker, one budget in a process, however many channels there are.
const opened = new WeakMap<State, Promise<LanguageModel>>();

/** Eight of 32 letters and digits: forty bits that nobody guesses within a turn. */
function newToken(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('');
}

/** What a conversation can do: its tasks, and free words where a model is configured. */
export async function openTalk(
  config: Config,
  state: State,
): Promise<Pick<TurnParts, 'tasks' | 'freely'>> {
  const tasks = await openTasks(config, state);
  const freely = await openFreely(config, state, tasks);
  return freely === null ? { tasks } : { tasks, freely };
}

/** Answers in free words; null: no model is configured, or it may not be used. */
async function openFreely(
  config: Config,
  state: State,
  tasks: Tasks,
): Promise<AnswerFreely | null> {
  const { model: settings } = config;
  if (settings === null || !(await modelStanding(config)).on) return null;
  const endpoint = opened.get(state) ?? openEndpoint(settings);
  opened.set(state, endpoint);
  const [model, { answerFreely }, { loadCompliance }] = await Promise.all([
    endpoint,
    import('../journeys/free-turn/answer-freely.ts'),
    import('../retrieval/load-compliance.ts'),
  ]);
  const compliance = once(() => loadCompliance(config.knowledgeDirectory));
  const sender = { bankName: config.bankName, bankPhone: config.bankPhone };
  const { book, products, notes, modelLog } = state;
  const nowSeconds = () => Math.floor(clockOf(config).now().getTime() / 1000);
  const parts = {
    model,
    log: modelLog,
    book,
    products,
    clients: { book, notes, products, nowSeconds },
    tasks,
    alerts: () => state.alerts(),
    judging: (today: string) => ({ compliance: compliance(), today, sender }),
    newToken,
    turnMs: settings.turnMs,
  };
  return (request, offline, watch) => answerFreely(request, offline, parts, watch);
}
