import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import { cardWithNotes } from '../../domain/clients/card-with-notes.ts';
import type { ClientPage, ClientSummary } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import type { ClientFilter, ClientSort } from '../../domain/clients/client-filter.ts';
import type { ClientMention } from '../../domain/clients/client-mention.ts';
import { type ClientNotes, noNotes } from '../../domain/clients/client-notes.ts';
import type { Vocabulary } from '../../domain/clients/filter/vocabulary.ts';
import type { AccessScope } from '../../domain/people/access-scope.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { ClientNoteStore } from '../../ports/client-note-store.ts';
import type { LookUp } from '../../ports/look-up-log.ts';
import { toClient, toSummary } from './book-rows.ts';
import type { BookSchema } from './book-schema.ts';
import { readCard } from './client-card-query.ts';
import type { BookDatabase } from './engine.ts';
import {
  aumAt,
  aumChangeOf,
  conditionSql,
  depositsAt,
  dueDay,
  openHolding,
  placedKind,
} from './filter-sql.ts';
import type { MobileSeal } from './mobile-seal.ts';
import { contactRows } from './noted-rows.ts';
import { readVocabulary } from './read-vocabulary.ts';

type ClientRow = Selectable<BookSchema['clients']> & { aum: number | null };
type ListedRow = ClientRow & { next_due: number | null; last_contact: number | null };

const mostFound = 20;
const usualPage = 50;
const summaryFields = ['name', 'gender', 'salutation', 'tier', 'mobile_tail', 'status', 'aum'];

/** Text that begins with `start`, without LIKE, which the engines read differently. */
function beginsWith(column: RawBuilder<unknown>, start: string): RawBuilder<SqlBool> {
  return sql`(${column} >= ${start} AND ${column} < ${`${start}\u{10ffff}`})`;
}

const exactly: Readonly<Record<ClientMention['kind'], (text: string) => RawBuilder<SqlBool>>> = {
  id: (text) => sql`c.client_id = ${text}`,
  name: (text) => sql`c.name = ${text}`,
  salutation: (text) => sql`c.salutation = ${text}`,
  'mobile-tail': (text) => sql`c.mobile_tail = ${text}`,
  pinyin: (text) => sql`(c.name_pinyin = ${text} OR c.name_initials = ${text})`,
};

const roughly: Partial<typeof exactly> = {
  name: (text) => beginsWith(sql`c.name`, text),
  pinyin: (text) => beginsWith(sql`c.name_pinyin`, text),
};

const sorts: Readonly<Record<ClientSort, RawBuilder<unknown>>> = {
  aum: sql`aum`,
  name: sql`name`,
  due: sql`next_due`,
  // Who was never talked to has waited longest.
  'last-contact': sql`COALESCE(last_contact, 0)`,
  'client-id': sql`client_id`,
  'aum-change': sql`aum_change`,
  age: sql`-birth_date`,
  opened: sql`opened_on`,
  deposits: sql`deposits`,
};

export type Log = (
  action: LookUp['action'],
  clientIds: string[],
  fields: string[],
) => Promise<void>;

interface ReaderParts {
  readonly book: BookDatabase;
  readonly notes: ClientNoteStore | null;
  readonly scope: AccessScope;
  readonly today: Day;
  readonly seal: MobileSeal;
  readonly log: Log;
}

/** Every query starts from the clients of the scope's managers; there is no other way in. */
export class ScopedReader implements ClientReader {
  readonly scope: AccessScope;
  readonly #book: BookDatabase;
  readonly #notes: ClientNoteStore | null;
  readonly #today: Day;
  readonly #seal: MobileSeal;
  readonly #log: Log;

  constructor({ book, notes, scope, today, seal, log }: ReaderParts) {
    this.#book = book;
    this.#notes = notes;
    this.scope = scope;
    this.#today = today;
    this.#seal = seal;
    this.#log = log;
  }

  async find({ kind, text }: ClientMention): Promise<ClientSummary[]> {
    let rows = await this.#matching(exactly[kind](text));
    const rough = roughly[kind];
    if (rows.length === 0 && rough !== undefined) rows = await this.#matching(rough(text));
    await this.#log('find', ids(rows), summaryFields);
    return rows.map(toSummary);
  }

