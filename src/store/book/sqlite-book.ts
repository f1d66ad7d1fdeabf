import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { connectSqlite } from '../connect-sqlite.ts';
import { migrateSqlite } from '../migrate-sqlite.ts';
import { migrateBook } from './book-migrations.ts';
import type { BookSchema } from './book-schema.ts';
import type { BookDatabase } from './engine.ts';

export interface SqliteBook extends BookDatabase {
  readonly engine: 'sqlite';
  /** The same connection, for bulk inserts that a query builder would slow down. */
  readonly connection: Database.Database;
  readonly file: string;
}

/** Opens (or creates) the client book in its own file. */
export async function openSqliteBook(file: string): Promise<SqliteBook> {
  const connection = connectSqlite(file, '客户账簿');
  // Mapped pages count as memory of the process; the system caches the file anyway.
  connection.pragma('mmap_size = 0');
  const db = new Kysely<BookSchema>({ dialect: new SqliteDialect({ database: connection }) });
  const book: SqliteBook = { engine: 'sqlite', db, connection, file };
  try {
    await migrateBook(book, file, (migrator) => migrateSqlite(connection, migrator));
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return book;
}
