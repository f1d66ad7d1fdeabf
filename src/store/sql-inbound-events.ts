import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock.ts';
import type { ChatChannel, InboundEvent, InboundEvents } from '../ports/inbound-events.ts';
import type { Schema } from './schema.ts';

/** Events of chat platforms in SQL. */
export class SqlInboundEvents implements InboundEvents {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;

  constructor(db: Kysely<Schema>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async take({ channel, key, body }: InboundEvent): Promise<boolean> {
    const row = { channel, key, body: JSON.stringify(body), finished_at: null };
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
