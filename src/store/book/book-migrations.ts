import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { GuichaoError } from '../../domain/errors.ts';
import { bookTables, keyIndexes, lookUpIndexes } from './book-tables.ts';
import { type BookDatabase, ddlFor, type EngineName } from './engine.ts';

// The names of tables and indexes are never typed by anybody, so raw SQL is safe here.
function clientBook(engine: EngineName): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const statements = [...bookTables, ...Object.values(keyIndexes), ...lookUpIndexes];
      for (const statement of statements) await sql.raw(ddlFor(engine, statement)).execute(db);
    },
  };
}

/** Every step from an empty database to the present schema; a released step never changes. */
function bookMigrations(engine: EngineName): Record<string, Migration> {
  return { '001-client-book': clientBook(engine) };
}

export const bookMigrationNames: readonly string[] = Object.keys(bookMigrations('sqlite'));

/** Brings the schema up to date in the engine's own way; `place` names the database in messages. */
export async function migrateBook(
  { engine, db }: BookDatabase,
  place: string,
  migrate: (migrator: Migrator) => Promise<unknown>,
): Promise<void> {
  const migrations = bookMigrations(engine);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // Its own names: on PostgreSQL the assistant's state lives in the same database.
    migrationTableName: 'book_migration',
    migrationLockTableName: 'book_migration_lock',
  });
  const error = await migrate(migrator);
  if (error === undefined) return;
  const newer = error instanceof Error && /corrupted migrations/.test(error.message);
  const advice = newer
    ? '是更新的版本建的，请换回新版本的归巢，或改用另一个数据目录；数据没有被改动。'
    : '升级失败，已退回原状。';
  throw new GuichaoError('database', `客户账簿 ${place} ${advice}`, { cause: error });
}
