import type Database from 'better-sqlite3';
import type { BookDatabase } from '../book/engine.ts';
import { numbered, type Sql } from './scan-sql.ts';

/** A book's file, opened for reading only. */
interface BookReader {
  readonly engine: 'sqlite';
  readonly connection: Database.Database;
}

export type ReadableBook = BookDatabase | BookReader;

type Statement = Database.Statement<unknown[], unknown>;

// A scan asks the same few questions hundreds of times; preparing them anew is a tenth of its time.
const prepared = new WeakMap<object, Map<string, Statement>>();
const mostPrepared = 100;

function statementFor(connection: Database.Database, text: string): Statement {
  const known = prepared.get(connection) ?? new Map<string, Statement>();
  prepared.set(connection, known);
  if (known.size > mostPrepared) known.clear();
  const statement = known.get(text) ?? connection.prepare(text).raw();
  known.set(text, statement);
  return statement;
}

/**
 * Rows as arrays in the order of the selected columns. On SQLite they come straight from the
 * driver: millions of rows as objects would take twice as long.
 */
export async function readRows<Row extends readonly unknown[]>(
  book: ReadableBook,
  { text, values }: Sql,
): Promise<Row[]> {
  if ('connection' in book) {
    const connection = book.connection as Database.Database;
    return statementFor(connection, text).all(...values) as unknown as Row[];
  }
  const { CompiledQuery } = await import('kysely');
  const { rows } = await book.db.executeQuery(CompiledQuery.raw(numbered(text), [...values]));
  return rows.map((row) => Object.values(row as object)) as unknown as Row[];
}
