import type { Config } from './config.ts';
import type { WorkCalendar } from './domain/calendar/work-calendar.ts';
import type { SignalSettings } from './domain/churn/signal-settings.ts';
import type { BookScanner } from './ports/book-scanner.ts';
import type { BookDatabase } from './store/book/engine.ts';

export interface OpenScanner {
  readonly scanner: BookScanner;
  readonly settings: SignalSettings;
  readonly calendar: WorkCalendar;
}

/** What scans the book, with the bank's thresholds and calendar. */
export async function openScanner(config: Config, book: BookDatabase): Promise<OpenScanner> {
  const [{ loadSignals, loadWorkCalendar }, { SqlBookScanner }] = await Promise.all([
    import('./retrieval/load-signals.ts'),
    import('./store/scan/sql-book-scanner.ts'),
  ]);
  const settings = loadSignals(config.knowledgeDirectory);
  const calendar = loadWorkCalendar(config.knowledgeDirectory);
  return { scanner: new SqlBookScanner(book, { settings, calendar }), settings, calendar };
}
