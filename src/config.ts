import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { GuichaoError } from './domain/errors.ts';

const port = z
  .string()
  .regex(/^\d+$/, '要写成 0 到 65535 之间的整数')
  .transform(Number)
  .pipe(z.number().max(65_535, '要写成 0 到 65535 之间的整数'));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

const url = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `要写成 ${example} 这样的网址` });

const schema = z.object({
  GUICHAO_DATA_DIR: z.string().min(1).default('./data'),
  GUICHAO_KNOWLEDGE_DIR: z.string().min(1).default('./knowledge'),
  GUICHAO_NOW: z.iso
    .datetime({ offset: true, error: '要写成 2026-11-24T08:00:00+08:00 这样' })
    .optional(),
  GUICHAO_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, '要写成 127.0.0.1 这样的地址')
    .default('127.0.0.1'),
  GUICHAO_PORT: port.default(3700),
  GUICHAO_LOGIN: z
    .enum(['demo', 'link', 'proxy'], { error: '只能是 demo、link 或 proxy' })
    .optional(),
  GUICHAO_PROXY_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, '要写成 x-employee-id 这样的请求头名')
    .default('x-guichao-employee'),
  GUICHAO_PROXY_SECRET: z.string().min(32, '至少 32 个字符').optional(),
  GUICHAO_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: '要写成 https://guichao.example 这样的网址' })
    .transform((url) => new URL(url))
    .optional(),
  GUICHAO_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: '只能是 trace、debug、info、warn、error、fatal 或 silent',
    })
    .default('info'),
  GUICHAO_DEMO: z.enum(['true', 'false'], { error: '要写 true 或 false' }).default('true'),
  GUICHAO_TIMEZONE: z
    .string()
    .refine(isTimeZone, { error: '不是时区名，要写成 Asia/Shanghai 这样' })
    .default('Asia/Shanghai'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, { error: '要写成 postgres://用户:密码@主机:端口/库 这样' })
    .optional(),
  GUICHAO_BANK_NAME: z.string().min(1).default('演示银行'),
  GUICHAO_BANK_PHONE: z.string().min(1).default('95XXX'),
  GUICHAO_MOBILE_KEY: z.string().min(32, '至少 32 个字符').optional(),
  GUICHAO_CHAT_DETAIL: z
    .enum(['full', 'banded', 'playbook'], { error: '只能是 full、banded 或 playbook' })
    .default('banded'),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url(/^https?$/, 'https://模型地址/v1').optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_EMBEDDING_MODEL: z.string().optional(),
  GUICHAO_ALLOW_EXTERNAL_MODEL: z
    .enum(['true', 'false'], { error: '要写 true 或 false' })
    .default('false'),
  GUICHAO_MODEL_PROFILE: z
    .enum(['generic', 'openai', 'deepseek', 'qwen', 'ollama', 'vllm', 'no-stream'], {
      error: '只能是 generic、openai、deepseek、qwen、ollama、vllm 或 no-stream',
    })
    .default('generic'),
  GUICHAO_MODEL_SECONDS: z
    .string()
    .regex(/^\d+$/, '要写成 3 到 120 之间的整数')
    .transform(Number)
    .pipe(z.number().min(3, '至少 3 秒').max(120, '最多 120 秒'))
    .default(13),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, '机器人令牌以 xoxb- 开头')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, '应用级令牌以 xapp- 开头')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: url(/^https?$/, 'https://slack.com/api/').optional(),
  WECOM_BOT_ID: z.string().optional(),
  WECOM_BOT_SECRET: z.string().optional(),
  WECOM_WS_URL: url(/^wss?$/, 'wss://企业微信地址').optional(),
  WECOM_CA_FILE: z.string().optional(),
  WECOM_CORP_ID: z.string().optional(),
  WECOM_AGENT_ID: z.string().regex(/^\d+$/, '要写成数字').optional(),
  WECOM_AGENT_SECRET: z.string().optional(),
  WECOM_API_URL: url(/^https?$/, 'https://qyapi.weixin.qq.com').optional(),
});

type Settings = z.infer<typeof schema>;

/** What only shows when settings are seen together. */
function faultsBetween(settings: Settings): string[] {
  const bare = settings.GUICHAO_LOGIN === 'proxy' && settings.GUICHAO_PROXY_SECRET === undefined;
  return bare ? ['GUICHAO_PROXY_SECRET：proxy 登录需要它，和代理约定一段至少 32 个字符的密钥'] : [];
}

/** Any OpenAI-compatible Chat Completions endpoint. */
export interface ModelSettings {
  /** Local servers often want none. */
  readonly apiKey: string | null;
  /** null: OpenAI's own. */
  readonly baseUrl: string | null;
  readonly model: string;
  readonly embeddingModel: string | null;
  /** Whether questions may leave the private network. */
  readonly allowExternal: boolean;
  /** How this kind of endpoint differs from others. */
  readonly profile: Settings['GUICHAO_MODEL_PROFILE'];
  /** Time for the model in one turn, after which the offline answer is given. */
  readonly turnMs: number;
}

