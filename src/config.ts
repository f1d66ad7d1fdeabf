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
});

type Settings = z.infer<typeof schema>;

/** What only shows when settings are seen together. */
function faultsBetween(settings: Settings): string[] {
  const bare = settings.GUICHAO_LOGIN === 'proxy' && settings.GUICHAO_PROXY_SECRET === undefined;
  return bare ? ['GUICHAO_PROXY_SECRET：proxy 登录需要它，和代理约定一段至少 32 个字符的密钥'] : [];
}

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
  /** PostgreSQL for the client book; null is SQLite in the data directory. */
  readonly databaseUrl: string | null;
}

function refuse(faults: readonly string[]): never {
  throw new GuichaoError('settings', `设置有误，请改正后再启动：${faults.join('；')}`);
}

/** Reads and checks all settings (environment, `.env`); names every fault at once. */
export function readConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const present = Object.entries(process.env).filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(present));
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
    databaseUrl: settings.DATABASE_URL ?? null,
  };
}
