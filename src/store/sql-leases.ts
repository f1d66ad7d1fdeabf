import type { Kysely } from 'kysely';
import type { Leases } from '../ports/leases.ts';
import type { Schema } from './schema.ts';

/** Leases in SQL: of two who ask at once, one statement is the first. */
export class SqlLeases implements Leases {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async hold(name: string, holder: string, forMs: number): Promise<boolean> {
    const now = Date.now();
    const row = { holder, held_until: now + forMs };
    const held = await this.#db
      .insertInto('leases')
      .values({ name, ...row })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet(row)
          .where((eb) =>
            eb.or([eb('leases.holder', '=', holder), eb('leases.held_until', '<', now)]),
          ),
      )
      .returning('name')
      .executeTakeFirst();
    return held !== undefined;
  }

  async release(name: string, holder: string): Promise<void> {
    await this.#db
      .deleteFrom('leases')
      .where('name', '=', name)
      .where('holder', '=', holder)
      .execute();
  }
}
