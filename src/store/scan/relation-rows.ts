import type { Day } from '../../domain/calendar/day.ts';
import { type ReadableBook, readRows } from './read-rows.ts';
import { list, literal, type Sql, sql, verbatim } from './scan-sql.ts';

/** Clients after one id up to another, both of them looked at together. */
interface Stretch {
  readonly day: Day;
  readonly after: string;
  readonly upTo: string;
  /** Nobody but these; null: all between the two. */
  readonly only: readonly string[] | null;
}

function within(alias: string, { after, upTo, only }: Stretch): Sql {
  const id = verbatim(`${alias}.client_id`);
  if (only !== null) return sql`${id} IN (${list(only)})`;
  return sql`${id} > ${after} AND ${id} <= ${upTo}`;
}

/**
 * A client's bookings in one row: two lists of numbers that run side by side. A code holds age,
 * kind, bank and name. Millions of rows of their own would take twice as long to hand over.
 */
export type BookingRow = readonly [clientId: string, codes: string, amounts: string];

export function readBookings(book: ReadableBook, stretch: Stretch, lookBack: number) {
  const { day } = stretch;
  const listed = (value: Sql) =>
    book.engine === 'sqlite'
      ? sql`GROUP_CONCAT(${value})`
      : sql`STRING_AGG(CAST(${value} AS TEXT), ',')`;
  const code = sql`(${literal(day)} - t.booked_on) * 128 + t.kind * 8
    + CASE WHEN t.kind > 0 OR t.counterparty_bank IS NULL OR t.counterparty_bank = 'OWN'
        OR t.counterparty_bank = '' THEN 0
      ELSE 4 + COALESCE(t.counterparty_same_name + 2, 0) END`;
  return readRows<BookingRow>(
    book,
    sql`SELECT t.client_id, ${listed(code)} AS codes, ${listed(sql`t.amount`)} AS amounts
      FROM transactions t
      WHERE ${within('t', stretch)} AND t.booked_on > ${day - lookBack} AND t.booked_on <= ${day}
        AND t.kind < 6
      GROUP BY t.client_id ORDER BY t.client_id`,
  );
}

export type HoldingTuple = readonly [
  clientId: string,
  productId: string,
  kind: string,
  risk: string | null,
  amount: number,
  startOn: Day,
  maturityOn: Day | null,
  redeemBy: Day | null,
  autoRenew: number | null,
  closedOn: Day | null,
  cost: number | null,
  marketValue: number | null,
  valueOn: Day | null,
];

/** Open holdings, and those that matured or were placed in the days that M2 looks at. */
export function readHoldings(book: ReadableBook, stretch: Stretch, days: number) {
  const { day } = stretch;
  return readRows<HoldingTuple>(
    book,
    sql`SELECT h.client_id, h.product_id, p.kind, p.risk, h.amount, h.start_on, h.maturity_on,
        h.redeem_by, h.auto_renew,
        CASE WHEN h.closed_on <= ${day} THEN h.closed_on END AS closed,
        h.cost, h.market_value, h.value_on
      FROM holdings h JOIN products p ON p.product_id = h.product_id
      WHERE ${within('h', stretch)} AND h.start_on <= ${day}
        AND (h.closed_on IS NULL OR h.closed_on > ${day}
          OR h.maturity_on >= ${day - days} OR h.start_on >= ${day - days})
      ORDER BY h.client_id`,
  );
}

export type ContactTuple = readonly [
  clientId: string,
  before: number,
  late: number,
  lastIn: Day | null,
  effectiveOut: number,
];

export function readContacts(
  book: ReadableBook,
  stretch: Stretch,
  { days, daysBefore }: { readonly days: number; readonly daysBefore: number },
) {
  const { day } = stretch;
  const incoming = sql`k.direction = 'in'`;
  return readRows<ContactTuple>(
    book,
    sql`SELECT k.client_id,
        SUM(CASE WHEN ${incoming} AND k.contacted_on <= ${day - days} THEN 1 ELSE 0 END) AS earlier,
        SUM(CASE WHEN ${incoming} AND k.contacted_on > ${day - days} THEN 1 ELSE 0 END) AS late,
        MAX(CASE WHEN ${incoming} THEN k.contacted_on END) AS last_in,
        SUM(CASE WHEN k.direction = 'out' AND k.effective = 1
          AND k.contacted_on > ${day - days} THEN 1 ELSE 0 END) AS reached
      FROM contacts k
      WHERE ${within('k', stretch)} AND k.contacted_on > ${day - daysBefore}
        AND k.contacted_on <= ${day}
      GROUP BY k.client_id ORDER BY k.client_id`,
  );
}

