import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import type { OutreachChannel } from '../../domain/clients/client.ts';
import type { Role } from '../../domain/people/employee.ts';
import type { ClientNoteStore } from '../../ports/client-note-store.ts';
import type {
  Colleague,
  ComplaintState,
  DueMoney,
  LoggedTouch,
  WorkBook,
  WorkClient,
} from '../../ports/work-book.ts';
import type { BookDatabase } from './engine.ts';
import { dueDay, placedKind } from './filter-sql.ts';

interface Days {
  readonly from: Day;
  readonly to: Day;
}

const active = sql`(c.status IS NULL OR c.status = 'active')`;

function of(managerIds: readonly string[]): RawBuilder<unknown> {
  return managerIds.length === 0 ? sql`1 = 0` : sql`c.manager_id IN (${sql.join([...managerIds])})`;
}

/** What daily work is planned from, in SQL. */
export class SqlWorkBook implements WorkBook {
  readonly #book: BookDatabase;
  readonly #notes: ClientNoteStore | null;

  constructor(book: BookDatabase, notes: ClientNoteStore | null = null) {
    this.#book = book;
    this.#notes = notes;
  }

  async staff(): Promise<Colleague[]> {
    const rows = await this.#book.db
      .selectFrom('managers')
      .innerJoin('branches', 'branches.branch_id', 'managers.branch_id')
      .selectAll('managers')
      .select('branches.name as branch_name')
      .orderBy('manager_id')
      .execute();
    return rows.map((row) => ({
      employeeId: row.manager_id,
      name: row.name,
      role: row.role as Role,
      branchId: row.branch_id,
      branchName: row.branch_name,
      supervisorId: row.supervisor_id,
      deputyId: row.deputy_id,
      leftOn: row.left_on,
      off: {
        restWeekdays: (row.rest_weekdays ?? '').split(';').filter(Boolean).map(Number),
        leaveFrom: row.leave_from,
        leaveTo: row.leave_to,
      },
    }));
  }

