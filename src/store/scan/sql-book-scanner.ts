import type { Day } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { createJudge } from '../../domain/churn/judge-row.ts';
import { type SignalSettings, thresholdsFor } from '../../domain/churn/signal-settings.ts';
import type { BookScanner, JudgedClient } from '../../ports/book-scanner.ts';
import type { BookDatabase } from '../book/engine.ts';
import { readDetails } from './client-details-query.ts';
import { featureRows } from './feature-rows.ts';
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
    return this.#judge(day, null);
  }

  async one(clientId: string, day: Day): Promise<JudgedClient | null> {
    for await (const [found] of this.#judge(day, clientId)) return found ?? null;
    return null;
  }

  details(clientId: string, day: Day) {
    return readDetails(this.#book, clientId, day);
  }

  thresholds(tier: string | null) {
    return thresholdsFor(this.#rules.settings, tier);
  }

  async *#judge(day: Day, only: string | null): AsyncGenerator<JudgedClient[]> {
    const judge = createJudge(this.#rules.settings, day);
    const setting = await prepareScan(this.#book, day, { ...this.#rules, judge });
    for await (const rows of featureRows(this.#book, setting, only)) {
      yield rows.map((row) => ({ row, hits: judge.judge(row) }));
    }
  }
}
