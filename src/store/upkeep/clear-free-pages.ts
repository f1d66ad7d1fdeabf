import { setTimeout } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';

const patienceMs = 10_000;
const pauseMs = 100;

/**
 * Rewrites a SQLite file without what was deleted, and empties the log beside it. False: somebody
 * was reading all the while, and the log still holds old pages.
 */
export async function clearFreePages(db: Kysely<never>, patience = patienceMs): Promise<boolean> {
  await sql`VACUUM`.execute(db);
  const started = performance.now();
  for (;;) {
    const { rows } = await sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
    if (rows[0]?.busy === 0) return true;
    if (performance.now() - started > patience) return false;
    await setTimeout(pauseMs);
  }
}
