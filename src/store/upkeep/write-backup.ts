import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { formatDay } from '../../domain/calendar/day.ts';
import { GuichaoError } from '../../domain/errors.ts';
import {
  type BackedUpFile,
  type BackupManifest,
  backupFormat,
  hashOfFile,
  manifestName,
  settingsName,
} from './backup-manifest.ts';
import { copyDatabases, settleCopy } from './copy-databases.ts';
import { shareDataDirectory } from './data-directory-lock.ts';
import { type DatabaseKind, examineDatabase, standingOfBook } from './database-schema.ts';
import { diskFault } from './disk-fault.ts';
import { syncFile, syncFolder } from './sync-file.ts';

export interface BackupRequest {
  readonly dataDirectory: string;
  /** Must not be there yet, or be empty. */
  readonly to: string;
  readonly createdAt: string;
  /** Settings that say how the service ran, no secret among them. */
  readonly settings: Readonly<Record<string, string>>;
  readonly secretsNeeded: readonly string[];
}

/** What is kept beside the databases: the knowledge that is served. */
const folders = ['published', 'served-signals'];

function refuseUnfit({ dataDirectory, to }: BackupRequest): void {
  const target = resolve(to);
  const inData = relative(dataDirectory, target);
  if (inData === '' || !inData.startsWith('..')) {
    const advice = '请给数据目录以外的目录，最好在另一块盘上。';
    throw new GuichaoError('usage', `备份不能放在数据目录里，${advice}`);
  }
  if (!existsSync(target)) return;
  if (statSync(target).isDirectory() && readdirSync(target).length === 0) return;
  throw new GuichaoError('usage', `${target} 已经有东西，没有动它。请换一个还没有的目录名。`);
}

/** Opens only for its owner, whatever the settings of the shell. */
function lockAway(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, entry.isDirectory() ? 0o700 : 0o600);
    if (entry.isFile()) files.push(path);
  }
  return files.sort();
}

/** A publishing that is under way leaves names that are gone a moment later. */
const passing = (path: string): boolean => /\.json\.\d+$/.test(path);

async function copyAll({ dataDirectory, settings }: BackupRequest, folder: string): Promise<void> {
  const pair = (name: string) => ({ file: join(dataDirectory, name), to: join(folder, name) });
  const [state, book] = [pair('guichao.db'), pair('book.db')];
  const release = shareDataDirectory(dataDirectory);
  await copyDatabases(state, book).finally(release);
  settleCopy(state.to, 'state');
  settleCopy(book.to, 'book');
  for (const name of folders) {
    const from = join(dataDirectory, name);
    if (!existsSync(from)) continue;
    cpSync(from, join(folder, name), { recursive: true, filter: (path) => !passing(path) });
  }
  writeFileSync(join(folder, settingsName), `${JSON.stringify(settings, null, 2)}\n`);
}

function schemaOf(folder: string, file: string, kind: DatabaseKind): string {
  const examined = examineDatabase(join(folder, file), kind);
  if (examined !== null) return examined.schema;
  const advice = '请用 guichao doctor 检查，或从以前的备份恢复。';
  throw new GuichaoError('database', `${file} 已损坏，没有备份。${advice}`);
}

async function describe(request: BackupRequest, folder: string): Promise<BackupManifest> {
  const files: BackedUpFile[] = [];
  for (const path of lockAway(folder)) {
    const { size: bytes } = statSync(path);
    files.push({ path: relative(folder, path), bytes, sha256: await hashOfFile(path) });
    syncFile(path);
  }
  const { origin, throughDay, mobilesSealed } = standingOfBook(join(folder, 'book.db'));
  return {
    format: backupFormat,
    program: 'guichao',
    createdAt: request.createdAt,
    origin,
    dataThrough: throughDay === null ? null : formatDay(throughDay),
    schema: {
      state: schemaOf(folder, 'guichao.db', 'state'),
      book: schemaOf(folder, 'book.db', 'book'),
    },
    secretsNeeded: request.secretsNeeded.filter(
      (name) => name !== 'GUICHAO_MOBILE_KEY' || mobilesSealed,
    ),
    files,
  };
}

/**
 * Writes a backup of the whole data directory while the service runs: both databases as they were
 * at one moment, the knowledge that is served, the settings without secrets, and a manifest that
 * proves each file. It appears under its name when it is whole; nothing stays of a failed one.
 */
export async function writeBackup(request: BackupRequest): Promise<BackupManifest> {
  refuseUnfit(request);
  const target = resolve(request.to);
  const partial = `${target}.partial-${process.pid}`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    mkdirSync(partial, { mode: 0o700 });
    await copyAll(request, partial);
    const manifest = await describe(request, partial);
    const file = join(partial, manifestName);
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    syncFile(file);
    syncFolder(partial);
    renameSync(partial, target);
    syncFolder(dirname(target));
    return manifest;
  } catch (cause) {
    rmSync(partial, { recursive: true, force: true });
    throw diskFault(cause, '没有备份成，数据没有改动');
  }
}
