import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { GuichaoError } from '../../domain/errors.ts';

const mostTries = 200;
const pagesAtOnce = 2_000;

interface Source {
  readonly file: string;
  readonly to: string;
}

const readTo = (file: string) => new Database(file, { readonly: true, fileMustExist: true });

/** From here on the connection sees the file as it is now, whatever is written to it. */
function stopTime(connection: Database.Database): void {
  connection.exec('BEGIN');
  connection.prepare('SELECT COUNT(*) FROM sqlite_schema').get();
}

/**
 * Stops time for both files at one moment: nothing was committed to the first one between the
 * looks before and after, so what the second one showed in between belongs to it. Writers are
 * never held up.
 */
function stopTogether(first: Database.Database, second: Database.Database, watch: () => number) {
  for (let tries = 0; tries < mostTries; tries++) {
    const before = watch();
    stopTime(first);
    stopTime(second);
    if (watch() === before) return;
    for (const one of [first, second]) one.exec('ROLLBACK');
  }
  throw new GuichaoError('backup', '写入太忙，没有备份成，请过一会儿再执行。');
}

/**
 * Copies the two databases of a data directory as they were at one and the same moment, while
 * others go on writing.
 */
export async function copyDatabases(state: Source, book: Source): Promise<void> {
  const [first, second, watcher] = [state.file, book.file, state.file].map(readTo) as [
    Database.Database,
    Database.Database,
    Database.Database,
  ];
  try {
    const watch = () => watcher.pragma('data_version', { simple: true }) as number;
    stopTogether(first, second, watch);
    const progress = () => pagesAtOnce;
    await first.backup(state.to, { progress });
    await second.backup(book.to, { progress });
  } finally {
    for (const one of [first, second, watcher]) one.close();
  }
}

/** What only the running service needs, and nobody should carry away: who is signed in. */
function forgetSignIns(copy: Database.Database): void {
  copy.pragma('secure_delete = ON');
  copy.exec('DELETE FROM sessions; DELETE FROM sign_in_links');
}

/** Makes a copied database one file without a log beside it. */
export function settleCopy(file: string, kind: 'state' | 'book'): void {
  const copy = new Database(file);
  try {
    copy.pragma('journal_mode = DELETE');
    if (kind === 'state') forgetSignIns(copy);
  } finally {
    copy.close();
  }
  if (existsSync(`${file}-wal`)) throw new Error(`${kind} was left with a log`);
}
