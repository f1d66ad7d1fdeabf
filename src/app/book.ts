import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Day } from '../domain/calendar/day.ts';
import type { ClientBook } from '../ports/client-book.ts';
import type { ClientNoteStore } from '../ports/client-note-store.ts';
import type { BookDatabase } from '../store/book/engine.ts';
import { prepareDataDirectory } from '../store/data-directory.ts';
import type { ImportRequest, ImportSummary } from '../store/import/import-request.ts';
import type { Schema } from '../store/schema.ts';
import { businessDay, clockOf } from './clock.ts';

/** The client book, empty or not; nothing is loaded into it. */
async function openBook(config: Config): Promise<BookDatabase> {
  prepareDataDirectory(config.dataDirectory);
  if (config.databaseUrl !== null) {
    return (await import('../store/book/postgres-book.ts')).openPostgresBook(config.databaseUrl);
  }
  const { openSqliteBook } = await import('../store/book/sqlite-book.ts');
  return openSqliteBook(bookFile(config));
}

export type ImportOptions = Pick<
  ImportRequest,
  'directory' | 'dryRun' | 'skipBadRows' | 'encoding' | 'mappingFile' | 'onProgress'
>;

/** Imports a directory of CSV files into the client book. */
export async function importClientBook(
  config: Config,
  options: ImportOptions,
): Promise<ImportSummary> {
  prepareDataDirectory(config.dataDirectory);
  const { importApart } = await import('../store/import/import-apart.ts');
  const place =
    config.databaseUrl === null ? { file: bookFile(config) } : { url: config.databaseUrl };
  return importApart(place, { ...options, origin: 'bank', ...circumstances(config) });
}

function bookFile(config: Config): string {
  return join(config.dataDirectory, 'book.db');
}

/** The client book with its demo branch, if it is to have one and nothing else is in it. */
export async function openClientBook(
  config: Config,
  state: Kysely<Schema>,
): Promise<{ book: BookDatabase; clientBook: ClientBook; notes: ClientNoteStore }> {
  const [book, { SqlClientBook }, { mobileSeal }, { SqlLookUpLog }, { SqlClientNoteStore }] =
    await Promise.all([
      openBook(config),
      import('../store/book/sql-client-book.ts'),
      import('../store/book/mobile-seal.ts'),
      import('../store/sql-look-up-log.ts'),
      import('../store/sql-client-note-store.ts'),
    ]);
  const log = new SqlLookUpLog(state, clockOf(config));
  const notes = new SqlClientNoteStore(state, clockOf(config));
  const clientBook = new SqlClientBook(
    book,
    log,
    () => businessDay(config),
    notes,
    mobileSeal(config.mobileKey),
  );
  if (config.demo && (await clientBook.standing()).origin === 'empty') {
    await fillWithDemo(book, config);
  }
  return { book, clientBook, notes };
}

async function fillWithDemo(book: BookDatabase, config: Config): Promise<void> {
  const [{ loadDemo }, { writeDemo }] = await Promise.all([
    import('../store/import/load-demo.ts'),
    import('../demo/write-demo.ts'),
  ]);
  const write = (directory: string) =>
    writeDemo({ directory, clients: 600, seed: 1, until: businessDay(config) - 1 });
  await loadDemo(book, { parent: config.dataDirectory, write, ...circumstances(config) });
}

/** Writes a synthetic book as CSV; the last day is the one before the business date unless given. */
export async function writeDemoBook(
  config: Config,
  request: { directory: string; clients: number; seed: number; until: Day | null },
): Promise<void> {
  const { writeDemo } = await import('../demo/write-demo.ts');
  writeDemo({ ...request, until: request.until ?? businessDay(config) - 1 });
}

function circumstances(config: Config) {
  return {
    today: businessDay(config),
    timezone: config.timezone,
    mobileKey: config.mobileKey,
    importedAt: clockOf(config).now().toISOString(),
    importedBy: `${userInfo().username}，进程 ${process.pid}`,
  };
}