export type ComplaintTuple = readonly [clientId: string, level: number, escalated: number];

export function readComplaints(book: ReadableBook, stretch: Stretch) {
  const { day } = stretch;
  return readRows<ComplaintTuple>(
    book,
    sql`SELECT q.client_id, q.level, CASE WHEN q.escalated_on <= ${day} THEN 1 ELSE 0 END AS further
      FROM complaints q WHERE ${within('q', stretch)} AND q.opened_on <= ${day}
        AND (q.closed_on IS NULL OR q.closed_on > ${day}) ORDER BY q.client_id`,
  );
}

export type LoanTuple = readonly [
  clientId: string,
  kind: string,
  balance: number,
  dueOn: Day | null,
  prepayRequestedOn: Day | null,
  settledOn: Day | null,
];

export function readLoans(book: ReadableBook, stretch: Stretch, days: number) {
  const { day } = stretch;
  const since = day - days;
  return readRows<LoanTuple>(
    book,
    sql`SELECT n.client_id, n.kind, n.balance, n.due_on,
        CASE WHEN n.prepay_requested_on <= ${day} THEN n.prepay_requested_on END AS asked,
        CASE WHEN n.settled_on <= ${day} THEN n.settled_on END AS settled
      FROM loans n WHERE ${within('n', stretch)} AND n.opened_on <= ${day}
        AND (n.prepay_requested_on > ${since} OR n.settled_on > ${since}) ORDER BY n.client_id`,
  );
}

export type AssessmentTuple = readonly [clientId: string, assessedOn: Day, level: string];

/** Oldest first. */
export function readAssessments(book: ReadableBook, stretch: Stretch) {
  return readRows<AssessmentTuple>(
    book,
    sql`SELECT a.client_id, a.assessed_on, a.level FROM assessments a
      WHERE ${within('a', stretch)} AND a.assessed_on <= ${stretch.day}
      ORDER BY a.client_id, a.assessed_on`,
  );
}

export type ConsentTuple = readonly [clientId: string, grantedOn: Day, revoked: number];

/** Consents to analysis, oldest first, of one day the one that is not revoked last. */
export function readAnalysisConsents(book: ReadableBook, stretch: Stretch) {
  const { day } = stretch;
  return readRows<ConsentTuple>(
    book,
    sql`SELECT s.client_id, s.granted_on, CASE WHEN s.revoked_on <= ${day} THEN 1 ELSE 0 END AS gone
      FROM consents s WHERE ${within('s', stretch)} AND s.purpose = 'analysis'
        AND s.granted_on <= ${day} ORDER BY s.client_id, s.granted_on, gone DESC`,
  );
}

export type TagTuple = readonly [clientId: string, enteredOn: Day];

export function readMoveTags(
  book: ReadableBook,
  stretch: Stretch,
  { days, tags }: { readonly days: number; readonly tags: readonly string[] },
) {
  const { day } = stretch;
  if (tags.length === 0) return Promise.resolve<TagTuple[]>([]);
  return readRows<TagTuple>(
    book,
    sql`SELECT g.client_id, g.entered_on FROM tags g
      WHERE ${within('g', stretch)} AND g.tag IN (${list(tags)})
        AND g.entered_on > ${day - days} AND g.entered_on <= ${day}
        AND (g.expires_on IS NULL OR g.expires_on >= ${day}) ORDER BY g.client_id`,
  );
}

export type EventTuple = readonly [scope: string, scopeId: string | null];

/** Reputation events that hold on the day. */
export function readReputationEvents(book: ReadableBook, day: Day) {
  return readRows<EventTuple>(
    book,
    sql`SELECT v.scope, v.scope_id FROM events v
      WHERE v.kind = 'reputation' AND v.approved_by IS NOT NULL AND v.approved_by <> ''
        AND v.from_on <= ${day} AND (v.to_on IS NULL OR v.to_on >= ${day})`,
  );
}
