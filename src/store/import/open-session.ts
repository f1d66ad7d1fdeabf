import { sql } from 'kysely';
import { GuichaoError } from '../../domain/errors.ts';
import type { BookDatabase } from '../book/engine.ts';
import type { SqliteBook } from '../book/sqlite-book.ts';
import { lockImports } from './import-lock.ts';
import type { ImportSession } from './import-session.ts';
import { PostgresSession } from './postgres-session.ts';
import { SqliteSession } from './sqlite-session.ts';

/** Any number that nothing else in the database takes a lock on. */
const advisoryLock = 5_202_611;

async function onSqlite<T>(
  book: SqliteBook,
  whoAmI: string,
  work: (session: ImportSession) => Promise<T>,
): Promise<T> {
  const unlock = lockImports(book.file, whoAmI);
  try {
    const session = new SqliteSession(book);
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  } finally {
    unlock();
  }
}

async function onPostgres<T>(
  { db }: BookDatabase,
  work: (session: ImportSession) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    const session = new PostgresSession(connection);
    const [taken] = await session.rows<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock(${advisoryLock}) AS taken`,
    );
    if (!taken?.taken) {
      const [who] = await session.rows<{ name: string }>(
        `SELECT application_name || '，' || COALESCE(client_addr::text, '本机') AS name
         FROM pg_stat_activity JOIN pg_locks USING (pid)
         WHERE locktype = 'advisory' AND objid = ${advisoryLock} AND granted`,
      );
      const advice = '请等它结束后再导入。';
      throw new GuichaoError('import', `另一个导入正在进行（${who?.name ?? '未知'}），${advice}`);
    }
    try {
      return await work(session);
    } finally {
      await session.close();
      await sql`SELECT pg_advisory_unlock(${sql.lit(advisoryLock)})`.execute(connection);
    }
  });
}

/** Runs `work` as the only import on this book. */
export function withSession<T>(
  book: BookDatabase,
  whoAmI: string,
  work: (session: ImportSession) => Promise<T>,
): Promise<T> {
  return book.engine === 'sqlite'
    ? onSqlite(book as SqliteBook, whoAmI, work)
    : onPostgres(book, work);
}
