import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { fingerprint } from '../domain/compliance/fingerprint.ts';
import { GuichaoError } from '../domain/errors.ts';
import { type OutreachLimits, outreachLimitsSchema } from '../domain/outreach/outreach-limits.ts';
import { isMarketing } from '../domain/outreach/purpose.ts';
import { type Skeleton, skeletonFileSchema } from '../domain/outreach/skeleton.ts';
import type { FileFault } from './front-matter.ts';

export interface Outreach {
  readonly skeletons: readonly Skeleton[];
  readonly limits: OutreachLimits;
}

type Read<T> = { readonly data: T } | { readonly faults: readonly FileFault[] };

/** A YAML file in the given form; every fault names file and line. */
function readFile<T>(directory: string, file: string, schema: z.ZodType<T, unknown>): Read<T> {
  const path = join(directory, file);
  if (!existsSync(path))
    return { faults: [{ file, line: 1, message: '没有这个文件，请从项目里补回' }] };
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const line = broken.linePos?.[0].line ?? 1;
    return {
      faults: [{ file, line, message: `不是合法的 YAML：${broken.message.split('\n')[0]}` }],
    };
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { data: parsed.data };
  const faults = parsed.error.issues.map(({ path: place, message }) => ({
    file,
    line: lineOf(document, lines, place as (string | number)[]),
    message: `${place.join('.') || '开头'}：${message}`,
  }));
  return { faults };
}

/** The line of the nearest node on the way to a fault. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  place: readonly (string | number)[],
): number {
  for (let depth = place.length; depth > 0; depth--) {
    const node = document.getIn(place.slice(0, depth), true) as { range?: number[] } | undefined;
    const offset = node?.range?.[0];
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function skeletonsOf(file: string, data: z.infer<typeof skeletonFileSchema>): Read<Skeleton[]> {
  const faults: FileFault[] = [];
  const marketing = isMarketing(data.purpose);
  const skeletons = data.skeletons.map((one) => {
    const approval = one.approval ?? data.approval ?? null;
    const fault = (message: string) =>
      faults.push({ file, line: 1, message: `${one.id}：${message}` });
    if (marketing && approval === null) fault('营销模板要写 approval（审查号，或 示例）');
    if (one.channel === 'sms' && !one.text.startsWith('【{银行}】')) fault('短信以【{银行}】开头');
    const { id, channel, when, text, shorter } = one;
    return {
      id,
      purpose: data.purpose,
      channel,
      when,
      text,
      shorter,
      approval,
      restsOn: data.rests_on,
      version: fingerprint(`${text}\n${shorter}\n${JSON.stringify(approval)}`),
    };
  });
  return faults.length > 0 ? { faults } : { data: skeletons };
}

/** The skeletons of a knowledge folder, and what is wrong with them. */
export function readSkeletons(knowledgeDirectory: string): {
  readonly skeletons: readonly Skeleton[];
  readonly faults: readonly FileFault[];
} {
  const directory = join(knowledgeDirectory, 'outreach');
  const files = existsSync(directory)
    ? readdirSync(directory)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : [];
  const read = files.map((file) => {
    const raw = readFile(directory, file, skeletonFileSchema);
    return 'faults' in raw ? raw : skeletonsOf(file, raw.data);
  });
  const skeletons = read.flatMap((one) => ('data' in one ? one.data : []));
  const faults = read.flatMap((one) => ('faults' in one ? one.faults : []));
  const seen = new Set<string>();
  const repeated = skeletons.filter(({ id }) => seen.size === seen.add(id).size);
  return {
    skeletons,
    faults: [
      ...faults,
      ...repeated.map(({ id, purpose }) => ({
        file: `${purpose}.yaml`,
        line: 1,
        message: `id ${id} 重复`,
      })),
    ],
  };
}

/** What a bank edits of its outreach; refuses a folder with faults, naming the first. */
export function loadOutreach(knowledgeDirectory: string): Outreach {
  const { skeletons, faults } = readSkeletons(knowledgeDirectory);
  const limits = readFile(
    join(knowledgeDirectory, 'compliance'),
    'outreach-limits.yaml',
    outreachLimitsSchema,
  );
  const [first] = [...faults, ...('faults' in limits ? limits.faults : [])];
  if (first || 'faults' in limits) {
    const { file, line, message } = first as FileFault;
    throw new GuichaoError('knowledge', `${file} 第 ${line} 行有误，请改正：${message}。`);
  }
  if (skeletons.length === 0)
    throw new GuichaoError('knowledge', '知识库里没有 outreach 模板，请从项目里补回。');
  return { skeletons, limits: limits.data };
}
