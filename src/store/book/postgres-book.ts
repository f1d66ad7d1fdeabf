import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { GuichaoError } from '../../domain/errors.ts';
import { migrateBook } from './book-migrations.ts';
import type { BookSchema } from './book-schema.ts';
import { type BookDatabase, numberParsers } from './engine.ts';

function parser(oid: number, format?: 'text' | 'binary') {
  return numberParsers[oid] ?? pg.types.getTypeParser(oid, format);
}

/** Opens the client book in a PostgreSQL database, or in one that speaks its protocol. */
export async function openPostgresBook(databaseUrl: string): Promise<BookDatabase> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: `guichao ${process.pid}`,
    types: { getTypeParser: parser as typeof pg.types.getTypeParser },
  });
  // An idle connection that breaks is replaced at the next query, which then tells the fault.
  pool.on('error', () => undefined);
  const db = new Kysely<BookSchema>({ dialect: new PostgresDialect({ pool }) });
  const book: BookDatabase = { engine: 'postgres', db };
  try {
    await migrateBook(book, 'PostgreSQL');
  } catch (error) {
    await db.destroy();
    if (error instanceof GuichaoError && !('code' in ((error.cause as object) ?? {}))) throw error;
    const advice = '请检查 DATABASE_URL、网络和权限。';
    throw new GuichaoError('database', `连不上 PostgreSQL，${advice}`, { cause: error });
  }
  return book;
}
