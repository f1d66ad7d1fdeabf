import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const pointerSchema = z.object({
  root: z.string(),
  version: z.string(),
  publishedAt: z.string(),
});

type Pointer = z.infer<typeof pointerSchema>;

const folder = (dataDirectory: string): string => join(dataDirectory, 'published');
const pointerFile = (dataDirectory: string): string => join(folder(dataDirectory), 'current.json');

/** What was published last from this knowledge folder, or null. */
export function publishedKnowledge(
  dataDirectory: string,
  root: string,
): (Pointer & { readonly directory: string }) | null {
  const file = pointerFile(dataDirectory);
  if (!existsSync(file)) return null;
  const parsed = pointerSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success || parsed.data.root !== root) return null;
  const directory = join(folder(dataDirectory), parsed.data.version);
  return existsSync(directory) ? { ...parsed.data, directory } : null;
}

/**
 * Copies the knowledge folder into the data directory and makes that copy the one that is served;
 * the pointer is written last and renamed, so that a killed process leaves the former version in force.
 */
export function publishKnowledge(
  dataDirectory: string,
  root: string,
  version: string,
  publishedAt: string,
): void {
  const target = join(folder(dataDirectory), version);
  mkdirSync(folder(dataDirectory), { recursive: true, mode: 0o700 });
  cpSync(root, target, { recursive: true, force: true });
  const draft = `${pointerFile(dataDirectory)}.${process.pid}`;
  const pointer: Pointer = { root, version, publishedAt };
  writeFileSync(draft, JSON.stringify(pointer), { mode: 0o600 });
  renameSync(draft, pointerFile(dataDirectory));
}
