import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { GuichaoError } from '../domain/errors.ts';

const { localeError: inChinese } = z.locales.zhCN();

/** A YAML file in the given form; `absent` where there is no file. Faults name the file and the line or entry. */
export function readYaml<T>(file: string, schema: z.ZodType<T, unknown>, absent: T): T {
  if (!existsSync(file)) return absent;
  let raw: unknown;
  try {
    raw = parse(readFileSync(file, 'utf8')) ?? absent;
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    const line = cause.linePos?.[0].line ?? 1;
    const message = `${basename(file)} 第 ${line} 行不是合法的 YAML，请改正。`;
    throw new GuichaoError('knowledge', message, { cause });
  }
  const parsed = schema.safeParse(raw, { error: inChinese });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = `${basename(file)} 的 ${issue?.path.join('.') || '开头'}`;
  throw new GuichaoError('knowledge', `${place} 有误，请照文件里的其他条目改：${issue?.message}`);
}
