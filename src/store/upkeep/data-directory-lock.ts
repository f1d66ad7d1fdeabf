import { join } from 'node:path';
import Database from 'better-sqlite3';
import { GuichaoError } from '../../domain/errors.ts';
import { isBusy } from '../is-busy.ts';
import { finishRestore, restoreIsPending } from './finish-restore.ts';

// Longer than it takes somebody to find out that the directory can't be had alone.
const patienceMs = 2_000;

// An operating system's lock on a file of its own, which ends with the process however that ends.
function lock(directory: string, statement: string, timeout: number): () => void {
  const held = new Database(join(directory, 'guichao.lock'), { timeout });
  try {
    held.pragma('journal_mode = DELETE');
    held.exec(statement);
  } catch (error) {
    held.close();
    throw error;
  }
  return () => held.close();
}

const busyRestoring = (cause: unknown): GuichaoError =>
  new GuichaoError('data-directory', '正在从备份恢复数据，请等它结束后再试。', { cause });

function shared(directory: string): () => void {
  try {
    return lock(directory, 'BEGIN; SELECT COUNT(*) FROM sqlite_schema', patienceMs);
  } catch (error) {
    throw isBusy(error) ? busyRestoring(error) : error;
  }
}

/**
 * Held by everybody who has a database of the directory open; together with others, but never
 * with a restore. A restore that was killed after its decision is brought to its end first.
 */
export function shareDataDirectory(directory: string): () => void {
  for (;;) {
    const release = shared(directory);
    if (!restoreIsPending(directory)) return release;
    release();
    const alone = haveDataDirectoryAlone(directory);
    if (alone === null) throw busyRestoring(undefined);
    try {
      finishRestore(directory);
    } finally {
      alone();
    }
  }
}

/** Nobody else has a database of the directory open until this is given back; null: somebody has. */
export function haveDataDirectoryAlone(directory: string): (() => void) | null {
  try {
    return lock(directory, 'BEGIN EXCLUSIVE', 0);
  } catch (error) {
    if (isBusy(error)) return null;
    throw error;
  }
}