  async clients(managerIds: readonly string[], day: Day): Promise<WorkClient[]> {
    const { rows } = await sql<{
      client_id: string;
      manager_id: string;
      name: string;
      tier: string | null;
      opened_on: number;
      birth_date: number | null;
      preferred_channel: string | null;
      preferred_hours: string | null;
      do_not_contact: number | null;
    }>`SELECT c.client_id, c.manager_id, c.name, c.tier, c.opened_on, c.birth_date,
        c.preferred_channel, c.preferred_hours, c.do_not_contact
      FROM clients c WHERE ${of(managerIds)} AND ${active} AND c.opened_on <= ${day}
        AND (c.closed_on IS NULL OR c.closed_on > ${day})
      ORDER BY c.client_id`.execute(this.#book.db);
    return rows.map((row) => ({
      clientId: row.client_id,
      managerId: row.manager_id,
      name: row.name,
      tier: row.tier,
      openedOn: row.opened_on,
      birthDate: row.birth_date,
      preferredChannel: row.preferred_channel as OutreachChannel | null,
      preferredHours: row.preferred_hours,
      doNotContact: row.do_not_contact === 1,
    }));
  }

  async contacts(managerIds: readonly string[], { from, to }: Days): Promise<LoggedTouch[]> {
    const { rows } = await sql<{
      contact_id: string;
      client_id: string;
      manager_id: string;
      contacted_at: number;
      contacted_on: number;
      channel: string;
      direction: string;
      effective: number | null;
      result: string | null;
      next_on: number | null;
    }>`SELECT k.contact_id, k.client_id, k.manager_id, k.contacted_at, k.contacted_on, k.channel,
        k.direction, k.effective, k.result, k.next_on
      FROM contacts k JOIN clients c ON c.client_id = k.client_id
      WHERE ${of(managerIds)} AND k.contacted_on >= ${from} AND k.contacted_on <= ${to}`.execute(
      this.#book.db,
    );
    const logged: LoggedTouch[] = rows.map((row) => ({
      contactId: row.contact_id,
      clientId: row.client_id,
      managerId: row.manager_id,
      contactedOn: row.contacted_on,
      contactedAtSeconds: row.contacted_at,
      channel: row.channel as LoggedTouch['channel'],
      direction: row.direction as LoggedTouch['direction'],
      effective: row.effective === null ? null : row.effective === 1,
      result: row.result,
      nextOn: row.next_on,
    }));
    const noted = await this.#noted(managerIds, { from, to });
    return [...logged, ...noted].sort((a, b) => a.contactedAtSeconds - b.contactedAtSeconds);
  }

  async #noted(managerIds: readonly string[], { from, to }: Days): Promise<LoggedTouch[]> {
    if (this.#notes === null || (await this.#notes.isEmpty())) return [];
    const { rows } = await sql<{
      client_id: string;
    }>`SELECT c.client_id FROM clients c WHERE ${of(managerIds)}`.execute(this.#book.db);
    const { contacts } = await this.#notes.of(rows.map(({ client_id }) => client_id));
    return contacts.filter(({ contactedOn }) => contactedOn >= from && contactedOn <= to);
  }

  async dueMoney(managerIds: readonly string[], { from, to }: Days): Promise<DueMoney[]> {
    const { rows } = await sql<{
      holding_id: string;
      client_id: string;
      manager_id: string;
      product: string;
      kind: DueMoney['kind'];
      amount: number;
      due: number;
      by_notice: number;
      start_on: number;
      closed_on: number | null;
    }>`SELECT h.holding_id, h.client_id, c.manager_id, p.name AS product, p.kind, h.amount,
        ${dueDay} AS due,
        CASE WHEN h.redeem_by IS NOT NULL AND (h.maturity_on IS NULL OR h.redeem_by < h.maturity_on)
          THEN 1 ELSE 0 END AS by_notice, h.start_on, h.closed_on
      FROM holdings h JOIN clients c ON c.client_id = h.client_id
      JOIN products p ON p.product_id = h.product_id
      WHERE ${of(managerIds)} AND ${active} AND ${placedKind}
        AND ${dueDay} >= ${from} AND ${dueDay} <= ${to}
        AND (h.closed_on IS NULL OR h.closed_on >= ${dueDay})
      ORDER BY due, h.holding_id`.execute(this.#book.db);
    return rows.map((row) => ({
      holdingId: row.holding_id,
      clientId: row.client_id,
      managerId: row.manager_id,
      productName: row.product,
      kind: row.kind,
      amountCents: row.amount,
      dueOn: row.due,
      byNotice: row.by_notice === 1,
      startOn: row.start_on,
      closedOn: row.closed_on,
    }));
  }

  async newMoney(managerIds: readonly string[], { from, to }: Days): Promise<Map<string, number>> {
    const { rows } = await sql<{ client_id: string; amount: number }>`
      SELECT h.client_id, SUM(h.amount) AS amount
      FROM holdings h JOIN clients c ON c.client_id = h.client_id
      JOIN products p ON p.product_id = h.product_id
      WHERE ${of(managerIds)} AND ${placedKind} AND h.start_on >= ${from} AND h.start_on <= ${to}
      GROUP BY h.client_id`.execute(this.#book.db);
    return new Map(rows.map(({ client_id, amount }) => [client_id, amount]));
  }

  async complaints(managerIds: readonly string[], day: Day, since: Day): Promise<ComplaintState[]> {
    const { rows } = await sql<{
      complaint_id: string;
      client_id: string;
      manager_id: string;
      level: number;
      opened_on: number;
      escalated_on: number | null;
      closed_on: number | null;
    }>`SELECT q.complaint_id, q.client_id, c.manager_id, q.level, q.opened_on, q.escalated_on,
        q.closed_on
      FROM complaints q JOIN clients c ON c.client_id = q.client_id
      WHERE ${of(managerIds)} AND ${active} AND q.opened_on <= ${day}
        AND (q.closed_on IS NULL OR q.closed_on >= ${since})
      ORDER BY q.opened_on, q.complaint_id`.execute(this.#book.db);
    const past = (on: Day | null) => (on !== null && on <= day ? on : null);
    return rows.map((row) => ({
      complaintId: row.complaint_id,
      clientId: row.client_id,
      managerId: row.manager_id,
      level: row.level,
      openedOn: row.opened_on,
      escalatedOn: past(row.escalated_on),
      closedOn: past(row.closed_on),
    }));
  }

  async managersOf(clientIds: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let at = 0; at < clientIds.length; at += 1000) {
      const rows = await this.#book.db
        .selectFrom('clients')
        .select(['client_id', 'manager_id'])
        .where('client_id', 'in', clientIds.slice(at, at + 1000))
        .execute();
      for (const { client_id, manager_id } of rows) found.set(client_id, manager_id);
    }
    return found;
  }
}