function modelIn(settings: Settings): ModelSettings | null {
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = settings;
  if (model === undefined || (key === undefined && baseUrl === undefined)) return null;
  return {
    apiKey: key ?? null,
    baseUrl: baseUrl ?? null,
    model,
    embeddingModel: settings.OPENAI_EMBEDDING_MODEL ?? null,
    allowExternal: settings.GUICHAO_ALLOW_EXTERNAL_MODEL === 'true',
    profile: settings.GUICHAO_MODEL_PROFILE,
    turnMs: settings.GUICHAO_MODEL_SECONDS * 1000,
  };
}

interface SlackSettings {
  readonly botToken: string;
  /** Socket Mode listens with the app token, HTTP verifies with the signing secret. */
  readonly listens: { readonly appToken: string } | { readonly signingSecret: string };
  /** null: Slack's own. */
  readonly apiUrl: string | null;
}

function slackIn(settings: Settings): SlackSettings | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = settings;
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl = null } = settings;
  if (botToken === undefined) return null;
  if (appToken !== undefined) return { botToken, apiUrl, listens: { appToken } };
  return signingSecret === undefined ? null : { botToken, apiUrl, listens: { signingSecret } };
}

/** The 智能机器人 over its long connection. */
interface WecomSettings {
  readonly botId: string;
  readonly secret: string;
  /** null: WeCom's own; anything else is a private deployment. */
  readonly wsUrl: string | null;
  readonly caFile: string | null;
}

/** The 自建应用, the second way for alerts. */
interface WecomAppSettings {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** null: WeCom's own. */
  readonly apiUrl: string | null;
}

function wecomIn(settings: Settings): WecomSettings | null {
  const { WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret } = settings;
  if (botId === undefined || secret === undefined) return null;
  return {
    botId,
    secret,
    wsUrl: settings.WECOM_WS_URL ?? null,
    caFile: settings.WECOM_CA_FILE ?? null,
  };
}

function wecomAppIn(settings: Settings): WecomAppSettings | null {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_AGENT_SECRET: secret } = settings;
  if (corpId === undefined || agentId === undefined || secret === undefined) return null;
  return { corpId, agentId: Number(agentId), secret, apiUrl: settings.WECOM_API_URL ?? null };
}

type Outside = 'model' | 'slack' | 'wecom' | 'wecomApp';

/** What is switched on by settings of one kind together, each with a line on what is still missing. */
function missingIn(settings: Settings): Record<Outside, string> {
  const absent = (names: readonly (keyof Settings)[]) =>
    names.filter((name) => settings[name] === undefined).join('、');
  const slackListens = '还缺 SLACK_APP_TOKEN（Socket Mode）或 SLACK_SIGNING_SECRET（HTTP）';
  return {
    model: `还缺 ${absent(['OPENAI_MODEL', 'OPENAI_BASE_URL', 'OPENAI_API_KEY'])}`,
    slack: settings.SLACK_BOT_TOKEN === undefined ? '还缺 SLACK_BOT_TOKEN' : slackListens,
    wecom: `还缺 ${absent(['WECOM_BOT_ID', 'WECOM_BOT_SECRET'])}`,
    wecomApp: `还缺 ${absent(['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_AGENT_SECRET'])}`,
  };
}

const secretNames = [
  'GUICHAO_MOBILE_KEY',
  'GUICHAO_PROXY_SECRET',
  'OPENAI_API_KEY',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'WECOM_BOT_SECRET',
  'WECOM_AGENT_SECRET',
] as const;

// Named one by one, so that a setting that is added later is not written down by accident.
const recordedNames = [
  'GUICHAO_HOST',
  'GUICHAO_PORT',
  'GUICHAO_LOGIN',
  'GUICHAO_PROXY_HEADER',
  'GUICHAO_PUBLIC_URL',
  'GUICHAO_BANK_NAME',
  'GUICHAO_BANK_PHONE',
  'GUICHAO_CHAT_DETAIL',
  'GUICHAO_DEMO',
  'GUICHAO_TIMEZONE',
  'GUICHAO_LOG_LEVEL',
  'GUICHAO_KNOWLEDGE_DIR',
  'GUICHAO_ALLOW_EXTERNAL_MODEL',
  'GUICHAO_MODEL_PROFILE',
  'OPENAI_BASE_URL',
  'OPENAI_MODEL',
  'OPENAI_EMBEDDING_MODEL',
  'SLACK_API_URL',
  'WECOM_BOT_ID',
  'WECOM_WS_URL',
  'WECOM_CORP_ID',
  'WECOM_AGENT_ID',
  'WECOM_API_URL',
] as const;

/** An address as it may be written down: no password in it, no query. */
function withoutCredentials(value: string): string {
  const url = /^\w+:\/\//.test(value) ? URL.parse(value) : null;
  return url === null ? value : `${url.protocol}//${url.host}${url.pathname}`;
}

interface SettingsRecord {
  /** What was set by hand and is no secret. */
  readonly settings: Readonly<Record<string, string>>;
  /** Secrets that were set, by name. */
  readonly secrets: readonly string[];
}

