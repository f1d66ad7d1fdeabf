import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { GuichaoError } from './domain/errors.ts';

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
  GUICHAO_DEMO: z.enum(['true', 'false'], { error: '要写 true 或 false' }).default('true'),
  GUICHAO_TIMEZONE: z
    .string()
    .refine(isTimeZone, { error: '不是时区名，要写成 Asia/Shanghai 这样' })
    .default('Asia/Shanghai'),
  GUICHAO_BANK_NAME: z.string().min(1).default('演示银行'),
  GUICHAO_BANK_PHONE: z.string().min(1).default('95XXX'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, { error: '要写成 postgres://用户:密码@主机:端口/库 这样' })
    .optional(),
});

export interface Config {
  readonly dataDirectory: string;
  readonly knowledgeDirectory: string;
  /** Set in demos and tests: the business time stands still there. */
  readonly fixedNow: Date | null;
  /** Whether an empty data directory gets the demo branch. */
  readonly demo: boolean;
  readonly timezone: string;
  /** How messages to clients sign. */
  readonly bankName: string;
  readonly bankPhone: string;
  /** PostgreSQL for the client book; null is SQLite in the data directory. */
  readonly databaseUrl: string | null;
}

/** Reads and checks all settings (environment, `.env`); names every fault at once. */
export function readConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const present = Object.entries(process.env).filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(present));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`);
    throw new GuichaoError('settings', `设置有误，请改正后再启动：${faults.join('；')}`);
  }
  const { GUICHAO_NOW, ...given } = parsed.data;
  return {
    dataDirectory: resolve(given.GUICHAO_DATA_DIR),
    knowledgeDirectory: resolve(given.GUICHAO_KNOWLEDGE_DIR),
    fixedNow: GUICHAO_NOW === undefined ? null : new Date(GUICHAO_NOW),
    demo: given.GUICHAO_DEMO === 'true',
    timezone: given.GUICHAO_TIMEZONE,
    bankName: given.GUICHAO_BANK_NAME,
    bankPhone: given.GUICHAO_BANK_PHONE,
    databaseUrl: given.DATABASE_URL ?? null,
  };
}
