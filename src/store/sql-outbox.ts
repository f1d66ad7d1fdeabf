import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ChannelName } from '../ports/delivery-channel.ts';
import type {
  DeadLetter,
  DeliveryStep,
  HeldMessage,
  Holder,
  InboxEntry,
  Outbox,
  OutboxMessage,
} from '../ports/outbox.ts';
import { writeMessages } from './outbox-rows.ts';
import type { Schema } from './schema.ts';

/** So late may a message come and still count as received at the hour that was planned. */
const graceMs = 10 * 60_000;

const free = { held_by: '', held_until: 0 };

interface Setting {
  /** Real time, for leases and pauses. */
  readonly realNow: () => number;
  /** The bank's way to write an instant. */
  readonly iso: (at: Date) => string;
}

/** Messages waiting to be told, in SQL. */
export class SqlOutbox implements Outbox {
  readonly #db: Kysely<Schema>;
  readonly #setting: Setting;

  constructor(db: Kysely<Schema>, setting: Setting) {
    this.#db = db;
    this.#setting = setting;
  }

  write(messages: readonly OutboxMessage[]): Promise<number> {
    if (messages.length === 0) return Promise.resolve(0);
    return this.#db.transaction().execute((tx) => writeMessages(tx, messages));
  }

  async known(keys: readonly string[]): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const rows = await this.#db
      .selectFrom('outbox')
      .select('key')
      .where('key', 'in', [...keys])
      .execute();
    return new Set(rows.map(({ key }) => key));
  }

  async deliveredSteps(subjects: readonly string[]): Promise<ReadonlySet<string>> {
    if (subjects.length === 0) return new Set();
    const rows = await this.#db
      .selectFrom('outbox')
      .leftJoin('outbox_alerts', 'outbox_alerts.key', 'outbox.key')
      .select(['step', 'subject', 'alert_id'])
      .where('state', '=', 'delivered')
      .where((eb) =>
        eb.or([eb('subject', 'in', [...subjects]), eb('alert_id', 'in', [...subjects])]),
      )
      .execute();
    return new Set(rows.map(({ step, subject, alert_id }) => `${step}/${alert_id ?? subject}`));
  }

  async take({ id, leaseMs }: Holder, now: Date, limit: number): Promise<HeldMessage[]> {
    const real = this.#setting.realNow();
    return this.#db.transaction().execute(async (tx) => {
      const due = await tx
        .selectFrom('outbox')
        .select('key')
        .where('state', '=', 'waiting')
        .where('due_at', '<=', now.getTime())
        .where('not_before', '<=', real)
        .where('held_until', '<', real)
        .orderBy('due_at')
        .orderBy('key')
        .limit(limit)
        .execute();
      if (due.length === 0) return [];
      const keys = due.map(({ key }) => key);
      const taken = await tx
        .updateTable('outbox')
        .set((eb) => ({
          held_by: id,
          held_until: real + leaseMs,
          attempts: eb('attempts', '+', 1),
        }))
        .where('key', 'in', keys)
        .where('held_until', '<', real)
        .returningAll()
        .execute();
      const alerts = await tx
        .selectFrom('outbox_alerts')
        .selectAll()
        .where('key', 'in', keys)
        .execute();
      const inOrder = taken.sort((a, b) => a.due_at - b.due_at || (a.key < b.key ? -1 : 1));
      return inOrder.map((row) => toMessage(row, alerts));
    });
  }

  async trying(key: string, { id, leaseMs }: Holder, channel: ChannelName): Promise<boolean> {
    const held_until = this.#setting.realNow() + leaseMs;
    const row = await this.#held(key, id)
      .set({ tried: channel, held_until })
      .returning('key')
      .executeTakeFirst();
    return row !== undefined;
  }

  async delivered(
    key: string,
    { id }: Holder,
    receipt: { channel: ChannelName; reference: string | null; at: Date },
  ): Promise<void> {
    const { channel, reference, at } = receipt;
    const delivered_at = this.#setting.iso(at);
    await this.#db.transaction().execute(async (tx) => {
      const row = await tx
        .updateTable('outbox')
        .set({ ...free, state: 'delivered', channel, reference, delivered_at, fault: null })
        .where('key', '=', key)
        .where('held_by', '=', id)
        .where('state', '=', 'waiting')
        .returning(['key', 'step'])
        .executeTakeFirst();
      if (row?.step === 'red' || row?.step === 'red-summary') await this.#startClocks(tx, key, at);
    });
  }

  /** The clock of a red alert starts when the last of manager and supervisor has received it. */
  async #startClocks(tx: Transaction<Schema>, key: string, at: Date): Promise<void> {
    // The demo branch lives through its morning when it is first looked at, whatever the hour.
    const book = await tx.selectFrom('alert_book').select('origin').executeTakeFirst();
    if (book?.origin === 'demo') return;
    const alerts = await tx
      .selectFrom('outbox_alerts as a')
      .innerJoin('alerts', 'alerts.alert_id', 'a.alert_id')
      .select(['alerts.alert_id', 'received_at'])
      .where('a.key', '=', key)
      .execute();
    for (const { alert_id, received_at } of alerts) {
      if (received_at !== null && at.getTime() <= Date.parse(received_at) + graceMs) continue;
      await tx
        .updateTable('alerts')
        .set({ received_at: this.#setting.iso(at) })
        .where('alert_id', '=', alert_id)
        .execute();
    }
  }

  async later(
    key: string,
    { id }: Holder,
    { afterMs, fault, unknown }: { afterMs: number; fault: string; unknown: boolean },
  ): Promise<void> {
    const not_before = this.#setting.realNow() + afterMs;
    await this.#held(key, id)
      .set({ ...free, not_before, fault, ...(unknown ? {} : { tried: null }) })
      .execute();
  }

  async end(key: string, { id }: Holder, as: 'dead' | 'dropped', why: string): Promise<void> {
    await this.#held(key, id)
      .set({ ...free, state: as, fault: why })
      .execute();
  }

  #held(key: string, holder: string) {
    return this.#db
      .updateTable('outbox')
      .where('key', '=', key)
      .where('held_by', '=', holder)
      .where('state', '=', 'waiting');
  }

  async deadLetters(): Promise<DeadLetter[]> {
    const rows = await this.#db
      .selectFrom('outbox')
      .select(['key', 'attempts', 'fault'])
      .where('state', '=', 'dead')
      .orderBy('key')
      .execute();
    return rows.map(({ key, attempts, fault }) => ({ key, attempts, fault: fault ?? '' }));
  }

  async inbox(employeeId: string, limit: number): Promise<InboxEntry[]> {
    const rows = await this.#db
      .selectFrom('outbox')
      .selectAll()
      .where('recipient_id', '=', employeeId)
      .where('state', '=', 'delivered')
      .orderBy('delivered_at', 'desc')
      .orderBy('key')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      turnId: row.turn_id,
      conversationId: row.conversation_id,
      step: row.step as DeliveryStep,
      day: row.day,
      deliveredAt: row.delivered_at ?? '',
      // What stands in a chat is read there.
      read: row.read_at !== null || row.channel !== 'page',
    }));
  }

  async read(employeeId: string, conversationId: string, at: Date): Promise<void> {
    await this.#db
      .updateTable('outbox')
      .set({ read_at: this.#setting.iso(at) })
      .where('recipient_id', '=', employeeId)
      .where('conversation_id', '=', conversationId)
      .where('state', '=', 'delivered')
      .where('read_at', 'is', null)
      .execute();
  }
}

function toMessage(
  row: Selectable<Schema['outbox']>,
  alerts: readonly Schema['outbox_alerts'][],
): HeldMessage {
  return {
    key: row.key,
    recipientId: row.recipient_id,
    step: row.step as DeliveryStep,
    subject: row.subject,
    day: row.day,
    alertIds: alerts.filter(({ key }) => key === row.key).map(({ alert_id }) => alert_id),
    dueAt: new Date(row.due_at),
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
    conversationId: row.conversation_id,
    turnId: row.turn_id,
    attempts: row.attempts - 1,
    tried: row.tried as ChannelName | null,
  };
}
