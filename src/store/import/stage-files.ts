import { mobileSeal } from '../book/mobile-seal.ts';
import type { BookTable } from './book-files.ts';
import { derivations, loadSyllables, type Syllables } from './derived-columns.ts';
import type { FaultList } from './fault.ts';
import type { Sources } from './find-sources.ts';
import type { ImportRequest } from './import-request.ts';
import type { ImportSession } from './import-session.ts';
import { mostBadRows, type StagedFile, stageFile } from './stage-file.ts';

export interface Staged {
  /** Files that could not be taken up; what refers to them is no second fault. */
  readonly unread: ReadonlySet<BookTable>;
  readonly files: readonly StagedFile[];
  /** Whether every file could be taken up; leaving out rows doesn't mend one that could not. */
  readonly complete: boolean;
}

/** Reads all files into their staging tables, telling how far it is. */
export async function stageFiles(
  sources: Sources,
  session: ImportSession,
  faults: FaultList,
  { timezone, mobileKey, onProgress }: ImportRequest,
): Promise<Staged> {
  const files: StagedFile[] = [];
  let [rowsBefore, rowsHere, bytes] = [0, 0, 0];
  const onRows = (file: string, rows: number, more: number) => {
    rowsHere = rows;
    bytes += more;
    const share = bytes / Math.max(1, sources.bytes);
    onProgress?.({ phase: 'read', file, rows: rowsBefore + rows, share });
  };
  const named = sources.files.some(({ file }) => file.table === 'clients');
  const syllables: Syllables = named ? await loadSyllables() : () => [];
  const derived = derivations(timezone, mobileSeal(mobileKey), syllables);
  const around = { session, faults, derivations: derived, onRows };
  for (const source of sources.files) {
    if (faults.count > mostBadRows) break;
    rowsHere = 0;
    const staged = await stageFile(source, around);
    rowsBefore += rowsHere;
    if (staged) files.push(staged);
  }
  const taken = new Set(files.map(({ file }) => file.table));
  const given = sources.files.map(({ file }) => file.table);
  const unread = new Set(given.filter((table) => !taken.has(table)));
  return { files, unread, complete: unread.size === 0 };
}
