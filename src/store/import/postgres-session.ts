import { CompiledQuery, type Kysely } from 'kysely';
import type { BookSchema } from '../book/book-schema.ts';
import type { StoredColumn } from './derived-columns.ts';
import type { ImportSession } from './import-session.ts';
import type { Stored } from './value-readers.ts';

const sqlTypes = { text: 'text', int: 'int', big: 'bigint' } as const;

/** Stages in temporary tables of one connection; rows go over as one array per column. */
export class PostgresSession implements ImportSession {
  readonly engine = 'postgres';
  readonly #db: Kysely<BookSchema>;
  readonly #tables: string[] = [];
  #columns: readonly StoredColumn[] = [];
  #insert = '';

  /** `db` is bound to one connection. */
  constructor(db: Kysely<BookSchema>) {
    this.#db = db;
  }

  staged(name: string): string {
    return `pg_temp.staged_${name}`;
  }

  async stage(name: string, columns: readonly StoredColumn[]): Promise<void> {
    const collation = (sort: StoredColumn['sort']) => (sort === 'text' ? ' COLLATE "C"' : '');
    const list = columns.map(
      ({ name: column, sort }) => `${column} ${sqlTypes[sort]}${collation(sort)}`,
    );
    await this.change(
      `CREATE TEMP TABLE staged_${name} (line int PRIMARY KEY, ${list.join(', ')})`,
    );
    this.#tables.push(name);
    this.#columns = [{ name: 'line', sort: 'int' }, ...columns];
    const arrays = this.#columns.map(({ sort }, at) => `$${at + 1}::${sqlTypes[sort]}[]`);
    this.#insert = `INSERT INTO ${this.staged(name)} SELECT * FROM unnest(${arrays.join(', ')})`;
  }

  async append(values: Stored[]): Promise<void> {
    const width = this.#columns.length;
    const columns: Stored[][] = this.#columns.map(() => []);
    for (let at = 0; at < values.length; at++) columns[at % width]?.push(values[at] ?? null);
    await this.#db.executeQuery(CompiledQuery.raw(this.#insert, columns));
  }

  async rows<Row>(statement: string): Promise<Row[]> {
    return (await this.#db.executeQuery<Row>(CompiledQuery.raw(statement))).rows;
  }

  async change(statement: string): Promise<number> {
    const { numAffectedRows } = await this.#db.executeQuery(CompiledQuery.raw(statement));
    return Number(numAffectedRows ?? 0);
  }

  async begin(): Promise<void> {
    await this.change('BEGIN');
  }

  isDuplicate(error: unknown): boolean {
    return (error as { code?: unknown }).code === '23505';
  }

  async close(): Promise<void> {
    for (const name of this.#tables) await this.change(`DROP TABLE IF EXISTS ${this.staged(name)}`);
  }
}
