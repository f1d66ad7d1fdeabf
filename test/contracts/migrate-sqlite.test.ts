import { join } from 'node:path';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { connectSqlite } from '../../src/store/connect-sqlite.ts';
import { migrateSqlite } from '../../src/store/migrate-sqlite.ts';
import { folderWith } from '../fixtures/cards.ts';

const table = (name: string): Migration => ({
  up: async (db) => void (await sql.raw(`CREATE TABLE ${name} (id TEXT)`).execute(db)),
});

const broken: Migration = {
  up: async (db) => {
    await sql`CREATE TABLE half (id TEXT)`.execute(db);
    throw new Error('the power is gone');
  },
};

function openWith(file: string, migrations: Record<string, Migration>) {
  const connection = connectSqlite(file, '数据库');
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: connection }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const tables = () =>
    connection.prepare(`SELECT name FROM sqlite_master WHERE name IN ('a', 'b', 'half')`).all();
  return { connection, db, migrator, tables };
}

test('an upgrade that fails leaves the file as it was, and the next one goes through', async () => {
  const file = join(folderWith({}), 'some.db');
  const old = openWith(file, { '1': table('a') });
  expect(await migrateSqlite(old.connection, old.migrator)).toBeUndefined();
  await old.db.destroy();
  const failing = openWith(file, { '1': table('a'), '2': table('b'), '3': broken });
  expect(await migrateSqlite(failing.connection, failing.migrator)).toMatchObject({
    message: 'the power is gone',
  });
  expect(failing.tables()).toEqual([{ name: 'a' }]);
  await failing.db.destroy();
  const repaired = openWith(file, { '1': table('a'), '2': table('b'), '3': table('half') });
  expect(await migrateSqlite(repaired.connection, repaired.migrator)).toBeUndefined();
  expect(repaired.tables()).toHaveLength(3);
  await repaired.db.destroy();
});

test('a file that is up to date opens while another connection writes to it', async () => {
  const file = join(folderWith({}), 'some.db');
  const writer = openWith(file, { '1': table('a') });
  await migrateSqlite(writer.connection, writer.migrator);
  writer.connection.exec('BEGIN IMMEDIATE');
  const reader = openWith(file, { '1': table('a') });
  expect(await migrateSqlite(reader.connection, reader.migrator)).toBeUndefined();
  writer.connection.exec('ROLLBACK');
  await writer.db.destroy();
  await reader.db.destroy();
});
