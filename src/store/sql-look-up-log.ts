import { createHash } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Clock } from '../ports/clock.ts';
import type { LookUp, LookUpLog } from '../ports/look-up-log.ts';
import type { Schema } from './schema.ts';

/** So many are read together; a log may be longer than memory. */
const entriesAtOnce = 200;

type Entry = Omit<Selectable<Schema['look_ups']>, 'hash'>;

function hashOf(entry: Entry, previousHash: string): string {
  const { position, at, employee_id, system_user, turn_id, action, client_ids, fields } = entry;
  const told = [previousHash, position, at, employee_id, system_user, turn_id, action];
  return createHash('sha256')
    .update(JSON.stringify([...told, client_ids, fields]))
    .digest('hex');
}

/** The log of look-ups in SQL: triggers refuse changes, the chain of hashes shows them. */
export class SqlLookUpLog implements LookUpLog {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;

  constructor(db: Kysely<Schema>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async append({ employeeId, systemUser, turnId, action, clientIds, fields }: LookUp) {
    await this.#db.transaction().execute(async (tx) => {
      // Writing first makes other processes wait their turn, so that no two follow the same entry.
      const head = await tx
        .updateTable('look_up_head')
        .set((eb) => ({ position: eb('position', '+', 1) }))
        .returning(['position', 'hash'])
        .executeTakeFirstOrThrow();
      const entry = {
        position: head.position,
        at: this.#clock.now().toISOString(),
        employee_id: employeeId,
        system_user: systemUser,
        turn_id: turnId,
        action,
        client_ids: JSON.stringify(clientIds),
        fields: JSON.stringify(fields),
      };
      const hash = hashOf(entry, head.hash);
      await tx
        .insertInto('look_ups')
        .values({ ...entry, hash })
        .execute();
      await tx.updateTable('look_up_head').set({ hash }).execute();
    });
  }

  async verify() {
    const head = await this.#db.selectFrom('look_up_head').selectAll().executeTakeFirstOrThrow();
    let [hash, position] = ['', 0];
    for await (const { hash: told, ...entry } of this.#entries()) {
      position++;
      hash = hashOf(entry, hash);
      if (entry.position !== position || hash !== told)
        return { entries: position, brokenAt: position };
    }
    const whole = head.position === position && head.hash === hash;
    return { entries: position, brokenAt: whole ? null : position + 1 };
  }

  async *#entries() {
    let last = 0;
    for (;;) {
      const rows = await this.#db
        .selectFrom('look_ups')
        .selectAll()
        .where('position', '>', last)
        .orderBy('position')
        .limit(entriesAtOnce)
        .execute();
      yield* rows;
      last = rows.at(-1)?.position ?? last;
      if (rows.length < entriesAtOnce) return;
    }
  }
}