  async card(clientId: string): Promise<ClientCard | null> {
    const [row] = await this.#matching(exactly.id(clientId));
    await this.#log('card', row ? [row.client_id] : [], ['*']);
    if (!row) return null;
    const card = await readCard(this.#book.db, toClient(row), this.#today);
    return this.#notes === null ? card : cardWithNotes(card, await this.#notes.of([clientId]));
  }

  async namedIn(text: string): Promise<ClientSummary[]> {
    const place =
      this.#book.engine === 'sqlite'
        ? sql`instr(${text}, c.name)`
        : sql`position(c.name in ${text})`;
    const rows = await this.#matching(sql`${place} > 0`);
    // A message that names nobody looks at nobody.
    if (rows.length > 0) await this.#log('find', ids(rows), summaryFields);
    return rows.map(toSummary);
  }

  async these(clientIds: readonly string[]): Promise<ClientSummary[]> {
    if (clientIds.length === 0) return [];
    const rows = await sql<ClientRow>`
      SELECT c.*, NULL AS aum FROM clients c
      WHERE ${this.#visible()} AND c.client_id IN (${sql.join([...clientIds])})`.execute(
      this.#book.db,
    );
    await this.#log('find', ids(rows.rows), ['name', 'gender']);
    return rows.rows.map(toSummary);
  }

  list(filter: ClientFilter): Promise<ClientPage> {
    return this.#listed(filter, 'list');
  }

  takeOut(filter: ClientFilter): Promise<ClientPage> {
    return this.#listed(filter, 'export');
  }

  async revealMobile(clientId: string): Promise<{ mobile: string | null } | null> {
    const [row] = await this.#matching(exactly.id(clientId));
    await this.#log('reveal', row ? [row.client_id] : [], ['mobile']);
    if (!row) return null;
    return { mobile: row.mobile === null ? null : this.#seal.open(row.mobile) };
  }

  async #listed(filter: ClientFilter, action: 'list' | 'export'): Promise<ClientPage> {
    const { engine, db } = this.#book;
    const today = this.#today;
    const notes = await this.#notesInScope();
    const setting = { engine, today, notes };
    const conditions = filter.conditions.map((one) => conditionSql(one, setting));
    const chosen = sql`FROM clients c WHERE ${sql.join([this.#visible(), ...conditions], sql` AND `)}`;
    const sums = await sql<{ total: number; aum: number | null }>`
      SELECT COUNT(*) AS total, SUM(aum) AS aum FROM (SELECT ${aumAt(today)} AS aum ${chosen}) x`.execute(
      db,
    );
    const rows = await this.#page(chosen, filter, notes);
    await this.#log(action, ids(rows), [...summaryFields, 'next_due', 'last_contact']);
    return {
      total: sums.rows[0]?.total ?? 0,
      aumCents: sums.rows[0]?.aum ?? 0,
      clients: rows.map((row) => ({
        ...toSummary(row),
        nextDueOn: row.next_due,
        lastContactedOn: row.last_contact,
      })),
    };
  }

  vocabulary(): Promise<Vocabulary> {
    return readVocabulary(this.#book.db, this.#visible(), this.scope.managerIds);
  }

  async #page(
    chosen: RawBuilder<unknown>,
    filter: ClientFilter,
    notes: ClientNotes,
  ): Promise<ListedRow[]> {
    const { sort = 'aum', limit = usualPage, offset = 0 } = filter;
    const descending = filter.descending ?? sort === 'aum';
    const order = sql`${sorts[sort]} ${sql.raw(descending ? 'DESC' : 'ASC')} NULLS LAST, client_id`;
    const today = this.#today;
    const page = await sql<ListedRow>`
      SELECT * FROM (SELECT c.*, ${aumAt(today)} AS aum,
        (SELECT MIN(${dueDay}) FROM holdings h JOIN products p ON p.product_id = h.product_id
         WHERE h.client_id = c.client_id AND ${openHolding(today)} AND ${placedKind}
           AND ${dueDay} >= ${today}) AS next_due,
        (SELECT MAX(k.contacted_on) FROM ${contactRows(notes)} k
         WHERE k.client_id = c.client_id AND k.contacted_on <= ${today}) AS last_contact,
        ${sort === 'deposits' ? depositsAt(today) : sql`0`} AS deposits,
        ${sort === 'aum-change' ? aumChangeOf(monthsCompared(filter), today) : sql`0`} AS aum_change
      ${chosen}) x ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`.execute(this.#book.db);
    return page.rows;
  }

  async #matching(truth: RawBuilder<SqlBool>): Promise<ClientRow[]> {
    const found = await sql<ClientRow>`
      SELECT c.*, ${aumAt(this.#today)} AS aum FROM clients c
      WHERE ${this.#visible()} AND ${truth} ORDER BY c.name, c.client_id LIMIT ${mostFound}`.execute(
      this.#book.db,
    );
    return found.rows;
  }

  /** Recorded rows of the clients in scope; nothing is read where nothing was ever recorded. */
  async #notesInScope(): Promise<ClientNotes> {
    if (this.#notes === null || (await this.#notes.isEmpty())) return noNotes;
    const rows = await sql<{ client_id: string }>`
      SELECT c.client_id FROM clients c WHERE ${this.#visible()}`.execute(this.#book.db);
    return this.#notes.of(ids(rows.rows));
  }

  #visible(): RawBuilder<SqlBool> {
    const { managerIds } = this.scope;
    const opened = sql`c.opened_on <= ${this.#today}`;
    if (managerIds.length === 0) return sql`1 = 0`;
    return sql`(c.manager_id IN (${sql.join(managerIds)}) AND ${opened})`;
  }
}

function monthsCompared({ conditions }: ClientFilter): number {
  return conditions.find((one) => one.kind === 'aum-change')?.months ?? 3;
}

function ids(rows: readonly { client_id: string }[]): string[] {
  return rows.map((row) => row.client_id);
}
