import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock.ts';
import type { ChatChannel, InboundEvent, InboundEvents } from '../ports/inbound-events.ts';
import type { Schema } from './schema.ts';

/** How long an event is its taker's without a word; real time, whatever the business clock says. */
const holdMs = 15_000;

/** Events of chat platforms in SQL. */
export class SqlInboundEvents implements InboundEvents {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;
  readonly #realNow: () => number;

  constructor(db: Kysely<Schema>, clock: Clock, realNow: () => number = Date.now) {
    this.#db = db;
    this.#clock = clock;
    this.#realNow = realNow;
  }

  async take({ channel, key, body }: InboundEvent): Promise<boolean> {
    const held_until = this.#realNow() + holdMs;
    const row = { channel, key, body: JSON.stringify(body), finished_at: null, held_until };
    // One statement: of two deliveries at once, one is the first.
    const taken = await this.#db
      .insertInto('inbound_events')
      .values({ ...row, taken_at: this.#now() })
      .onConflict((conflict) => conflict.columns(['channel', 'key']).doNothing())
      .returning('key')
      .executeTakeFirst();
    return taken !== undefined;
  }

  async finish(channel: ChatChannel, key: string): Promise<void> {
    await this.#db
      .updateTable('inbound_events')
      .set({ finished_at: this.#now(), body: null })
      .where('channel', '=', channel)
      .where('key', '=', key)
      .execute();
  }

  async unfinished(channel: ChatChannel): Promise<InboundEvent[]> {
    const rows = await this.#db
      .selectFrom('inbound_events')
      .select(['key', 'body'])
      .where('channel', '=', channel)
      .where('finished_at', 'is', null)
      .orderBy('taken_at')
      .execute();
    return rows.map(({ key, body }) => ({ channel, key, body: JSON.parse(body ?? 'null') }));
  }

  async hold(channel: ChatChannel, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#db
      .updateTable('inbound_events')
      .set({ held_until: this.#realNow() + holdMs })
      .where('channel', '=', channel)
      .where('key', 'in', keys)
      .execute();
  }

  async claimAbandoned(channel: ChatChannel): Promise<InboundEvent[]> {
    const now = this.#realNow();
    const rows = await this.#db
      .updateTable('inbound_events')
      .set({ held_until: now + holdMs })
      .where('channel', '=', channel)
      .where('finished_at', 'is', null)
      .where('held_until', '<', now)
      .returning(['key', 'body', 'taken_at'])
      .execute();
    rows.sort((a, b) => (a.taken_at < b.taken_at ? -1 : 1));
    return rows.map(({ key, body }) => ({ channel, key, body: JSON.parse(body ?? 'null') }));
  }

  async forget(before: string): Promise<void> {
    await this.#db
      .deleteFrom('inbound_events')
      .where('finished_at', 'is not', null)
      .where('taken_at', '<', before)
      .execute();
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }
}
