import { sql } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { createJudge } from '../../domain/churn/judge-row.ts';
import { type SignalSettings, thresholdsFor } from '../../domain/churn/signal-settings.ts';
import type { BookScanner, JudgedClient } from '../../ports/book-scanner.ts';
import type { BookDatabase } from '../book/engine.ts';
import { readDetails } from './client-details-query.ts';
import type { ClientChoice } from './client-rows.ts';
import { featureRows } from './feature-rows.ts';
import { readLosses } from './loss-rows.ts';
import { prepareScan } from './scan-setting.ts';

interface Rules {
  readonly settings: SignalSettings;
  readonly calendar: WorkCalendar;
}

/** Scans the book in SQL: one pass over the raw rows for whatever day is asked. */
export class SqlBookScanner implements BookScanner {
  readonly #book: BookDatabase;
  readonly #rules: Rules;

  constructor(book: BookDatabase, rules: Rules) {
    this.#book = book;
    this.#rules = rules;
  }

  judged(day: Day): AsyncIterable<readonly JudgedClient[]> {
    return this.#judge(day, { kind: 'all' });
  }

  judgedOf(managerIds: readonly string[], day: Day): AsyncIterable<readonly JudgedClient[]> {
    return this.#judge(day, { kind: 'managers', managerIds });
  }

  async one(clientId: string, day: Day): Promise<JudgedClient | null> {
    for await (const [found] of this.#judge(day, { kind: 'client', clientId }))
      return found ?? null;
    return null;
  }

  details(clientId: string, day: Day) {
    return readDetails(this.#book, clientId, day);
  }

  async timeOff(managerId: string) {
    const row = await this.#book.db
      .selectFrom('managers')
      .select(['rest_weekdays', 'leave_from', 'leave_to'])
      .where('manager_id', '=', managerId)
      .executeTakeFirst();
    const restWeekdays = (row?.rest_weekdays ?? '').split(';').filter(Boolean).map(Number);
    return { restWeekdays, leaveFrom: row?.leave_from ?? null, leaveTo: row?.leave_to ?? null };
  }

  async contactsMade(managerId: string, day: Day) {
    const { rows } = await sql<{ meetings: number; calls: number; messages: number }>`
      SELECT COALESCE(SUM(CASE WHEN channel = 'visit' AND effective = 1 THEN 1 ELSE 0 END), 0) AS meetings,
        COALESCE(SUM(CASE WHEN channel = 'call' AND effective = 1 THEN 1 ELSE 0 END), 0) AS calls,
        COALESCE(SUM(CASE WHEN channel IN ('sms', 'wechat') AND direction = 'out' THEN 1 ELSE 0 END), 0)
          AS messages
      FROM contacts WHERE manager_id = ${managerId} AND contacted_on = ${day}`.execute(
      this.#book.db,
    );
    return rows[0] ?? { meetings: 0, calls: 0, messages: 0 };
  }

  lossesAfter(day: Day, days: number) {
    return readLosses(this.#book, day, days);
  }

  thresholds(tier: string | null) {
    return thresholdsFor(this.#rules.settings, tier);
  }

  async *#judge(day: Day, choice: ClientChoice): AsyncGenerator<JudgedClient[]> {
    const judge = createJudge(this.#rules.settings, day);
    const setting = await prepareScan(this.#book, day, { ...this.#rules, judge });
    for await (const rows of featureRows(this.#book, setting, choice)) {
      yield rows.map((row) => ({ row, hits: judge.judge(row) }));
    }
  }
}
