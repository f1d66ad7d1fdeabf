import type { Kysely } from 'kysely';
import type { DraftDeed, OutreachLog, OutreachQuery } from '../ports/outreach-log.ts';
import { toEntry } from './outreach-log-rows.ts';
import type { Schema } from './schema.ts';

const held: readonly DraftDeed[] = ['declined', 'refused', 'returned'];

/** The log of outreach in SQL, for reading. */
export class SqlOutreachLog implements OutreachLog {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  #fitting({ from, to, blocked, rule, channel, employeeIds }: OutreachQuery) {
    const all = this.#db
      .selectFrom('outreach_log')
      .where('day', '>=', from)
      .where('day', '<=', to)
      .$if(rule !== undefined, (some) => some.where('rules', 'like', `%"${rule}"%`))
      .$if(channel !== undefined, (some) => some.where('channel', '=', channel ?? ''));
    const whose =
      employeeIds === undefined
        ? all
        : all.where('employee_id', 'in', employeeIds.length > 0 ? employeeIds : ['']);
    if (!blocked) return whose;
    return whose.where((eb) =>
      eb.or([
        eb('deed', 'in', held),
        eb.and([eb('deed', 'in', ['drafted', 'edited']), eb('verdict', '<>', 'clear')]),
      ]),
    );
  }

  async search(query: OutreachQuery, { limit, offset }: { limit: number; offset: number }) {
    const fitting = this.#fitting(query);
    const { total } = await fitting
      .select((eb) => eb.fn.countAll().as('total'))
      .executeTakeFirstOrThrow();
    const rows = await fitting
      .selectAll()
      .orderBy('position', 'desc')
      .limit(limit)
      .offset(offset)
      .execute();
    return { total: Number(total), entries: rows.map(toEntry) };
  }

  async tally(query: OutreachQuery) {
    const rows = await this.#fitting(query).select(['employee_id', 'rules']).execute();
    return rows.map((row) => ({
      employeeId: row.employee_id,
      rules: JSON.parse(row.rules) as string[],
    }));
  }

  async entry(position: number) {
    const row = await this.#db
      .selectFrom('outreach_log')
      .selectAll()
      .where('position', '=', position)
      .executeTakeFirst();
    return row ? toEntry(row) : null;
  }

  async history(draftId: string) {
    const rows = await this.#db
      .selectFrom('outreach_log')
      .selectAll()
      .where('draft_id', '=', draftId)
      .orderBy('position')
      .execute();
    return rows.map(toEntry);
  }

  async after(position: number, deeds: readonly DraftDeed[], limit: number) {
    const rows = await this.#db
      .selectFrom('outreach_log')
      .selectAll()
      .where('position', '>', position)
      .where('deed', 'in', deeds)
      .orderBy('position')
      .limit(limit)
      .execute();
    return rows.map(toEntry);
  }
}
