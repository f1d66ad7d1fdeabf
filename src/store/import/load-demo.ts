import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GuichaoError } from '../../domain/errors.ts';
import type { BookDatabase } from '../book/engine.ts';
import { importBook } from './import-book.ts';
import type { ImportRequest } from './import-request.ts';

interface DemoLoad
  extends Pick<ImportRequest, 'today' | 'timezone' | 'mobileKey' | 'importedAt' | 'importedBy'> {
  /** A directory for files that are gone afterwards. */
  readonly parent: string;
  readonly write: (directory: string) => void;
}

const patienceMs = 30_000;

async function hasImports({ db }: BookDatabase): Promise<boolean> {
  return (await db.selectFrom('imports').select('import_id').executeTakeFirst()) !== undefined;
}

/** Brings the demo branch into an empty book by the same way as a bank's own files. */
export async function loadDemo(book: BookDatabase, { parent, write, ...when }: DemoLoad) {
  const directory = mkdtempSync(join(parent, 'demo-'));
  try {
    write(directory);
    const started = performance.now();
    while (!(await hasImports(book))) {
      try {
        await importBook(book, { directory, origin: 'demo', ...when });
      } catch (error) {
        // Another process fills the same book at this moment: then there is nothing left to do.
        const busy = error instanceof GuichaoError && error.code === 'import';
        if (!busy || performance.now() - started > patienceMs) throw error;
        await setTimeout(50);
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
