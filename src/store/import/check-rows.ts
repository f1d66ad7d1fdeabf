import { type BookTable, bookFiles } from './book-files.ts';
import type { FaultList } from './fault.ts';
import type { ImportSession } from './import-session.ts';
import { mostBadRows, type StagedFile } from './stage-file.ts';

interface Found {
  readonly line: number;
  readonly value: string;
}

interface Checks {
  readonly session: ImportSession;
  readonly faults: FaultList;
  /** Keys of rows that were left out, by table: a reference to one is not a second fault. */
  readonly lost: ReadonlyMap<BookTable, ReadonlySet<string>>;
  /** Tables with keys that could not be read: whether a reference exists can't be told. */
  readonly untold: ReadonlySet<BookTable>;
  /** Faulty rows are taken out and the rest goes on. */
  readonly skipBadRows: boolean;
}

/** The table's one key column; only such tables are referred to. */
function keyOf(table: BookTable): string {
  return bookFiles.find((file) => file.table === table)?.key[0] ?? '';
}

function heading({ mapping }: StagedFile, column: string): string {
  return mapping.columns[column] ?? column;
}

/** Rows whose `column` names nothing in `table`, nor in these files where the table is their own. */
function dangling(staged: StagedFile, column: string, table: BookTable, from: string, only = '') {
  const own = staged.file.table === table;
  const key = keyOf(table);
  const here = own ? ` AND NOT EXISTS (SELECT 1 FROM ${from} o WHERE o.${key} = g.given)` : '';
  // Each value is looked for once and in the order of the keys, so that pages are read in theirs.
  return `SELECT s.line AS line, s.${column} AS value FROM ${from} s
    WHERE s.${column} IN (
      SELECT g.given FROM (
        SELECT DISTINCT ${column} AS given FROM ${from} ORDER BY ${column}) g
      WHERE NOT EXISTS (SELECT 1 FROM ${table} p WHERE p.${key} = g.given)${here})${only}
    ORDER BY s.line LIMIT ${mostBadRows + 1}`;
}

/** Takes faulty rows out of the staging table. */
async function removeLines(
  session: ImportSession,
  table: string,
  lines: readonly number[],
): Promise<void> {
  for (let at = 0; at < lines.length; at += 500) {
    const some = lines.slice(at, at + 500).join(',');
    await session.change(`DELETE FROM ${session.staged(table)} WHERE line IN (${some})`);
  }
}

async function checkReference(
  staged: StagedFile,
  column: string,
  table: BookTable,
  checks: Checks,
  only?: string,
): Promise<number> {
  const { session, faults, lost, skipBadRows } = checks;
  const from = session.staged(staged.file.table);
  const found = await session.rows<Found>(dangling(staged, column, table, from, only));
  const real = found.filter(({ value }) => skipBadRows || !lost.get(table)?.has(value));
  const expected = `在 ${table}.csv 和现有账簿里都找不到`;
  for (const { line, value } of real) {
    faults.add({ file: staged.name, line, column: heading(staged, column), value, expected });
  }
  if (skipBadRows && real.length > 0) {
    await removeLines(
      session,
      staged.file.table,
      real.map(({ line }) => line),
    );
  }
  return real.length;
}

async function checkEventScopes(staged: StagedFile, checks: Checks): Promise<void> {
  const { session, faults, skipBadRows } = checks;
  const from = session.staged('events');
  if (!staged.stored.some(({ name }) => name === 'scope_id')) return;
  for (const [scope, table] of [
    ['branch', 'branches'],
    ['product', 'products'],
  ] as const) {
    if (checks.untold.has(table)) continue;
    await checkReference(staged, 'scope_id', table, checks, ` AND s.scope = '${scope}'`);
  }
  const wrong = await session.rows<Found>(
    `SELECT line, COALESCE(scope_id, '') AS value FROM ${from}
     WHERE (scope = 'bank') = (scope_id IS NOT NULL) ORDER BY line`,
  );
  for (const { line, value } of wrong) {
    const expected = value === '' ? 'scope 为 branch 或 product 时必填' : 'scope 为 bank 时应留空';
    const column = heading(staged, 'scope_id');
    faults.add({ file: staged.name, line, column, value: value || null, expected });
  }
  if (skipBadRows)
    await removeLines(
      session,
      'events',
      wrong.map(({ line }) => line),
    );
}

/** References must exist, in these files or already in the book; parents are merged by now. */
export async function checkReferences(staged: StagedFile, checks: Checks): Promise<void> {
  const present = staged.file.columns.filter(({ name }) =>
    staged.stored.some((column) => column.name === name),
  );
  // A row taken out may be one that others of the same file refer to.
  for (let again = true; again; ) {
    again = false;
    for (const { name, refersTo } of present) {
      if (refersTo === undefined || checks.untold.has(refersTo)) continue;
      const bad = await checkReference(staged, name, refersTo, checks);
      if (bad > 0 && refersTo === staged.file.table && checks.skipBadRows) again = true;
    }
  }
  if (staged.file.table === 'events') await checkEventScopes(staged, checks);
}

type Row = { readonly line: number } & Readonly<Record<string, string | number | null>>;

/** The same key twice: an identical row is dropped, one with other values is a fault. */
export async function checkDuplicates(staged: StagedFile, checks: Checks): Promise<void> {
  const { session, faults } = checks;
  const from = session.staged(staged.file.table);
  const key = staged.file.key.join(', ');
  const rows = await session.rows<Row>(
    `SELECT s.* FROM ${from} s JOIN (
       SELECT ${key} FROM ${from} GROUP BY ${key} HAVING COUNT(*) > 1) d USING (${key})
     ORDER BY ${key}, line LIMIT ${2 * mostBadRows}`,
  );
  const drop: number[] = [];
  let first: Row | null = null;
  const same = (a: Row, b: Row, names: readonly string[]) => names.every((n) => a[n] === b[n]);
  for (const row of rows) {
    if (first === null || !same(first, row, staged.file.key)) {
      first = row;
      continue;
    }
    drop.push(row.line);
    if (
      same(
        first,
        row,
        staged.stored.map(({ name }) => name),
      )
    )
      continue;
    faults.add({
      file: staged.name,
      line: row.line,
      column: staged.file.key.map((name) => heading(staged, name)).join('+'),
      value: staged.file.key.map((name) => row[name]).join('+'),
      expected: `与第 ${first.line} 行主键相同而内容不同`,
    });
  }
  await removeLines(session, staged.file.table, drop);
}
