import { addMonths, type Day, monthEnd } from '../../domain/calendar/day.ts';
import { type ReadableBook, readRows } from './read-rows.ts';
import { list, literal, type Sql, sql, verbatim } from './scan-sql.ts';

/** The clients that a scan of the day looks at. */
function lookedAt(day: Day): Sql {
  return sql`((c.status IS NULL OR c.status = 'active') AND c.opened_on <= ${day}
    AND (c.closed_on IS NULL OR c.closed_on > ${day}))`;
}

/** Month ends that a balance may have which still counts, with the third month end before each. */
function threeMonthsBefore(day: Day, validDays: number): Sql {
  const cases: Sql[] = [];
  let end = monthEnd(day) === day ? day : monthEnd(addMonths(day, -1));
  for (; end >= day - validDays; end = monthEnd(addMonths(end, -1))) {
    cases.push(sql`WHEN ${literal(end)} THEN ${literal(monthEnd(addMonths(end, -3)))}`);
  }
  if (cases.length === 0) return sql`NULL`;
  return sql`CASE b.month_end ${cases.reduce((all, one) => sql`${all} ${one}`)} END`;
}

/** Columns in the order of `clientColumns`. */
export type ClientRow = readonly [
  clientId: string,
  managerId: string,
  branchId: string,
  tier: string | null,
  openedOn: Day,
  birthDate: Day | null,
  payrollHere: number | null,
  addressChangedOn: Day | null,
  employerChangedOn: Day | null,
  monthEnd: Day | null,
  aum: number | null,
  average: number | null,
  deposits: number | null,
  aumBefore: number | null,
  aumThreeMonthsBefore: number | null,
];

/** Whose clients a walk goes through. */
export type ClientChoice =
  | { readonly kind: 'all' }
  | { readonly kind: 'clients'; readonly clientIds: readonly string[] }
  | { readonly kind: 'managers'; readonly managerIds: readonly string[] };

function chosen(choice: ClientChoice): Sql {
  if (choice.kind === 'all') return sql`1 = 1`;
  const [column, ids] =
    choice.kind === 'clients'
      ? [sql`c.client_id`, choice.clientIds]
      : [sql`c.manager_id`, choice.managerIds];
  return ids.length === 0 ? sql`1 = 0` : sql`${column} IN (${list(ids)})`;
}

interface ClientRange {
  readonly day: Day;
  /** Clients after this one; empty: from the first. */
  readonly after: string;
  /** The last client; null: to the end of the book. */
  readonly upTo: string | null;
  readonly choice: ClientChoice;
  readonly limit: number;
  readonly balanceDays: number;
  /** Days back to the month end that S3 measures by. */
  readonly beforeDays: number;
}

/** The next clients of a book in the order of their ids, with the balances that signals compare. */
export function readClients(book: ReadableBook, range: ClientRange): Promise<ClientRow[]> {
  const { day, after, upTo, choice, limit, balanceDays, beforeDays } = range;
  const end = upTo === null ? sql`1 = 1` : sql`c.client_id <= ${upTo}`;
  return readRows<ClientRow>(
    book,
    sql`SELECT c.client_id, c.manager_id, m.branch_id, c.tier, c.opened_on, c.birth_date,
      c.payroll_here,
      CASE WHEN c.address_changed_on <= ${day} THEN c.address_changed_on END AS addressed,
      CASE WHEN c.employer_changed_on <= ${day} THEN c.employer_changed_on END AS employed,
      b.month_end, b.aum, COALESCE(b.aum_avg, b.aum) AS average, b.deposits,
      e.aum AS aum_before, f.aum AS aum_three
    FROM clients c JOIN managers m ON m.manager_id = c.manager_id
    LEFT JOIN balances b ON b.client_id = c.client_id AND b.month_end = (
      SELECT MAX(x.month_end) FROM balances x
      WHERE x.client_id = c.client_id AND x.month_end <= ${day})
      AND b.month_end >= ${day - balanceDays}
    LEFT JOIN balances e ON e.client_id = c.client_id AND e.month_end = (
      SELECT MAX(y.month_end) FROM balances y
      WHERE y.client_id = c.client_id AND y.month_end <= ${day - beforeDays})
    LEFT JOIN balances f ON f.client_id = c.client_id
      AND f.month_end = ${threeMonthsBefore(day, balanceDays)}
    WHERE c.client_id > ${after} AND ${end} AND ${chosen(choice)} AND ${lookedAt(day)}
    ORDER BY c.client_id LIMIT ${limit}`,
  );
}

export async function hasMoreClients(book: ReadableBook, count: number): Promise<boolean> {
  const rows = await readRows(book, sql`SELECT 1 FROM clients LIMIT 1 OFFSET ${count}`);
  return rows.length > 0;
}

/** The last client of each stretch of so many, in the order of their ids. */
export async function readStretchEnds(book: ReadableBook, clients: number): Promise<string[]> {
  const rows = await readRows<readonly [string]>(
    book,
    sql`SELECT n.client_id FROM (
        SELECT c.client_id, ROW_NUMBER() OVER (ORDER BY c.client_id) AS place FROM clients c) n
      WHERE n.place % ${literal(clients)} = 0 ORDER BY n.client_id`,
  );
  return rows.map(([clientId]) => clientId);
}

/** How many clients of a branch carry the same date of a change, and how many clients it has. */
export async function readDrives(
  book: ReadableBook,
  column: 'address_changed_on' | 'employer_changed_on',
  window: { readonly from: Day; readonly to: Day },
): Promise<(readonly [branchId: string, on: Day, count: number])[]> {
  const { from, to } = window;
  const changed = verbatim(`c.${column}`);
  return readRows(
    book,
    sql`SELECT m.branch_id, ${changed} AS changed, COUNT(*) AS clients
      FROM clients c JOIN managers m ON m.manager_id = c.manager_id
      WHERE ${changed} >= ${from} AND ${changed} <= ${to} AND ${lookedAt(to)}
      GROUP BY m.branch_id, ${changed}`,
  );
}

export async function readBranchSizes(
  book: ReadableBook,
  day: Day,
): Promise<(readonly [branchId: string, count: number])[]> {
  return readRows(
    book,
    sql`SELECT m.branch_id, COUNT(*) AS clients
      FROM clients c JOIN managers m ON m.manager_id = c.manager_id
      WHERE ${lookedAt(day)} GROUP BY m.branch_id`,
  );
}
