import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { GuichaoError } from '../domain/errors.ts';

const frontMatter = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  version: z.int().positive(),
  /** What has to be given, and what it is. */
  inputs: z.record(z.string().regex(/^[a-z][A-Za-z]*$/), z.string().min(1)),
  /** Inputs as they may be given; each is rendered by a test. */
  examples: z.array(z.record(z.string(), z.string())).min(1),
});

export interface Prompt {
  readonly id: string;
  /** `free-turn@1`, kept with each answer. */
  readonly version: string;
  readonly examples: readonly Readonly<Record<string, string>>[];
  render(inputs: Readonly<Record<string, string>>): string;
}

// A repair carries all that was looked up.
const longestInput = 20_000;

const gap = /\{([a-z][A-Za-z]*)\}/g;

function promptIn(file: string, text: string): Prompt {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/.exec(text);
  const head = frontMatter.safeParse(parts ? parse(parts[1] ?? '') : null);
  if (!parts || !head.success) {
    throw new GuichaoError('settings', `提示词 ${file} 的开头读不懂，请照其他文件的格式改。`);
  }
  const { id, version, inputs, examples } = head.data;
  const body = (parts[2] ?? '').trim();
  const given = z.strictObject(
    Object.fromEntries(Object.keys(inputs).map((name) => [name, z.string().max(longestInput)])),
  );
  const used = [...new Set([...body.matchAll(gap)].map((match) => match[1] ?? ''))].sort();
  if (used.join() !== Object.keys(inputs).sort().join()) {
    throw new GuichaoError('settings', `提示词 ${file} 写明的输入和正文里的空格对不上。`);
  }
  return {
    id,
    version: `${id}@${version}`,
    examples,
    render: (values) => {
      const checked = given.parse(values);
      return body.replace(gap, (_all, name: string) => checked[name] ?? '');
    },
  };
}

/** Every prompt of a folder, by its id. */
export function loadPrompts(directory: string): Map<string, Prompt> {
  const files = readdirSync(directory).filter((file) => file.endsWith('.md'));
  const prompts = files.map((file) => promptIn(file, readFileSync(join(directory, file), 'utf8')));
  return new Map(prompts.map((prompt) => [prompt.id, prompt]));
}
