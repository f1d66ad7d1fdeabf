import type Database from 'better-sqlite3';
import type { RawBuilder } from 'kysely';
import type { BookDatabase } from '../book/engine.ts';

type Statement = Database.Statement<unknown[], unknown>;

// A scan asks the same few questions hundreds of times; preparing them anew is a tenth of its time.
const prepared = new WeakMap<object, Map<string, Statement>>();
const mostPrepared = 100;

function statementFor(connection: Database.Database, sql: string): Statement {
  const known = prepared.get(connection) ?? new Map<string, Statement>();
  prepared.set(connection, known);
  if (known.size > mostPrepared) known.clear();
  const statement = known.get(sql) ?? connection.prepare(sql).raw();
  known.set(sql, statement);
  return statement;
}

/**
 * Rows as arrays in the order of the selected columns. On SQLite they come straight from the
 * driver: millions of rows as objects would take twice as long.
 */
export async function readRows<Row extends readonly unknown[]>(
  book: BookDatabase,
  query: RawBuilder<unknown>,
): Promise<Row[]> {
  if ('connection' in book) {
    const { sql, parameters } = query.compile(book.db);
    const connection = book.connection as Database.Database;
    return statementFor(connection, sql).all(...parameters) as unknown as Row[];
  }
  const { rows } = await query.execute(book.db);
  return rows.map((row) => Object.values(row as object)) as unknown as Row[];
}
