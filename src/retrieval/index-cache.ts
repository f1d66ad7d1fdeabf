import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';

interface Cached {
  readonly key: string;
  readonly value: unknown;
}

/** What was derived from files, or null when there is none, it is of other content, or it is damaged. */
export function readCache<T>(path: string, key: string): T | null {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  // Guards against a disk's faults, not against a person's: who may write here owns the data anyway.
  const body = bytes.subarray(4);
  if (bytes.length < 4 || crc32(body) !== bytes.readUInt32LE(0)) return null;
  const cached = deserialize(body) as Cached;
  return cached.key === key ? (cached.value as T) : null;
}

/** Written beside and renamed, so that a killed process never leaves half a cache. */
export function writeCache(path: string, key: string, value: unknown): void {
  const body = serialize({ key, value } satisfies Cached);
  const digest = Buffer.alloc(4);
  digest.writeUInt32LE(crc32(body));
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, Buffer.concat([digest, body]), { mode: 0o600 });
  renameSync(draft, path);
}
