import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { GuichaoError } from '../domain/errors.ts';
import { postgresDialect } from './connect-postgres.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { migrationProvider } from './migrations.ts';
import { PostgresStatements, refuseChange } from './postgres-statements.ts';
import type { Schema } from './schema.ts';

/** Brings the schema of the assistant's state up to date in a PostgreSQL database. */
export async function migratePostgresState(db: Kysely<Schema>): Promise<void> {
  await sql.raw(refuseChange).execute(db);
  const migrator = new Migrator({
    db: db.withPlugin(new PostgresStatements()),
    provider: migrationProvider,
    // Its own names: the client book lives in the same database.
    migrationTableName: 'state_migration',
    migrationLockTableName: 'state_migration_lock',
  });
  const error = await migratePostgres(migrator);
  if (error === undefined) return;
  const newer = error instanceof Error && /corrupted migrations/.test(error.message);
  const advice = newer
    ? '是更新的版本建的，请换回新版本的归巢，或改用另一个数据库；数据没有被改动。'
    : '升级失败，已退回原状。';
  throw new GuichaoError('database', `PostgreSQL 里的数据表${advice}`, { cause: error });
}

/** Opens the assistant's own state in a PostgreSQL database. */
export async function openPostgresState(databaseUrl: string): Promise<Kysely<Schema>> {
  const db = new Kysely<Schema>({ dialect: postgresDialect(databaseUrl) });
  try {
    await migratePostgresState(db);
  } catch (cause) {
    await db.destroy();
    if (cause instanceof GuichaoError) throw cause;
    const advice = '请检查 DATABASE_URL、网络和权限。';
    throw new GuichaoError('database', `连不上 PostgreSQL，${advice}`, { cause });
  }
  return db;
}
