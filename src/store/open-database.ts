import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { GuichaoError } from '../domain/errors.ts';
import { connectSqlite } from './connect-sqlite.ts';
import { migrateSqlite } from './migrate-sqlite.ts';
import { migrationProvider, migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

function refuseNewer(database: Database.Database, file: string): void {
  const table = database
    .prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'kysely_migration'`)
    .get();
  if (!table) return;
  const rows = database.prepare('SELECT name FROM kysely_migration').all() as { name: string }[];
  const newer = rows.find((row) => !(row.name in migrations));
  if (newer) {
    const advice = '请换回新版本的归巢，或改用另一个数据目录；数据没有被改动。';
    throw new GuichaoError(
      'database',
      `数据库 ${file} 是更新的版本建的（${newer.name}），${advice}`,
    );
  }
}

/** Opens (or creates) the assistant's database and brings its schema up to date. */
export async function openDatabase(file: string): Promise<Kysely<Schema>> {
  const database = connectSqlite(file, '数据库');
  try {
    database.pragma('foreign_keys = ON');
    // What is deleted or has had its time is overwritten, not left in free pages.
    database.pragma('secure_delete = ON');
    refuseNewer(database, file);
  } catch (error) {
    database.close();
    throw error;
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  const error = await migrateSqlite(database, new Migrator({ db, provider: migrationProvider }));
  if (error) {
    await db.destroy();
    throw new GuichaoError('database', `数据库 ${file} 升级失败，已退回原状。`, { cause: error });
  }
  return db;
}
