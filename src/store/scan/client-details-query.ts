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

async function bookingsOf({ db }: BookDatabase, clientId: string, day: Day) {
  const rows = await db
    .selectFrom('transactions')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('booked_on', '>', day - daysShown)
    .where('booked_on', '<=', day)
    .orderBy('booked_on')
    .execute();
  return rows.map((row) => ({
    id: row.transaction_id,
    on: row.booked_on,
    amount: row.amount,
    kind: transactionKinds[row.kind] ?? 'fee',
    counterpartyBank: row.counterparty_bank,
    sameName: row.counterparty_same_name === null ? null : row.counterparty_same_name === 1,
  }));
}

async function holdingsOf({ db }: BookDatabase, clientId: string, day: Day) {
  const rows = await db
    .selectFrom('holdings')
    .innerJoin('products', 'products.product_id', 'holdings.product_id')
    .selectAll('holdings')
    .select(['products.name', 'products.kind', 'products.risk'])
    .where('client_id', '=', clientId)
    .where('start_on', '<=', day)
    .orderBy('holding_id')
    .execute();
  return rows.map((row) => ({
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

async function balancesOf({ db }: BookDatabase, clientId: string, day: Day) {
  const rows = await db
    .selectFrom('balances')
    .select(['month_end', 'aum'])
    .where('client_id', '=', clientId)
    .where('month_end', '<=', day)
    .orderBy('month_end')
    .execute();
  return rows.map(({ month_end, aum }) => ({ monthEnd: month_end, aum }));
}

async function contactsOf({ db }: BookDatabase, clientId: string, day: Day) {
  const rows = await db
    .selectFrom('contacts')
    .select(['contact_id', 'contacted_on', 'direction', 'effective'])
    .where('client_id', '=', clientId)
    .where('contacted_on', '<=', day)
    .orderBy('contacted_on')
    .execute();
  return rows.map((row) => ({
    id: row.contact_id,
    on: row.contacted_on,
    direction: row.direction,
    effective: row.effective === 1,
  }));
}

async function complaintsOf({ db }: BookDatabase, clientId: string, day: Day) {
  const rows = await db
    .selectFrom('complaints')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('opened_on', '<=', day)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', day)]))
    .orderBy('opened_on')
    .execute();
  return rows.map((row) => ({
    id: row.complaint_id,
    openedOn: row.opened_on,
    level: row.level,
    topic: row.topic,
    escalatedOn: past(row.escalated_on, day),
  }));
}

async function loansOf({ db }: BookDatabase, clientId: string, day: Day) {
  const rows = await db
    .selectFrom('loans')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('opened_on', '<=', day)
    .orderBy('loan_id')
    .execute();
  return rows.map((row) => ({
    id: row.loan_id,
    kind: row.kind,
    balance: row.balance,
    dueOn: row.due_on,
    prepayRequestedOn: past(row.prepay_requested_on, day),
    settledOn: past(row.settled_on, day),
  }));
}

async function assessmentsOf({ db }: BookDatabase, clientId: string, day: Day) {
  const rows = await db
    .selectFrom('assessments')
    .select(['assessed_on', 'level'])
    .where('client_id', '=', clientId)
    .where('assessed_on', '<=', day)
    .orderBy('assessed_on')
    .execute();
  return rows.map(({ assessed_on, level }) => ({ on: assessed_on, level }));
}

async function tagsOf({ db }: BookDatabase, clientId: string, day: Day) {
  const rows = await db
    .selectFrom('tags')
    .select(['tag', 'entered_on'])
    .where('client_id', '=', clientId)
    .where('entered_on', '<=', day)
    .where('entered_on', '>', day - assessmentValidDays)
    .where((eb) => eb.or([eb('expires_on', 'is', null), eb('expires_on', '>=', day)]))
    .orderBy('entered_on')
    .execute();
  return rows.map(({ tag, entered_on }) => ({ tag, on: entered_on }));
}

/** Reputation events that reach the client by bank, branch or a product held. */
async function eventsOf({ db }: BookDatabase, clientId: string, day: Day) {
  const { rows } = await sql<{ id: string; text: string | null; from: number }>`
    SELECT v.event_id AS id, v.text AS text, v.from_on AS "from" FROM events v
    WHERE v.kind = 'reputation' AND v.approved_by <> '' AND v.from_on <= ${day}
      AND (v.to_on IS NULL OR v.to_on >= ${day})
      AND (v.scope = 'bank'
        OR (v.scope = 'branch' AND v.scope_id = (SELECT m.branch_id FROM clients c
          JOIN managers m ON m.manager_id = c.manager_id WHERE c.client_id = ${clientId}))
        OR (v.scope = 'product' AND v.scope_id IN (SELECT h.product_id FROM holdings h
          WHERE h.client_id = ${clientId} AND h.start_on <= ${day}
            AND (h.closed_on IS NULL OR h.closed_on > ${day}))))
    ORDER BY v.from_on`.execute(db);
  return rows;
}

/** The rows of one client up to the day, for evidence. */
export async function readDetails(
  book: BookDatabase,
  clientId: string,
  day: Day,
): Promise<ClientDetails> {
  return {
    bookings: await bookingsOf(book, clientId, day),
    holdings: await holdingsOf(book, clientId, day),
    balances: await balancesOf(book, clientId, day),
    contacts: await contactsOf(book, clientId, day),
    complaints: await complaintsOf(book, clientId, day),
    loans: await loansOf(book, clientId, day),
    assessments: await assessmentsOf(book, clientId, day),
    tags: await tagsOf(book, clientId, day),
    events: await eventsOf(book, clientId, day),
  };
}
