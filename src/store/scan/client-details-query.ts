import { sql } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import type { ClientDetails } from '../../domain/churn/client-details.ts';
import { assessmentValidDays } from '../../domain/clients/client-records.ts';
import type { ProductKind } from '../../domain/clients/product.ts';
import { transactionKinds } from '../../domain/clients/transaction-kind.ts';
import type { BookDatabase } from '../book/engine.ts';

/** Evidence never reaches further back than this. */
const daysShown = 200;

/** A day that lies ahead is not known yet. */
const past = (on: Day | null, day: Day): Day | null => (on !== null && on <= day ? on : null);

/** Rows by client, each as `make` has it, in the order they came. */
function grouped<Row extends { readonly client_id: string }, Made>(
  rows: readonly Row[],
  make: (row: Row) => Made,
): Map<string, Made[]> {
  const byClient = new Map<string, Made[]>();
  for (const row of rows) {
    const known = byClient.get(row.client_id);
    if (known) known.push(make(row));
    else byClient.set(row.client_id, [make(row)]);
  }
  return byClient;
}

async function bookingsOf({ db }: BookDatabase, clientIds: readonly string[], day: Day) {
  const rows = await db
    .selectFrom('transactions')
    .selectAll()
    .where('client_id', 'in', clientIds)
    .where('booked_on', '>', day - daysShown)
    .where('booked_on', '<=', day)
    .orderBy('booked_on')
    .execute();
  return grouped(rows, (row) => ({
    id: row.transaction_id,
    on: row.booked_on,
    amount: row.amount,
    kind: transactionKinds[row.kind] ?? 'fee',
    counterpartyBank: row.counterparty_bank,
    sameName: row.counterparty_same_name === null ? null : row.counterparty_same_name === 1,
  }));
}

async function holdingsOf({ db }: BookDatabase, clientIds: readonly string[], day: Day) {
  const rows = await db
    .selectFrom('holdings')
    .innerJoin('products', 'products.product_id', 'holdings.product_id')
    .selectAll('holdings')
    .select(['products.name', 'products.kind', 'products.risk'])
    .where('client_id', 'in', clientIds)
    .where('start_on', '<=', day)
    .orderBy('holding_id')
    .execute();
  return grouped(rows, (row) => ({
    id: row.holding_id,
    name: row.name,
    kind: row.kind as ProductKind,
    risk: row.risk === null ? null : Number(row.risk.slice(1)),
    amount: row.amount,
    startOn: row.start_on,
    maturityOn: row.maturity_on,
    redeemBy: row.redeem_by,
    autoRenew: row.auto_renew === 1,
    closedOn: past(row.closed_on, day),
    cost: row.cost,
    marketValue: row.market_value,
    valueOn: row.value_on,
  }));
}

async function balancesOf({ db }: BookDatabase, clientIds: readonly string[], day: Day) {
  const rows = await db
    .selectFrom('balances')
    .select(['client_id', 'month_end', 'aum'])
    .where('client_id', 'in', clientIds)
    .where('month_end', '<=', day)
    .orderBy('month_end')
    .execute();
  return grouped(rows, ({ month_end, aum }) => ({ monthEnd: month_end, aum }));
}

async function contactsOf({ db }: BookDatabase, clientIds: readonly string[], day: Day) {
  const rows = await db
    .selectFrom('contacts')
    .select(['client_id', 'contact_id', 'contacted_on', 'direction', 'effective'])
    .where('client_id', 'in', clientIds)
    .where('contacted_on', '<=', day)
    .orderBy('contacted_on')
    .execute();
  return grouped(rows, (row) => ({
    id: row.contact_id,
    on: row.contacted_on,
    direction: row.direction,
    effective: row.effective === 1,
  }));
}

async function complaintsOf({ db }: BookDatabase, clientIds: readonly string[], day: Day) {
  const rows = await db
    .selectFrom('complaints')
    .selectAll()
    .where('client_id', 'in', clientIds)
    .where('opened_on', '<=', day)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', day)]))
    .orderBy('opened_on')
    .execute();
  return grouped(rows, (row) => ({
    id: row.complaint_id,
    openedOn: row.opened_on,
    level: row.level,
    topic: row.topic,
    escalatedOn: past(row.escalated_on, day),
  }));
}

async function loansOf({ db }: BookDatabase, clientIds: readonly string[], day: Day) {
  const rows = await db
    .selectFrom('loans')
    .selectAll()
    .where('client_id', 'in', clientIds)
    .where('opened_on', '<=', day)
    .orderBy('loan_id')
    .execute();
  return grouped(rows, (row) => ({
    id: row.loan_id,
    kind: row.kind,
    balance: row.balance,
    dueOn: row.due_on,
    prepayRequestedOn: past(row.prepay_requested_on, day),
    settledOn: past(row.settled_on, day),
  }));
}

