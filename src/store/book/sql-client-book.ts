import type { Day } from '../../domain/calendar/day.ts';
import { scopeOf } from '../../domain/people/access-scope.ts';
import type { Employee } from '../../domain/people/employee.ts';
import type { BookStanding, ClientBook, ClientReader, Occasion } from '../../ports/client-book.ts';
import type { ClientNoteStore } from '../../ports/client-note-store.ts';
import type { LookUpLog } from '../../ports/look-up-log.ts';
import { toEmployee } from './book-rows.ts';
import type { BookDatabase } from './engine.ts';
import { type MobileSeal, mobileSeal } from './mobile-seal.ts';
import { type Log, ScopedReader } from './scoped-reader.ts';

/** The client book in SQL. Rights are read anew for each reader: assignments change by the day. */
export class SqlClientBook implements ClientBook {
  readonly #book: BookDatabase;
  readonly #log: LookUpLog;
  readonly #today: () => Day;
  readonly #notes: ClientNoteStore | null;
  readonly #seal: MobileSeal;
  #staff: { readonly importId: number; readonly employees: readonly Employee[] } | null = null;

  constructor(
    book: BookDatabase,
    log: LookUpLog,
    today: () => Day,
    notes: ClientNoteStore | null = null,
    seal: MobileSeal = mobileSeal(null),
  ) {
    this.#book = book;
    this.#log = log;
    this.#today = today;
    this.#notes = notes;
    this.#seal = seal;
  }

  async employee(employeeId: string): Promise<Employee | null> {
    const row = await this.#book.db
      .selectFrom('managers')
      .selectAll()
      .where('manager_id', '=', employeeId)
      .executeTakeFirst();
    return row ? toEmployee(row) : null;
  }

  async for(
    { employeeId }: Pick<Employee, 'employeeId'>,
    { turnId, systemUser }: Occasion = {},
  ): Promise<ClientReader> {
    const staff = await this.#currentStaff();
    const employee = staff.find((one) => one.employeeId === employeeId);
    const today = this.#today();
    const scope = employee ? scopeOf(employee, staff, today) : { managerIds: [], deputyFor: [] };
    const log: Log = (action, clientIds, fields) =>
      this.#log.append({
        employeeId,
        systemUser: systemUser ?? null,
        turnId: turnId ?? null,
        action,
        clientIds,
        fields,
      });
    const parts = { book: this.#book, notes: this.#notes, scope, today, seal: this.#seal, log };
    return new ScopedReader(parts);
  }

  async standing(): Promise<BookStanding> {
    const last = await this.#book.db
      .selectFrom('imports')
      .select(['origin', 'data_through'])
      .orderBy('import_id', 'desc')
      .executeTakeFirst();
    const origin = last?.origin === 'demo' ? 'demo' : 'bank';
    return { origin: last ? origin : 'empty', dataThrough: last?.data_through ?? null };
  }

  /** All employees, read again after each import. */
  async #currentStaff(): Promise<readonly Employee[]> {
    const { db } = this.#book;
    const last = await db
      .selectFrom('imports')
      .select((eb) => eb.fn.max('import_id').as('id'))
      .executeTakeFirst();
    const importId = last?.id ?? 0;
    if (this.#staff?.importId !== importId) {
      const rows = await db.selectFrom('managers').selectAll().execute();
      this.#staff = { importId, employees: rows.map(toEmployee) };
    }
    return this.#staff.employees;
  }

  close(): Promise<void> {
    return this.#book.db.destroy();
  }
}
