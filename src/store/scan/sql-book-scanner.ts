import type { Day } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { SignalSettings } from '../../domain/churn/signal-settings.ts';
import { thresholdsFor } from '../../domain/churn/thresholds-for.ts';
import type { BookScanner, JudgedClient, Survey } from '../../ports/book-scanner.ts';
import { bookRevision } from '../book/book-revision.ts';
import type { BookDatabase } from '../book/engine.ts';
import { readDetails } from './client-details-query.ts';
import { type ClientChoice, hasMoreClients, readStretchEnds } from './client-rows.ts';
import { readLosses } from './loss-rows.ts';
import { readScanFacts, type ScanSetting, settingOf } from './scan-setting.ts';
import { judgedClients, surveyedClients } from './survey-clients.ts';
import { rangesUpTo } from './walk-range.ts';

/** A thread gets so many clients at a time; a smaller book than a few of these needs no threads. */
const clientsInRange = 2000;
const fewestRanges = 8;

/** Engines limit how many values one question may carry. */
const clientsAsked = 500;

interface Rules {
  readonly settings: SignalSettings;
  readonly calendar: WorkCalendar;
}

/** Scans the book in SQL: one pass over the raw rows for whatever day is asked. */
export class SqlBookScanner implements BookScanner {
  readonly #book: BookDatabase;
  readonly #rules: Rules;
  /** Of the last day that was asked for, as long as the book stays the same. */
  #setting: { readonly of: string; readonly setting: ScanSetting } | null = null;

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

  async *surveyed(day: Day): AsyncGenerator<Survey> {
    const threads = await this.#threads();
    try {
      const facts = await readScanFacts(this.#book, day, this.#rules);
      if (threads === null) {
        yield* surveyedClients(this.#book, settingOf(facts));
      } else {
        const ends = await readStretchEnds(this.#book, clientsInRange);
        yield* threads.survey(facts, rangesUpTo(ends));
      }
    } finally {
      await threads?.stop();
    }
  }

  async some(clientIds: readonly string[], day: Day): Promise<JudgedClient[]> {
    const found: JudgedClient[] = [];
    for (let from = 0; from < clientIds.length; from += clientsAsked) {
      const some = clientIds.slice(from, from + clientsAsked);
      for await (const judged of this.#judge(day, { kind: 'clients', clientIds: some })) {
        found.push(...judged);
      }
    }
    return found;
  }

  async one(clientId: string, day: Day): Promise<JudgedClient | null> {
    const [found] = await this.some([clientId], day);
    return found ?? null;
  }

  details(clientIds: readonly string[], day: Day, withBookings: readonly string[]) {
    return readDetails(this.#book, { clientIds, withBookings: new Set(withBookings) }, day);
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

  lossesAfter(day: Day, days: number) {
    return readLosses(this.#book, day, days);
  }

  thresholds(tier: string | null) {
    return thresholdsFor(this.#rules.settings, tier);
  }

  /** Null where the book is no file, or too small to be worth their start. */
  async #threads() {
    const large =
      'file' in this.#book && (await hasMoreClients(this.#book, clientsInRange * fewestRanges));
    if (!large) return null;
    const { SurveyThreads } = await import('./survey-on-threads.ts');
    return new SurveyThreads(String(this.#book.file));
  }

  async *#judge(day: Day, choice: ClientChoice): AsyncGenerator<JudgedClient[]> {
    yield* judgedClients(this.#book, await this.#settingOn(day), choice);
  }

  /** What all clients share is read over the whole book: too much for each question about a few. */
  async #settingOn(day: Day): Promise<ScanSetting> {
    const revision = bookRevision(this.#book);
    const of = `${revision}/${day}`;
    if (revision !== null && this.#setting?.of === of) return this.#setting.setting;
    const setting = settingOf(await readScanFacts(this.#book, day, this.#rules));
    this.#setting = { of, setting };
    return setting;
  }
}
