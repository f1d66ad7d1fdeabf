import type { BookTable } from './book-files.ts';
import { checkDuplicates, checkReferences } from './check-rows.ts';
import { deleteRows, deletions } from './deletions.ts';
import type { FaultList } from './fault.ts';
import type { FileCount, ImportRequest } from './import-request.ts';
import type { ImportSession } from './import-session.ts';
import { mergeRows } from './merge-rows.ts';
import type { StagedFile } from './stage-file.ts';

interface Merged {
  readonly files: readonly FileCount[];
  readonly deleted: number;
  /** A deletion that can't be done is not mended by leaving out a row. */
  readonly blocked: boolean;
}

/** Merges the staged files in the order of their references, then takes away what is to go. */
export async function mergeFiles(
  staged: readonly StagedFile[],
  session: ImportSession,
  faults: FaultList,
  { skipBadRows = false, onProgress }: ImportRequest,
): Promise<Merged> {
  const rows = staged.reduce((sum, file) => sum + file.rows, 0);
  const tables = staged.filter(({ file }) => file !== deletions);
  const lost = new Map<BookTable, ReadonlySet<string>>(
    tables.map(({ file, lostKeys }) => [file.table, lostKeys]),
  );
  const checks = { session, faults, lost, skipBadRows };
  const files: FileCount[] = [];
  for (const one of tables) {
    onProgress?.({ phase: 'merge', file: one.name, rows, share: files.length / tables.length });
    await checkReferences(one, checks);
    const changed = await mergeRows(one, session, () => checkDuplicates(one, checks));
    files.push({ file: one.name, rows: one.rows, changed });
  }
  const before = faults.count;
  const gone = staged.find(({ file }) => file === deletions);
  const deleted = gone ? await deleteRows(gone, tables, session, faults) : 0;
  return { files, deleted, blocked: faults.count > before };
}
