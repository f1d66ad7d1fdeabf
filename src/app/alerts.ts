import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Day } from '../domain/calendar/day.ts';
import type { AlertParts } from '../journeys/alerts/alert-parts.ts';
import type { ClientBook } from '../ports/client-book.ts';
import type { ClientNoteStore } from '../ports/client-note-store.ts';
import type { BookDatabase } from '../store/book/engine.ts';
import type { Schema } from '../store/schema.ts';

interface Stores {
  readonly book: BookDatabase;
  readonly clientBook: ClientBook;
  readonly notes: ClientNoteStore;
  readonly state: Kysely<Schema>;
  readonly now: () => Date;
  readonly today: () => Day;
}

/** What scans the book and keeps its alerts, with the bank's thresholds and calendar. */
export async function openAlerts(
  config: Config,
  { book, clientBook, notes, state, now, today }: Stores,
): Promise<() => AlertParts> {
  const [{ loadSignals, loadWorkCalendar }, { SqlBookScanner }, { SqlAlertStore }] =
    await Promise.all([
      import('../retrieval/load-signals.ts'),
      import('../store/scan/sql-book-scanner.ts'),
      import('../store/sql-alert-store.ts'),
    ]);
  const settings = loadSignals(config.knowledgeDirectory);
  const calendar = loadWorkCalendar(config.knowledgeDirectory);
  const opened = {
    book: clientBook,
    scanner: new SqlBookScanner(book, { settings, calendar }),
    store: new SqlAlertStore(state),
    notes,
    settings,
    calendar,
    timezone: config.timezone,
    now,
  };
  // The service lives longer than a day.
  return () => ({ ...opened, today: today() });
}
