import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { GuichaoError } from './domain/errors.ts';

const schema = z.object({
  GUICHAO_DATA_DIR: z.string().min(1).default('./data'),
  GUICHAO_KNOWLEDGE_DIR: z.string().min(1).default('./knowledge'),
  GUICHAO_NOW: z.iso
    .datetime({ offset: true, error: '要写成 2026-11-24T08:00:00+08:00 这样' })
    .optional(),
  GUICHAO_BANK_NAME: z.string().min(1).default('演示银行'),
  GUICHAO_BANK_PHONE: z.string().min(1).default('95XXX'),
});

export interface Config {
  readonly dataDirectory: string;
  readonly knowledgeDirectory: string;
  /** Set in demos and tests: the business time stands still there. */
  readonly fixedNow: Date | null;
  /** How messages to clients sign. */
  readonly bankName: string;
  readonly bankPhone: string;
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
  const { GUICHAO_DATA_DIR, GUICHAO_KNOWLEDGE_DIR, GUICHAO_NOW } = parsed.data;
  return {
    dataDirectory: resolve(GUICHAO_DATA_DIR),
    knowledgeDirectory: resolve(GUICHAO_KNOWLEDGE_DIR),
    fixedNow: GUICHAO_NOW === undefined ? null : new Date(GUICHAO_NOW),
    bankName: parsed.data.GUICHAO_BANK_NAME,
    bankPhone: parsed.data.GUICHAO_BANK_PHONE,
  };
}