async function assessmentsOf({ db }: BookDatabase, clientIds: readonly string[], day: Day) {
  const rows = await db
    .selectFrom('assessments')
    .select(['client_id', 'assessed_on', 'level'])
    .where('client_id', 'in', clientIds)
    .where('assessed_on', '<=', day)
    .orderBy('assessed_on')
    .execute();
  return grouped(rows, ({ assessed_on, level }) => ({ on: assessed_on, level }));
}

async function tagsOf({ db }: BookDatabase, clientIds: readonly string[], day: Day) {
  const rows = await db
    .selectFrom('tags')
    .select(['client_id', 'tag', 'entered_on'])
    .where('client_id', 'in', clientIds)
    .where('entered_on', '<=', day)
    .where('entered_on', '>', day - assessmentValidDays)
    .where((eb) => eb.or([eb('expires_on', 'is', null), eb('expires_on', '>=', day)]))
    .orderBy('entered_on')
    .execute();
  return grouped(rows, ({ tag, entered_on }) => ({ tag, on: entered_on }));
}

/** Reputation events that reach the clients by bank, branch or a product held. */
async function eventsOf({ db }: BookDatabase, clientIds: readonly string[], day: Day) {
  const { rows } = await sql<{ client_id: string; id: string; text: string | null; from: number }>`
    SELECT c.client_id AS client_id, v.event_id AS id, v.text AS text, v.from_on AS "from"
    FROM events v CROSS JOIN clients c JOIN managers m ON m.manager_id = c.manager_id
    WHERE c.client_id IN (${sql.join(clientIds)})
      AND v.kind = 'reputation' AND v.approved_by <> '' AND v.from_on <= ${day}
      AND (v.to_on IS NULL OR v.to_on >= ${day})
      AND (v.scope = 'bank'
        OR (v.scope = 'branch' AND v.scope_id = m.branch_id)
        OR (v.scope = 'product' AND v.scope_id IN (SELECT h.product_id FROM holdings h
          WHERE h.client_id = c.client_id AND h.start_on <= ${day}
            AND (h.closed_on IS NULL OR h.closed_on > ${day}))))
    ORDER BY v.from_on`.execute(db);
  return grouped(rows, ({ id, text, from }) => ({ id, text, from }));
}

interface Wanted {
  readonly clientIds: readonly string[];
  readonly withBookings: ReadonlySet<string>;
}

/** Engines limit how many values one question may carry. */
const clientsAtOnce = 500;

async function readSome(book: BookDatabase, { clientIds, withBookings }: Wanted, day: Day) {
  const active = clientIds.filter((clientId) => withBookings.has(clientId));
  const bookings = active.length > 0 ? await bookingsOf(book, active, day) : new Map();
  const holdings = await holdingsOf(book, clientIds, day);
  const balances = await balancesOf(book, clientIds, day);
  const contacts = await contactsOf(book, clientIds, day);
  const complaints = await complaintsOf(book, clientIds, day);
  const loans = await loansOf(book, clientIds, day);
  const assessments = await assessmentsOf(book, clientIds, day);
  const tags = await tagsOf(book, clientIds, day);
  const events = await eventsOf(book, clientIds, day);
  return (clientId: string): ClientDetails => ({
    bookings: bookings.get(clientId) ?? [],
    holdings: holdings.get(clientId) ?? [],
    balances: balances.get(clientId) ?? [],
    contacts: contacts.get(clientId) ?? [],
    complaints: complaints.get(clientId) ?? [],
    loans: loans.get(clientId) ?? [],
    assessments: assessments.get(clientId) ?? [],
    tags: tags.get(clientId) ?? [],
    events: events.get(clientId) ?? [],
  });
}

/** The rows of some clients up to the day, for evidence; bookings where they are wanted. */
export async function readDetails(
  book: BookDatabase,
  { clientIds, withBookings }: Wanted,
  day: Day,
): Promise<Map<string, ClientDetails>> {
  const details = new Map<string, ClientDetails>();
  for (let from = 0; from < clientIds.length; from += clientsAtOnce) {
    const some = clientIds.slice(from, from + clientsAtOnce);
    const of = await readSome(book, { clientIds: some, withBookings }, day);
    for (const clientId of some) details.set(clientId, of(clientId));
  }
  return details;
}
