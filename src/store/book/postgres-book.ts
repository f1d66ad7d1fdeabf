import { Kysely } from 'kysely';
import { GuichaoError } from '../../domain/errors.ts';
import { postgresDialect } from '../connect-postgres.ts';
import { migratePostgres } from '../migrate-postgres.ts';
import { migrateBook } from './book-migrations.ts';
import type { BookSchema } from './book-schema.ts';
import type { BookDatabase } from './engine.ts';

/** Opens the client book in a PostgreSQL database, or in one that speaks its protocol. */
export async function openPostgresBook(databaseUrl: string): Promise<BookDatabase> {
  const db = new Kysely<BookSchema>({ dialect: postgresDialect(databaseUrl) });
  const book: BookDatabase = { engine: 'postgres', db };
  try {
    await migrateBook(book, 'PostgreSQL', migratePostgres);
  } catch (error) {
    await db.destroy();
    if (error instanceof GuichaoError && !('code' in ((error.cause as object) ?? {}))) throw error;
    const advice = '请检查 DATABASE_URL、网络和权限。';
    throw new GuichaoError('database', `连不上 PostgreSQL，${advice}`, { cause: error });
  }
  return book;
}
