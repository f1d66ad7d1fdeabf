import { setImmediate } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import { zonedInstant } from '../../domain/calendar/zoned-time.ts';
import type { Kept } from '../../domain/upkeep/retention-settings.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Retention, RetentionCounts } from '../../ports/retention.ts';
import type { EngineName } from '../book/engine.ts';
import type { Schema } from '../schema.ts';
import { forgetUncited } from './blank-talk.ts';
import { trimLogs } from './trim-logs.ts';

const rowsAtOnce = 500;

/** Rows of one table that have had their time. */
interface Portion {
  readonly kind: Kept;
  readonly table: string;
  readonly key: string;
  readonly spent: RawBuilder<unknown>;
}

interface Setting {
  readonly engine: EngineName;
  readonly timezone: string;
  readonly clock: Clock;
}

type FirstKept = Readonly<Record<Kept, Day>>;

/** In an order that takes rows before what they hang on. */
function portionsBefore(first: FirstKept, iso: (day: Day) => string): readonly Portion[] {
  const closed = sql`closed_on IS NOT NULL AND closed_on < ${first.alerts}`;
  const alive = sql`SELECT alert_id FROM alerts WHERE closed_on IS NULL`;
  return [
    {
      kind: 'conversations',
      table: 'turns',
      key: 'id',
      spent: sql`asked_at < ${iso(first.conversations)} AND state <> 'working'`,
    },
    {
      kind: 'conversations',
      table: 'conversations',
      key: 'id',
      spent: sql`started_at < ${iso(first.conversations)}
        AND NOT EXISTS (SELECT 1 FROM turns t WHERE t.conversation_id = conversations.id)`,
    },
    {
      kind: 'conversations',
      table: 'sent_cards',
      key: 'id',
      spent: sql`turn_id <> '' AND NOT EXISTS
        (SELECT 1 FROM turns t WHERE t.id = sent_cards.turn_id)`,
    },
    {
      kind: 'drafts',
      table: 'drafts',
      key: 'id',
      spent: sql`changed_at < ${iso(first.drafts)}`,
    },
    {
      kind: 'deliveries',
      table: 'outbox',
      key: 'key',
      // What has been told of an open alert is not told again.
      spent: sql`day < ${first.deliveries} AND state <> 'waiting' AND subject NOT IN (${alive})
        AND NOT EXISTS (SELECT 1 FROM outbox_alerts o
          WHERE o.key = outbox.key AND o.alert_id IN (${alive}))`,
    },
    {
      kind: 'alerts',
      table: 'alert_steps',
      key: 'position',
      spent: sql`alert_id IN (SELECT alert_id FROM alerts WHERE ${closed})`,
    },
    { kind: 'alerts', table: 'alerts', key: 'alert_id', spent: closed },
    { kind: 'alerts', table: 'scans', key: 'day', spent: sql`day < ${first.alerts}` },
    { kind: 'alerts', table: 'standings', key: 'day', spent: sql`day < ${first.alerts}` },
    {
      kind: 'client_notes',
      table: 'noted_contacts',
      key: 'note_id',
      spent: sql`contacted_on < ${first.client_notes}`,
    },
    {
      kind: 'client_notes',
      table: 'noted_tags',
      key: 'note_id',
      spent: sql`expires_on IS NOT NULL AND expires_on < ${first.client_notes}`,
    },
  ];
}

const none: RetentionCounts = {
  conversations: 0,
  drafts: 0,
  deliveries: 0,
  alerts: 0,
  client_notes: 0,
  logs: 0,
};

/** Retention in SQL; on either engine in statements of a few hundred rows. */
export class SqlRetention implements Retention {
  readonly #db: Kysely<Schema>;
  readonly #setting: Setting;

  constructor(db: Kysely<Schema>, setting: Setting) {
    this.#db = db;
    this.#setting = setting;
  }

  async due(first: FirstKept): Promise<RetentionCounts> {
    const counts = { ...none };
    for (const { kind, table, spent } of portionsBefore(first, (day) => this.#iso(day))) {
      const { rows } = await sql<{ count: number | string }>`
        SELECT COUNT(*) AS count FROM ${sql.table(table)} WHERE ${spent}`.execute(this.#db);
      counts[kind] += Number(rows[0]?.count ?? 0);
    }
    const before = this.#iso(first.logs);
    const lookUps = await this.#db
      .selectFrom('look_ups')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('at', '<', before)
      .executeTakeFirstOrThrow();
    const outreach = await this.#db
      .selectFrom('outreach_log')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('day', '<', first.logs)
      .executeTakeFirstOrThrow();
    return { ...counts, logs: Number(lookUps.count) + Number(outreach.count) };
  }

  async apply(first: FirstKept): Promise<RetentionCounts> {
    const counts = { ...none };
    for (const portion of portionsBefore(first, (day) => this.#iso(day)))
      counts[portion.kind] += await this.#takeAway(portion);
    await forgetUncited(this.#db);
    const at = this.#setting.clock.now().toISOString();
    const logs = await trimLogs(this.#db, this.#setting.engine, {
      beforeInstant: this.#iso(first.logs),
      beforeDay: first.logs,
      at,
    });
    if (this.#setting.engine === 'sqlite') {
      // Old pages go from the file's log too, if nobody reads at this moment.
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(this.#db);
    }
    return { ...counts, logs };
  }

  async #takeAway({ table, key, spent }: Portion): Promise<number> {
    for (let count = 0; ; ) {
      const { numAffectedRows } = await sql`
        DELETE FROM ${sql.table(table)} WHERE ${sql.ref(key)} IN
          (SELECT ${sql.ref(key)} FROM ${sql.table(table)} WHERE ${spent} LIMIT ${rowsAtOnce})
      `.execute(this.#db);
      const gone = Number(numAffectedRows ?? 0);
      count += gone;
      if (gone === 0) return count;
      // Chat goes first.
      await setImmediate();
    }
  }

  #iso(day: Day): string {
    return zonedInstant(day, 0, this.#setting.timezone).toISOString();
  }
}
