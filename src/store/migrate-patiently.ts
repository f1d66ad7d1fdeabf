import { setTimeout } from 'node:timers/promises';
import type { Migrator } from 'kysely/migration';

const patienceMs = 10_000;
const pauseMs = 40;

function isRivalry(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return /^SQLITE_(BUSY|CONSTRAINT)/.test(String(code)) || /already exists/.test(String(message));
}

/**
 * Brings the schema up to date while other processes do the same: SQLite turns one of two that
 * start together away, and the next try finds the work done. Returns the error that stays.
 */
export async function migratePatiently(migrator: Migrator): Promise<unknown> {
  const started = performance.now();
  for (;;) {
    const { error } = await migrator.migrateToLatest();
    if (error === undefined || !isRivalry(error)) return error;
    if (performance.now() - started > patienceMs) return error;
    await setTimeout(pauseMs);
  }
}
