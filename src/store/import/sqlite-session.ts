import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { SqliteBook } from '../book/sqlite-book.ts';
import type { StoredColumn } from './derived-columns.ts';
import type { ImportSession } from './import-session.ts';
import type { Stored } from './value-readers.ts';

const rowsAtOnce = 100;

function slots(columns: number, rows: number): string {
  const row = `(${Array(columns).fill('?').join(',')})`;
  return Array(rows).fill(row).join(',');
}

/**
 * Stages in a file of its own without a journal: the book's write lock is taken only for the
 * merge, and a crash leaves nothing but a file that the next import removes.
 */
export class SqliteSession implements ImportSession {
  readonly engine = 'sqlite';
  readonly #connection: Database.Database;
  readonly #file: string;
  #insert: { table: string; columns: number; many: Database.Statement } | null = null;

  constructor(book: SqliteBook) {
    this.#connection = book.connection;
    this.#file = `${book.file}.staging`;
    this.#removeFile();
    this.#connection.prepare('ATTACH ? AS staging').run(this.#file);
    for (const pragma of [
      'staging.journal_mode = OFF',
      'staging.synchronous = OFF',
      'staging.locking_mode = EXCLUSIVE',
      // Memory is bounded here: what does not fit is spilled to disk.
      'staging.cache_size = -16384',
      'main.cache_size = -16384',
      'threads = 2',
      // What was committed is moved out of the log after the import has been told of, not before.
      'wal_autocheckpoint = 0',
    ])
      this.#connection.pragma(pragma);
  }

  staged(name: string): string {
    return `staging.${name}`;
  }

  async stage(name: string, columns: readonly StoredColumn[]): Promise<void> {
    const sqlType = (sort: StoredColumn['sort']) => (sort === 'text' ? 'TEXT' : 'INTEGER');
    const table = this.staged(name);
    // Only the staging file is written to, so this takes no lock on the book.
    if (!this.#connection.inTransaction) this.#connection.exec('BEGIN');
    const list = columns.map((column) => `${column.name} ${sqlType(column.sort)}`).join(', ');
    this.#connection.exec(`CREATE TABLE ${table} (line INTEGER PRIMARY KEY, ${list})`);
    const count = columns.length + 1;
    const many = this.#prepare(table, count, rowsAtOnce);
    this.#insert = { table, columns: count, many };
  }

  async append(values: Stored[]): Promise<void> {
    if (this.#insert === null) return;
    const { table, columns, many } = this.#insert;
    const size = columns * rowsAtOnce;
    let at = 0;
    for (; at + size <= values.length; at += size) many.run(values.slice(at, at + size));
    const rest = values.slice(at);
    if (rest.length > 0) this.#prepare(table, columns, rest.length / columns).run(rest);
  }

  async rows<Row>(statement: string): Promise<Row[]> {
    return this.#connection.prepare(statement).all() as Row[];
  }

  async change(statement: string): Promise<number> {
    return this.#connection.prepare(statement).run().changes;
  }

  async begin(): Promise<void> {
    if (this.#connection.inTransaction) this.#connection.exec('COMMIT');
    this.#connection.exec('BEGIN IMMEDIATE');
  }

  isDuplicate(error: unknown): boolean {
    const code = (error as { code?: unknown }).code;
    return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
  }

  async close(): Promise<void> {
    if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
    this.#connection.exec('DETACH staging');
    this.#removeFile();
    this.#connection.pragma('wal_autocheckpoint = 1000');
  }

  #prepare(table: string, columns: number, rows: number): Database.Statement {
    return this.#connection.prepare(`INSERT INTO ${table} VALUES ${slots(columns, rows)}`);
  }

  #removeFile(): void {
    rmSync(this.#file, { force: true });
  }
}
