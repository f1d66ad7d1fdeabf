import { createHash } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Schema } from './schema.ts';

export type ErasedEntry = Selectable<Schema['erased_entries']>;

type OutreachRow = Selectable<Schema['outreach_log']>;

/** What an entry of the log of outreach shows now. */
export const hashOfOutreach = (row: OutreachRow): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');

/** One hash for all that an erasure changed; the chain of look-ups keeps it. */
export function digestOfErasure(rows: readonly ErasedEntry[]): string {
  const lines = rows
    .map(({ log, position, hash_before, hash_after }) =>
      [log, position, hash_before, hash_after].join(' '),
    )
    .sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** The first entry of the log of outreach that was changed after it was blanked; null: none. */
export async function alteredOutreach(db: Kysely<Schema>): Promise<number | null> {
  const register = await db
    .selectFrom('erased_entries')
    .selectAll()
    .where('log', '=', 'outreach_log')
    .orderBy('position')
    .execute();
  const after = Map.groupBy(register, ({ position }) => position);
  for (const [position, steps] of after) {
    const row = await db
      .selectFrom('outreach_log')
      .selectAll()
      .where('position', '=', position)
      .executeTakeFirst();
    // Not there: it had its time.
    if (row && !steps.some(({ hash_after }) => hash_after === hashOfOutreach(row))) return position;
  }
  return null;
}
