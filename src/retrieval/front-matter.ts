import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { objectionStages } from '../domain/knowledge/passage.ts';

const id = z.string().regex(/^[\w.-]+$/, 'id 只能用字母、数字、点、短横线和下划线');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期要写成 2026-11-24 这样');

/** What any Markdown file of a searched folder must say of itself. */
export const plainFrontMatter = z
  .object({
    id: z.union([z.string(), z.number()]).transform(String).pipe(id),
    title: z.union([z.string(), z.number(), z.date()]).transform(String).pipe(z.string().min(1)),
  })
  .loose();

const words = z.array(z.coerce.string().min(2));

const sharedFields = {
  id,
  title: z.string().min(1).max(40),
  origin: z.enum(['course', 'project', 'regulation', 'bank']),
  source: z.array(z.strictObject({ document: z.string().min(1), place: z.string().min(1) })).min(1),
  facts: z.array(z.string().regex(/^[A-Z]\d{2}$/)).default([]),
  asks: words.min(1),
  reviewed_on: day,
  expires_on: day.optional(),
  audience: z.array(z.enum(['rm', 'supervisor', 'branch_head', 'compliance'])).min(1),
  tags: z.array(z.string()).min(1),
  see: z.array(id).default([]),
};

/** What a shipped card must say of itself. */
export const cardFrontMatter = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      ...sharedFields,
      kind: z.enum(['method', 'reference', 'known-unknown', 'contradiction', 'warning']),
      names: z.array(z.string().min(2)).default([]),
    }),
    z.strictObject({
      ...sharedFields,
      kind: z.literal('objection'),
      stages: z.array(z.enum(objectionStages)).min(1),
      says: z.strictObject({ spoken: words.min(2), wechat: words.min(1), indirect: words.min(1) }),
    }),
  ],
  { error: 'kind 只能是 method、reference、known-unknown、contradiction、warning 或 objection' },
);

export type CardFrontMatter = z.infer<typeof cardFrontMatter>;

export interface FileFault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export type FrontMatter<T> =
  | { kind: 'read'; data: T; body: string; bodyLine: number }
  | { kind: 'broken'; faults: FileFault[] };

const fence = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Reads the YAML between the two `---` lines; every fault names file and line. */
export function readFrontMatter<T>(
  file: string,
  text: string,
  schema: z.ZodType<T, unknown>,
): FrontMatter<T> {
  const match = fence.exec(text.replace(/^\uFEFF/, ''));
  if (!match) {
    const message = '文件开头缺少用两行 --- 围起来的说明（id、title 等）';
    return { kind: 'broken', faults: [{ file, line: 1, message }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(match[1] ?? '', { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const line = (broken.linePos?.[0].line ?? 1) + 1;
    const message = `说明部分不是合法的 YAML：${broken.message.split('\n')[0]}`;
    return { kind: 'broken', faults: [{ file, line, message }] };
  }
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const node = document.getIn(issue.path.slice(0, 1) as string[], true);
      const offset = (node as { range?: [number] } | undefined)?.range?.[0];
      const line = offset === undefined ? 1 : lines.linePos(offset).line + 1;
      return { file, line, message: `${issue.path.join('.') || '说明'}：${issue.message}` };
    });
    return { kind: 'broken', faults };
  }
  const body = text.replace(/^\uFEFF/, '').slice(match[0].length);
  return { kind: 'read', data: parsed.data, body, bodyLine: match[0].split('\n').length };
}
