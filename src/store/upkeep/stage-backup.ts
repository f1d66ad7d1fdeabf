import { chmodSync, copyFileSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GuichaoError } from '../../domain/errors.ts';
import {
  type BackedUpFile,
  type BackupManifest,
  backupFormat,
  hashOfFile,
  manifestName,
  manifestSchema,
} from './backup-manifest.ts';
import { type DatabaseKind, examineDatabase } from './database-schema.ts';
import { restoredParts } from './finish-restore.ts';
import { syncFile, syncFolder } from './sync-file.ts';

const largestManifestBytes = 20_000_000;

function refuse(why: string): never {
  throw new GuichaoError('backup', `${why}。没有恢复，现有数据没有改动；请换一份完好的备份。`);
}

const newer = (what: string): never => {
  const advice = '请先升级归巢，再恢复。';
  throw new GuichaoError(
    'backup',
    `这份备份是更新的版本做的（${what}），${advice}现有数据没有改动。`,
  );
};

/** A file itself, never what a link points to. */
function sizeOf(path: string): number | null {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : null;
}

export function readManifest(from: string): BackupManifest {
  const path = join(from, manifestName);
  const size = sizeOf(path);
  if (size === null) refuse(`${from} 里没有 ${manifestName}，不是归巢的备份，或没有备份完`);
  if (size > largestManifestBytes) refuse(`${manifestName} 大得不像话`);
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return refuse(`${manifestName} 已损坏`);
  }
  const format = (raw as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > backupFormat) newer(`格式 ${format}`);
  const parsed = manifestSchema.safeParse(raw);
  return parsed.success ? parsed.data : refuse(`${manifestName} 已损坏`);
}

const partOf = ({ path }: BackedUpFile): string => path.split('/')[0] ?? '';
const parts: readonly string[] = restoredParts;

/** Copied first and proved then: what is put in place is what was looked at. */
async function stageFile(from: string, to: string, file: BackedUpFile): Promise<void> {
  const [source, target] = [join(from, file.path), join(to, file.path)];
  const size = sizeOf(source);
  if (size === null) refuse(`备份里少了 ${file.path}`);
  if (size !== file.bytes) refuse(`备份里的 ${file.path} 大小不对，已损坏`);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  copyFileSync(source, target);
  chmodSync(target, 0o600);
  if ((await hashOfFile(target)) !== file.sha256) refuse(`备份里的 ${file.path} 校验不符，已损坏`);
  syncFile(target);
  syncFolder(dirname(target));
}

function proveDatabase(folder: string, name: string, kind: DatabaseKind): void {
  const examined = examineDatabase(join(folder, name), kind);
  if (examined === null) refuse(`备份里的 ${name} 已损坏`);
  if (examined.unknown !== null) newer(examined.unknown);
}

/**
 * Copies a backup into a folder, proving every file by its size and hash and both databases by
 * reading them through. Returns the parts that it brings. Throws where anything is amiss.
 */
export async function stageBackup(
  from: string,
  to: string,
  { files }: BackupManifest,
): Promise<(typeof restoredParts)[number][]> {
  const wanted = files.filter((file) => parts.includes(partOf(file)));
  const brought = new Set(wanted.map(partOf));
  for (const name of ['guichao.db', 'book.db']) {
    if (!brought.has(name)) refuse(`备份里少了 ${name}`);
  }
  for (const file of files) {
    if (parts.includes(partOf(file))) await stageFile(from, to, file);
  }
  proveDatabase(to, 'guichao.db', 'state');
  proveDatabase(to, 'book.db', 'book');
  return restoredParts.filter((part) => brought.has(part));
}
