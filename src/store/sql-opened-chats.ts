import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock.ts';
import type { ChatChannel } from '../ports/inbound-events.ts';
import type { OpenedChats } from '../ports/opened-chats.ts';
import type { Schema } from './schema.ts';

/** Who has opened the bot, in SQL. */
export class SqlOpenedChats implements OpenedChats {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;

  constructor(db: Kysely<Schema>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async note(channel: ChatChannel, userId: string): Promise<void> {
    await this.#db
      .insertInto('opened_chats')
      .values({ channel, user_id: userId, opened_at: this.#clock.now().toISOString() })
      .onConflict((conflict) => conflict.columns(['channel', 'user_id']).doNothing())
      .execute();
  }

  async has(channel: ChatChannel, userId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('opened_chats')
      .select('user_id')
      .where('channel', '=', channel)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return row !== undefined;
  }
}
