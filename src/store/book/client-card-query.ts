import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import type { Client } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import { transactionKinds } from '../../domain/clients/transaction-kind.ts';
import {
  type HoldingRow,
  toAssessment,
  toComplaint,
  toConsent,
  toContact,
  toHolding,
  toLoan,
  toTransferOut,
} from './book-rows.ts';
import type { BookSchema } from './book-schema.ts';
import { dueDay, openHolding } from './filter-sql.ts';

const monthsShown = 12;
const contactsShown = 20;
const transferDays = 90;
const transfersShown = 50;

/** Everything of one client; who may see that client was decided before. */
export async function readCard(
  db: Kysely<BookSchema>,
  client: Client,
  today: Day,
): Promise<ClientCard> {
  const { clientId } = client;
  const of = (table: 'complaints' | 'loans' | 'assessments' | 'consents' | 'tags') =>
    sql`SELECT * FROM ${sql.table(table)} WHERE client_id = ${clientId}`;
  const rows = async <Row>(query: RawBuilder<Row>) => (await query.execute(db)).rows;

  const [place] = await rows(sql<{ branch: string; manager: string }>`
    SELECT b.name AS branch, m.name AS manager FROM managers m
    JOIN branches b ON b.branch_id = m.branch_id WHERE m.manager_id = ${client.managerId}`);
  const holdings = await rows(sql<HoldingRow>`
    SELECT h.*, p.name AS product_name, p.kind, p.risk
    FROM holdings h JOIN products p ON p.product_id = h.product_id
    WHERE h.client_id = ${clientId} AND ${openHolding(today)}
    ORDER BY ${dueDay} ASC NULLS LAST, h.holding_id`);
  const balances = await rows(sql<BookSchema['balances']>`
    SELECT * FROM balances WHERE client_id = ${clientId} AND month_end <= ${today}
    ORDER BY month_end DESC LIMIT ${monthsShown}`);
  const contacts = await rows(sql<BookSchema['contacts']>`
    SELECT * FROM contacts WHERE client_id = ${clientId} AND contacted_on <= ${today}
    ORDER BY contacted_on DESC, contacted_at DESC LIMIT ${contactsShown}`);
  const complaints = await rows(sql<BookSchema['complaints']>`${of('complaints')}
    ORDER BY opened_on DESC`);
  const loans = await rows(sql<BookSchema['loans']>`${of('loans')} ORDER BY opened_on DESC`);
  const assessments = await rows(sql<BookSchema['assessments']>`${of('assessments')}
    AND assessed_on <= ${today} ORDER BY assessed_on DESC`);
  const consents = await rows(
    sql<BookSchema['consents']>`${of('consents')} ORDER BY granted_on DESC`,
  );
  const tags = await rows(sql<BookSchema['tags']>`${of('tags')} ORDER BY entered_on DESC`);
  const transfers = await rows(sql<BookSchema['transactions']>`
    SELECT * FROM transactions WHERE client_id = ${clientId}
    AND booked_on BETWEEN ${today - transferDays + 1} AND ${today}
    AND kind = ${transactionKinds.indexOf('transfer')} AND amount < 0
    AND counterparty_bank IS NOT NULL AND counterparty_bank <> 'OWN'
    ORDER BY booked_on DESC, transaction_id LIMIT ${transfersShown}`);
  return {
    client,
    branchName: place?.branch ?? '',
    managerName: place?.manager ?? '',
    holdings: holdings.map(toHolding),
    balances: balances.reverse().map((row) => ({
      monthEnd: row.month_end,
      aumCents: row.aum,
      aumAverageCents: row.aum_avg,
      depositsCents: row.deposits,
    })),
    contacts: contacts.map(toContact),
    complaints: complaints.map(toComplaint),
    loans: loans.map(toLoan),
    assessments: assessments.map(toAssessment),
    consents: consents.map(toConsent),
    tags: tags.map((row) => ({
      tag: row.tag,
      enteredOn: row.entered_on,
      enteredBy: row.entered_by,
      expiresOn: row.expires_on,
    })),
    transfersOut: transfers.map(toTransferOut),
  };
}
