import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { GuichaoError } from '../../domain/errors.ts';

function holder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '不知道是谁';
  }
}

/**
 * One import at a time: an operating system's lock on a file beside the book, which ends with the
 * process however that ends. Returns what gives it back.
 */
export function lockImports(bookFile: string, whoAmI: string): () => void {
  const lock = new Database(`${bookFile}.lock`, { timeout: 0 });
  const note = `${bookFile}.importing`;
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    const advice = '请等它结束后再导入。';
    throw new GuichaoError('import', `另一个导入正在进行（${holder(note)}），${advice}`, { cause });
  }
  writeFileSync(note, whoAmI, { mode: 0o600 });
  return () => lock.close();
}
