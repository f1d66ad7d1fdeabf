import type { Kysely } from 'kysely';
import type { Day } from '../domain/calendar/day.ts';
import type { WorkSkip, WorkSkips } from '../ports/work-skips.ts';
import type { Schema } from './schema.ts';

/** Who is left out of whose daily list, in SQL. */
export class SqlWorkSkips implements WorkSkips {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async skip({ employeeId, clientId, untilOn, reason }: WorkSkip, at: string): Promise<void> {
    const told = { until_on: untilOn, reason, at };
    await this.#db
      .insertInto('work_skips')
      .values({ employee_id: employeeId, client_id: clientId, ...told })
      .onConflict((one) => one.columns(['employee_id', 'client_id']).doUpdateSet(told))
      .execute();
  }

  async on(employeeId: string, day: Day): Promise<ReadonlySet<string>> {
    const rows = await this.#db
      .selectFrom('work_skips')
      .select('client_id')
      .where('employee_id', '=', employeeId)
      .where('until_on', '>=', day)
      .execute();
    return new Set(rows.map(({ client_id }) => client_id));
  }
}
