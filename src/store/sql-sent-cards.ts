import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock.ts';
import type { SentCard, SentCards } from '../ports/sent-cards.ts';
import type { Schema } from './schema.ts';

/** Cards that stand in chats, in SQL. */
export class SqlSentCards implements SentCards {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;

  constructor(db: Kysely<Schema>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async keep(card: SentCard): Promise<void> {
    const row = {
      id: card.id,
      channel: card.channel,
      employee_id: card.employeeId,
      conversation_id: card.conversationId,
      turn_id: card.turnId,
      place: JSON.stringify(card.place),
      actions: JSON.stringify(card.actions),
    };
    await this.#db.insertInto('sent_cards').values(row).execute();
  }

  async find(id: string): Promise<SentCard | null> {
    const row = await this.#db
      .selectFrom('sent_cards')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return null;
    return {
      id,
      channel: row.channel as SentCard['channel'],
      employeeId: row.employee_id,
      conversationId: row.conversation_id,
      turnId: row.turn_id,
      place: JSON.parse(row.place),
      actions: JSON.parse(row.actions) as SentCard['actions'],
    };
  }

  async place(id: string, place: unknown): Promise<void> {
    await this.#db
      .updateTable('sent_cards')
      .set({ place: JSON.stringify(place) })
      .where('id', '=', id)
      .execute();
  }

  async press(id: string, action: number): Promise<boolean> {
    const pressed = await this.#db
      .insertInto('pressed_actions')
      .values({ card_id: id, action, pressed_at: this.#clock.now().toISOString() })
      .onConflict((conflict) => conflict.columns(['card_id', 'action']).doNothing())
      .returning('action')
      .executeTakeFirst();
    return pressed !== undefined;
  }
}
