import { GuichaoError } from '../../domain/errors.ts';
import { openPostgresBook } from '../book/postgres-book.ts';
import { openSqliteBook } from '../book/sqlite-book.ts';
import { importBook } from './import-book.ts';
import type { ImportOrder, ImportReport } from './import-messages.ts';

// The process in which an import runs; `import-apart.ts` starts it and talks to it.

const progressMs = 100;

function tell(report: ImportReport): void {
  process.send?.(report);
}

async function work({ place, request }: ImportOrder): Promise<void> {
  const book = await ('file' in place ? openSqliteBook(place.file) : openPostgresBook(place.url));
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
