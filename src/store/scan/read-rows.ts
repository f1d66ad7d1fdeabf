import type Database from 'better-sqlite3';
import type { RawBuilder } from 'kysely';
import type { BookDatabase } from '../book/engine.ts';

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
    return connection
      .prepare(sql)
      .raw()
      .all(...parameters) as unknown as Row[];
  }
  const { rows } = await query.execute(book.db);
  return rows.map((row) => Object.values(row as object)) as unknown as Row[];
}
