import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { LexicalIndex } from './lexical-index.ts';

// Raise it whenever the way texts become terms changes.
const format = 1;

interface Cached {
  readonly key: string;
  readonly index: LexicalIndex;
}

export function cacheKey(knowledgeVersion: string, lexiconVersion: string): string {
  return createHash('sha256')
    .update(`${format}\0${knowledgeVersion}\0${lexiconVersion}`)
    .digest('hex');
}

/** The cached index, or null when there is none, it is of other content, or it is damaged. */
export function readIndexCache(path: string, key: string): LexicalIndex | null {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  const digest = bytes.subarray(0, 32);
  const body = bytes.subarray(32);
  if (!createHash('sha256').update(body).digest().equals(digest)) return null;
  const cached = deserialize(body) as Cached;
  return cached.key === key ? cached.index : null;
}

/** Written beside and renamed, so that a killed process never leaves half a cache. */
export function writeIndexCache(path: string, key: string, index: LexicalIndex): void {
  const body = serialize({ key, index } satisfies Cached);
  const digest = createHash('sha256').update(body).digest();
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, Buffer.concat([digest, body]), { mode: 0o600 });
  renameSync(draft, path);
}
