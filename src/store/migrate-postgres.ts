import { setTimeout } from 'node:timers/promises';
import type { Migrator } from 'kysely/migration';

const patienceMs = 10_000;
const pauseMs = 40;

// PostgreSQL's codes: unique_violation (in its catalogue), duplicate_table.
const isRivalry = (error: unknown): boolean =>
  ['23505', '42P07'].includes(String((error as { code?: unknown }).code));

/**
 * Brings a PostgreSQL schema up to date. The steps run in one transaction under a lock, but the
 * tables of that lock are made before it: of two processes that start together on an empty database
 * one is turned away, and its next try finds them. Returns the error that stays.
 */
export async function migratePostgres(migrator: Migrator): Promise<unknown> {
  const started = performance.now();
  for (;;) {
    const { error } = await migrator.migrateToLatest();
    if (error === undefined || !isRivalry(error)) return error;
    if (performance.now() - started > patienceMs) return error;
    await setTimeout(pauseMs);
  }
}
