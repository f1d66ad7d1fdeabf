import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { GuichaoError } from '../../domain/errors.ts';
import { bookFiles } from './book-files.ts';
import { dateForms } from './value-readers.ts';

const form = {
  separator: z.string().length(1, '要是一个字符').optional(),
  encoding: z.enum(['utf-8', 'gb18030']).optional(),
  dates: z.enum(dateForms).optional(),
};

const fileSchema = z.strictObject({
  ...form,
  from: z.string().min(1).optional(),
  columns: z.record(z.string(), z.string()).optional(),
  ignore: z.array(z.string()).optional(),
  values: z.record(z.string(), z.record(z.string(), z.string())).optional(),
});

const names = ['deletions.csv', ...bookFiles.map((file) => `${file.table}.csv`)];

const schema = z.strictObject({
  defaults: z.strictObject(form).optional(),
  files: z
    .record(z.string(), fileSchema)
    .refine((files) => Object.keys(files).every((name) => names.includes(name)), {
      error: `只能写这些文件：${names.join('、')}`,
    })
    .optional(),
});

export type MappingFile = z.infer<typeof schema>;

/** What a mapping file says, checked; throws with all that is wrong in it. */
export function readMappingFile(path: string): MappingFile {
  let value: unknown;
  try {
    value = parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const advice = '请检查路径和 YAML 写法。';
    throw new GuichaoError('input-file', `对照文件 ${path} 读不了，${advice}`, { cause });
  }
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new GuichaoError('input-file', `对照文件 ${path} 有误：${faults.join('；')}`);
}
