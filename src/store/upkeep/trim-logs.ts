import type { Kysely, Transaction } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import type { EngineName } from '../book/engine.ts';
import { appendLookUp } from '../look-up-chain.ts';
import type { Schema } from '../schema.ts';
import { withoutGuard } from './log-guard.ts';

interface Cut {
  readonly beforeInstant: string;
  readonly beforeDay: Day;
  readonly at: string;
}

/** The service itself, in the log. */
const nobody = 'guichao';

async function lastSpent(tx: Transaction<Schema>, { beforeInstant }: Cut) {
  const kept = await tx
    .selectFrom('look_ups')
    .select('position')
    .where('at', '>=', beforeInstant)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return tx
    .selectFrom('look_ups')
    .select(['position', 'hash'])
    .$if(kept !== undefined, (some) => some.where('position', '<', kept?.position ?? 0))
    .where('at', '<', beforeInstant)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Takes away the beginning of both logs. The chain of look-ups then begins after the last entry
 * that went, whose hash stays and is vouched for by a new entry at its end.
 */
export async function trimLogs(db: Kysely<Schema>, engine: EngineName, cut: Cut): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const guarded = tx as unknown as Kysely<never>;
    const last = await lastSpent(tx, cut);
    let count = 0;
    if (last !== undefined) {
      await withoutGuard(guarded, engine, 'look_ups', async () => {
        const gone = await tx
          .deleteFrom('look_ups')
          .where('position', '<=', last.position)
          .executeTakeFirst();
        count += Number(gone.numDeletedRows);
      });
      await tx.updateTable('look_up_start').set(last).execute();
    }
    const spent = await tx
      .selectFrom('outreach_log')
      .select('position')
      .where('day', '<', cut.beforeDay)
      .limit(1)
      .executeTakeFirst();
    if (spent !== undefined) {
      await withoutGuard(guarded, engine, 'outreach_log', async () => {
        const gone = await tx
          .deleteFrom('outreach_log')
          .where('day', '<', cut.beforeDay)
          .executeTakeFirst();
        count += Number(gone.numDeletedRows);
      });
    }
    if (count === 0) return 0;
    const start = last === undefined ? [] : [`start:${last.position}:${last.hash}`];
    const fields = [...start, `entries:${count}`];
    const entry = { employeeId: nobody, systemUser: null, turnId: null, clientIds: [] } as const;
    await appendLookUp(tx, { ...entry, action: 'retention', fields }, cut.at);
    return count;
  });
}