function recordOf(present: Readonly<Record<string, string | undefined>>): SettingsRecord {
  const given = recordedNames.flatMap((name) => {
    const value = present[name];
    return value === undefined ? [] : [[name, withoutCredentials(value)] as const];
  });
  const secrets = secretNames.filter((name) => present[name] !== undefined);
  return { settings: Object.fromEntries(given), secrets };
}

type ChatDetail = Settings['GUICHAO_CHAT_DETAIL'];

export type Login = 'demo' | 'link' | 'proxy';

export interface Config {
  readonly dataDirectory: string;
  readonly knowledgeDirectory: string;
  /** Set in demos and tests: the business time stands still there. */
  readonly fixedNow: Date | null;
  readonly host: string;
  readonly port: number;
  /** null: by choice while only demo data is loaded and only this machine listens, else by link. */
  readonly login: Login | null;
  readonly proxy: { readonly header: string; readonly secret: string } | null;
  /** The address under which people open the page, where it is not loopback. */
  readonly publicUrl: URL | null;
  readonly logLevel: Settings['GUICHAO_LOG_LEVEL'];
  /** Whether an empty data directory gets the demo branch. */
  readonly demo: boolean;
  readonly timezone: string;
  /** How messages to clients sign. */
  readonly bankName: string;
  readonly bankPhone: string;
  /** Under which mobiles of clients are kept encrypted; null: they are kept as they come. */
  readonly mobileKey: string | null;
  /** PostgreSQL for the client book; null is SQLite in the data directory. */
  readonly databaseUrl: string | null;
  /** What of a client may be shown inside Slack and the public WeCom. */
  readonly chatDetail: ChatDetail;
  /** null: offline. */
  readonly model: ModelSettings | null;
  readonly slack: SlackSettings | null;
  readonly wecom: WecomSettings | null;
  readonly wecomApp: WecomAppSettings | null;
  /** For each of these that is null, which settings would switch it on. */
  readonly missing: Readonly<Record<Outside, string>>;
  /** For a backup: how the service was set up. */
  readonly record: SettingsRecord;
}

function refuse(faults: readonly string[]): never {
  throw new GuichaoError('settings', `设置有误，请改正后再启动：${faults.join('；')}`);
}

// The model's libraries read these by themselves: logs of whole requests, traces to a service abroad,
// headers and accounts of somebody else's.
const vendorSwitches: Readonly<Record<string, string | null>> = {
  OPENAI_LOG: 'off',
  OPENAI_CUSTOM_HEADERS: null,
  OPENAI_ORG_ID: null,
  OPENAI_PROJECT_ID: null,
  OPENAI_ADMIN_KEY: null,
  LANGSMITH_TRACING: 'false',
  LANGSMITH_TRACING_V2: 'false',
  LANGCHAIN_TRACING: 'false',
  LANGCHAIN_TRACING_V2: 'false',
  LANGCHAIN_CALLBACKS_BACKGROUND: 'false',
  LANGSMITH_API_KEY: null,
  LANGCHAIN_API_KEY: null,
  LANGCHAIN_VERBOSE: null,
};

/** Turns off what the libraries of a vendor would do on their own; before they are loaded. */
export function quietVendors(): void {
  for (const [name, value] of Object.entries(vendorSwitches)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
}

/** Reads and checks all settings (environment, `.env`); names every fault at once. */
export function readConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const present = Object.entries(process.env).filter(([, value]) => value !== '');
  const given = Object.fromEntries(present);
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    refuse(parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`));
  }
  const settings = parsed.data;
  const faults = faultsBetween(settings);
  if (faults.length > 0) refuse(faults);
  const { GUICHAO_NOW: now, GUICHAO_LOGIN: login, GUICHAO_PROXY_SECRET: secret } = settings;
  return {
    dataDirectory: resolve(settings.GUICHAO_DATA_DIR),
    knowledgeDirectory: resolve(settings.GUICHAO_KNOWLEDGE_DIR),
    fixedNow: now === undefined ? null : new Date(now),
    host: settings.GUICHAO_HOST,
    port: settings.GUICHAO_PORT,
    login: login ?? null,
    proxy:
      login === 'proxy' && secret !== undefined
        ? { header: settings.GUICHAO_PROXY_HEADER.toLowerCase(), secret }
        : null,
    publicUrl: settings.GUICHAO_PUBLIC_URL ?? null,
    logLevel: settings.GUICHAO_LOG_LEVEL,
    demo: settings.GUICHAO_DEMO === 'true',
    timezone: settings.GUICHAO_TIMEZONE,
    bankName: settings.GUICHAO_BANK_NAME,
    bankPhone: settings.GUICHAO_BANK_PHONE,
    mobileKey: settings.GUICHAO_MOBILE_KEY ?? null,
    databaseUrl: settings.DATABASE_URL ?? null,
    chatDetail: settings.GUICHAO_CHAT_DETAIL,
    model: modelIn(settings),
    slack: slackIn(settings),
    wecom: wecomIn(settings),
    wecomApp: wecomAppIn(settings),
    missing: missingIn(settings),
    record: recordOf(given),
  };
}
