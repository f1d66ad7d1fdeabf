import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { GuichaoError } from '../../domain/errors.ts';
import type { BookDatabase } from '../book/engine.ts';
import type { SqliteBook } from '../book/sqlite-book.ts';
import type { BookPlace, ImportOrder, ImportReport } from './import-messages.ts';

// The process in which an import runs; `import-apart.ts` starts it and talks to it.

const progressMs = 100;

function tell(report: ImportReport): void {
  process.send?.(report);
}

// Only what this import needs is loaded: a day's update is over in about the time of the rest.
async function openAt(place: BookPlace): Promise<BookDatabase> {
  if ('file' in place) return (await import('../book/sqlite-book.ts')).openSqliteBook(place.file);
  return (await import('../book/postgres-book.ts')).openPostgresBook(place.url);
}

/**
 * Compiling 320 modules took a third of a day's update of 32,000 rows; it is kept beside the book,
 * where nobody but the owner may write.
 */
function keepCompiled(place: BookPlace): void {
  if ('file' in place) enableCompileCache(join(dirname(place.file), 'compiled'));
}

async function work({ place, request }: ImportOrder): Promise<void> {
  keepCompiled(place);
  const { importBook } = await import('./import-book.ts');
  const book = await openAt(place);
  let told = 0;
  try {
    const summary = await importBook(book, {
      ...request,
      onProgress(progress) {
        if (performance.now() - told < progressMs) return;
        told = performance.now();
        tell({ kind: 'progress', progress });
      },
    });
    tell({ kind: 'done', summary });
    // The import is over and safe; what it wrote moves from the log into the file while others read on.
    if ('connection' in book) (book as SqliteBook).connection.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    await book.db.destroy();
  }
}

process.once('message', (order: ImportOrder) => {
  work(order)
    .catch((error: unknown) => {
      if (!(error instanceof GuichaoError)) throw error;
      tell({ kind: 'refused', code: error.code, message: error.message });
    })
    .finally(() => process.disconnect());
});

// Whoever started it is gone: nothing of an unfinished import stays.
process.once('disconnect', () => process.exit());
