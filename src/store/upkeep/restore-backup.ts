import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GuichaoError } from '../../domain/errors.ts';
import { prepareDataDirectory } from '../data-directory.ts';
import type { BackupManifest } from './backup-manifest.ts';
import { haveDataDirectoryAlone } from './data-directory-lock.ts';
import { diskFault } from './disk-fault.ts';
import {
  decideRestore,
  finishRestore,
  type RestorePlan,
  restoreIsPending,
  restorePlan,
  stagingFolder,
} from './finish-restore.ts';
import { readManifest, stageBackup } from './stage-backup.ts';
import { syncFile, syncFolder } from './sync-file.ts';

interface RestoreRequest {
  readonly dataDirectory: string;
  readonly from: string;
  readonly now: Date;
}

interface Restored {
  readonly manifest: BackupManifest;
  /** Where the data of before is kept. */
  readonly aside: string;
}

function freeName(directory: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, '');
  const name = `before-restore-${stamp}`;
  for (let count = 0; ; count++) {
    const tried = count === 0 ? name : `${name}-${count}`;
    if (!existsSync(join(directory, tried))) return tried;
  }
}

async function stage({ dataDirectory, from, now }: RestoreRequest): Promise<BackupManifest> {
  const folder = stagingFolder(dataDirectory);
  const manifest = readManifest(from);
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    const parts = await stageBackup(from, folder, manifest);
    const plan: RestorePlan = { aside: freeName(dataDirectory, now), parts };
    writeFileSync(join(folder, restorePlan), JSON.stringify(plan), { mode: 0o600 });
    syncFile(join(folder, restorePlan));
    syncFolder(folder);
    return manifest;
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw diskFault(cause, '没有恢复，现有数据没有改动');
  }
}

/**
 * Puts a backup in place of the data directory's databases. Everything is copied and proved before
 * anything is touched; then one rename decides, and a process that is killed after it finds its
 * work finished by whoever opens the directory next. The old data stay aside.
 */
export async function restoreBackup(request: RestoreRequest): Promise<Restored> {
  const { dataDirectory } = request;
  prepareDataDirectory(dataDirectory);
  const release = haveDataDirectoryAlone(dataDirectory);
  if (release === null) {
    const advice = '请先停下服务，等其他命令结束，再恢复。';
    throw new GuichaoError('data-directory', `归巢正在用这个数据目录，${advice}`);
  }
  try {
    if (restoreIsPending(dataDirectory)) finishRestore(dataDirectory);
    const manifest = await stage(request);
    decideRestore(dataDirectory);
    return { manifest, aside: finishRestore(dataDirectory) };
  } finally {
    release();
  }
}
