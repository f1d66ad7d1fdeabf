import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { JobRuns } from '../ports/job-runs.ts';
import type { Schema } from './schema.ts';

const usualLeaseMs = 30_000;
const firstPauseMs = 30_000;
const longestPauseMs = 30 * 60_000;

/** Runs of jobs in SQL: a row per slot, held by a lease that a killed process loses. */
export class SqlJobRuns implements JobRuns {
  readonly #db: Kysely<Schema>;
  readonly #realNow: () => number;

  readonly #leaseMs: number;

  constructor(db: Kysely<Schema>, realNow: () => number, leaseMs = usualLeaseMs) {
    this.#db = db;
    this.#realNow = realNow;
    this.#leaseMs = leaseMs;
  }

  async once(job: string, slot: string, work: () => Promise<void>): Promise<boolean> {
    const holder = randomUUID();
    await this.#db
      .insertInto('job_runs')
      .values({ job, slot, attempts: 0, not_before: 0, held_by: '', held_until: 0 })
      .onConflict((conflict) => conflict.columns(['job', 'slot']).doNothing())
      .execute();
    const attempts = await this.#take(job, slot, holder);
    if (attempts === null) return false;
    const renewal = setInterval(() => void this.#renew(job, slot, holder), this.#leaseMs / 3);
    try {
      await work();
      await this.#settle(job, slot, holder, { done_at: this.#realNow(), fault: null });
    } catch (error) {
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1));
      const fault = error instanceof Error ? error.message : '没有说明原因';
      await this.#settle(job, slot, holder, { not_before: this.#realNow() + pause, fault });
      throw error;
    } finally {
      clearInterval(renewal);
    }
    return true;
  }

  async failing() {
    const rows = await this.#db
      .selectFrom('job_runs')
      .select(['job', 'slot', 'fault'])
      .where('done_at', 'is', null)
      .where('fault', 'is not', null)
      .execute();
    return rows.map(({ job, slot, fault }) => ({ job, slot, fault: fault ?? '' }));
  }

  async #take(job: string, slot: string, holder: string): Promise<number | null> {
    const now = this.#realNow();
    const row = await this.#own(job, slot)
      .set((eb) => ({
        held_by: holder,
        held_until: now + this.#leaseMs,
        attempts: eb('attempts', '+', 1),
      }))
      .where('done_at', 'is', null)
      .where('not_before', '<=', now)
      .where('held_until', '<', now)
      .returning('attempts')
      .executeTakeFirst();
    return row?.attempts ?? null;
  }

  async #renew(job: string, slot: string, holder: string): Promise<void> {
    await this.#own(job, slot)
      .set({ held_until: this.#realNow() + this.#leaseMs })
      .where('held_by', '=', holder)
      .execute()
      // Without a renewal the lease runs out and the work, which bears repeating, is repeated.
      .catch(() => undefined);
  }

  async #settle(
    job: string,
    slot: string,
    holder: string,
    result: { done_at?: number; not_before?: number; fault: string | null },
  ): Promise<void> {
    await this.#own(job, slot)
      .set({ ...result, held_by: '', held_until: 0 })
      .where('held_by', '=', holder)
      .execute();
  }

  #own(job: string, slot: string) {
    return this.#db.updateTable('job_runs').where('job', '=', job).where('slot', '=', slot);
  }
}
