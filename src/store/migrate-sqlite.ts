import { setTimeout } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Migrator } from 'kysely/migration';
import { isBusy } from './is-busy.ts';

const patienceMs = 10_000;
const pauseMs = 40;

async function beginWriting(connection: Database): Promise<void> {
  const started = performance.now();
  for (;;) {
    try {
      connection.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() - started > patienceMs) throw error;
      await setTimeout(pauseMs);
    }
  }
}

/**
 * Brings a SQLite schema up to date, whole or not at all. Kysely runs its steps on SQLite without
 * a transaction: two processes that start together could both add a column, and a killed one
 * would leave a step half done for good. Nothing is locked when there is nothing to do, so a book
 * opens while an import writes to it. Returns the error that stays.
 */
export async function migrateSqlite(connection: Database, migrator: Migrator): Promise<unknown> {
  try {
    const known = await migrator.getMigrations();
    if (known.every((migration) => migration.executedAt)) {
      return (await migrator.migrateToLatest()).error;
    }
    await beginWriting(connection);
    const { error } = await migrator.migrateToLatest();
    connection.exec(error === undefined ? 'COMMIT' : 'ROLLBACK');
    return error;
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    return error;
  }
}
