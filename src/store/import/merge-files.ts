import type { BookTable } from './book-files.ts';
import { checkDuplicates, checkReferences } from './check-rows.ts';
import { deleteRows, deletions } from './deletions.ts';
import type { FaultList } from './fault.ts';
import type { FileCount, ImportRequest } from './import-request.ts';
import type { ImportSession } from './import-session.ts';
import { mergeRows } from './merge-rows.ts';
import type { Staged } from './stage-files.ts';

interface Merged {
  readonly files: readonly FileCount[];
  readonly deleted: number;
  /** A deletion that can't be done is not mended by leaving out a row. */
  readonly blocked: boolean;
}

/** Merges the staged files in the order of their references, then takes away what is to go. */
export async function mergeFiles(
  { files: staged, unread }: Staged,
  session: ImportSession,
  faults: FaultList,
  { skipBadRows = false, onProgress }: ImportRequest,
): Promise<Merged> {
  const rows = staged.reduce((sum, file) => sum + file.rows, 0);
  const tables = staged.filter(({ file }) => file !== deletions);
  const lost = new Map<BookTable, ReadonlySet<string>>(
    tables.map(({ file, lostKeys }) => [file.table, lostKeys]),
  );
  const unnamed = tables.filter(({ lostUnnamed }) => lostUnnamed && !skipBadRows);
  const untold = new Set([...unread, ...unnamed.map(({ file }) => file.table)]);
  const checks = { session, faults, lost, untold, skipBadRows };
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
