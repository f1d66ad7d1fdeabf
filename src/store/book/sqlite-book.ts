import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { GuichaoError } from '../../domain/errors.ts';
import { migrateBook } from './book-migrations.ts';
import type { BookSchema } from './book-schema.ts';
import type { BookDatabase } from './engine.ts';

export interface SqliteBook extends BookDatabase {
  readonly engine: 'sqlite';
  /** The same connection, for bulk inserts that a query builder would slow down. */
  readonly connection: Database.Database;
  readonly file: string;
}

function connect(file: string): Database.Database {
  try {
    const connection = new Database(file);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.pragma('busy_timeout = 5000');
    // Mapped pages count as memory of the process; the system caches the file anyway.
    connection.pragma('mmap_size = 0');
    return connection;
  } catch (cause) {
    const advice = '请检查磁盘和文件权限，或从备份恢复；归巢不会改动它。';
    throw new GuichaoError('database', `客户账簿 ${file} 打不开或已损坏，${advice}`, { cause });
  }
}

/** A second connection to a book that is open already, for reading only. */
export function readSqliteBook(file: string): SqliteBook {
  const connection = new Database(file, { readonly: true });
  const db = new Kysely<BookSchema>({ dialect: new SqliteDialect({ database: connection }) });
  return { engine: 'sqlite', db, connection, file };
}

/** Opens (or creates) the client book in its own file. */
export async function openSqliteBook(file: string): Promise<SqliteBook> {
  const connection = connect(file);
  const db = new Kysely<BookSchema>({ dialect: new SqliteDialect({ database: connection }) });
  const book: SqliteBook = { engine: 'sqlite', db, connection, file };
  try {
    await migrateBook(book, file);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return book;
}
