import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock.ts';
import type { LookUp, LookUpLog } from '../ports/look-up-log.ts';
import { appendLookUp, verifyLookUpChain } from './look-up-chain.ts';
import type { Schema } from './schema.ts';

/** The log of look-ups in SQL: triggers refuse changes, the chain of hashes shows them. */
export class SqlLookUpLog implements LookUpLog {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;

  constructor(db: Kysely<Schema>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async append(lookUp: LookUp): Promise<void> {
    const at = this.#clock.now().toISOString();
    await this.#db.transaction().execute((tx) => appendLookUp(tx, lookUp, at));
  }

  verify() {
    return verifyLookUpChain(this.#db);
  }
}
