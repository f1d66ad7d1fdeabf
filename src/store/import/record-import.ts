import type { Day } from '../../domain/calendar/day.ts';
import { GuichaoError } from '../../domain/errors.ts';
import { type BookTable, bookFiles } from './book-files.ts';
import type { ImportRequest } from './import-request.ts';
import type { ImportSession } from './import-session.ts';
import type { StagedFile } from './stage-file.ts';

interface LastImport {
  readonly import_id: number;
  readonly origin: string;
  readonly data_through: number | null;
}

async function lastImport(session: ImportSession): Promise<LastImport | undefined> {
  const [last] = await session.rows<LastImport>(
    'SELECT import_id, origin, data_through FROM imports ORDER BY import_id DESC LIMIT 1',
  );
  return last;
}

/** Demo data and a real book never mix: the first real import finds the demo branch gone. */
export async function removeDemo(session: ImportSession, request: ImportRequest): Promise<boolean> {
  const last = await lastImport(session);
  if (last === undefined) return false;
  if (request.origin === 'demo') throw new GuichaoError('import', '账簿不是空的，不装入演示数据。');
  if (last.origin !== 'demo') return false;
  for (const { table } of bookFiles.toReversed()) await session.change(`DELETE FROM ${table}`);
  await session.change('DELETE FROM imports');
  return true;
}

/** What happens daily tells up to when the book is complete; bookings tell it best. */
const dailyDays: readonly (readonly [BookTable, string])[] = [
  ['transactions', 'booked_on'],
  ['contacts', 'contacted_on'],
  ['balances', 'month_end'],
];

/** The last day, not after today, of the rows of this import; null when none of them is daily. */
export async function dataThrough(
  staged: readonly StagedFile[],
  session: ImportSession,
  today: Day,
): Promise<Day | null> {
  for (const [table, column] of dailyDays) {
    if (!staged.some(({ file }) => file.table === table)) continue;
    const [found] = await session.rows<{ day: number | null }>(
      `SELECT MAX(${column}) AS day FROM ${session.staged(table)} WHERE ${column} <= ${today}`,
    );
    if (found?.day != null) return found.day;
  }
  return null;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Notes the import in the book, once it is known to go through; the day that it is complete to. */
export async function recordImport(
  session: ImportSession,
  request: ImportRequest,
  counts: { readonly rows: number; readonly changed: number; readonly through: Day | null },
): Promise<Day | null> {
  const last = await lastImport(session);
  const known = [last?.data_through ?? null, counts.through].filter((day) => day !== null);
  const through = known.length === 0 ? null : Math.max(...known);
  const unchanged = counts.changed === 0 && through === (last?.data_through ?? null);
  if (last !== undefined && unchanged) return through;
  const { origin, importedAt, importedBy } = request;
  const values = [
    (last?.import_id ?? 0) + 1,
    quote(origin),
    quote(importedAt),
    quote(importedBy),
    counts.rows,
    through ?? 'NULL',
  ];
  await session.change(
    `INSERT INTO imports (import_id, origin, imported_at, imported_by, row_count, data_through)
     VALUES (${values.join(', ')})`,
  );
  return through;
}
