import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Day } from '../domain/calendar/day.ts';
import { isoInZone } from '../domain/calendar/zoned-time.ts';
import type { SignalSettings } from '../domain/churn/signal-settings.ts';
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
  const [
    { loadDelivery, loadWorkCalendar },
    { servedSignals },
    { SqlBookScanner },
    { SqlAlertStore },
    { SqlOutbox },
    { SqlWorkBook },
    { SqlWorkSkips },
  ] = await Promise.all([
    import('../retrieval/load-signals.ts'),
    import('./served-signals.ts'),
    import('../store/scan/sql-book-scanner.ts'),
    import('../store/sql-alert-store.ts'),
    import('../store/sql-outbox.ts'),
    import('../store/book/sql-work-book.ts'),
    import('../store/sql-work-skips.ts'),
  ]);
  const iso = (at: Date) => isoInZone(at, config.timezone);
  const { settings, fault } = servedSignals(config);
  const calendar = loadWorkCalendar(config.knowledgeDirectory);
  const opened = {
    book: clientBook,
    scanner: new SqlBookScanner(book, { settings, calendar }),
    scannerBy: (other: SignalSettings) => new SqlBookScanner(book, { settings: other, calendar }),
    store: new SqlAlertStore(state),
    outbox: new SqlOutbox(state, { realNow: Date.now, iso }),
    work: new SqlWorkBook(book, notes),
    skips: new SqlWorkSkips(state),
    settings,
    settingsFault: fault,
    delivery: loadDelivery(config.knowledgeDirectory),
    calendar,
    timezone: config.timezone,
    now,
  };
  // The service lives longer than a day.
  return () => ({ ...opened, today: today() });
}
