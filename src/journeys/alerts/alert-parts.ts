import type { Day } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { SignalSettings } from '../../domain/churn/signal-settings.ts';
import type { AlertStore } from '../../ports/alert-store.ts';
import type { BookScanner } from '../../ports/book-scanner.ts';
import type { ClientBook } from '../../ports/client-book.ts';
import type { ClientNoteStore } from '../../ports/client-note-store.ts';

/** What scans and alerts work with. */
export interface AlertParts {
  readonly book: ClientBook;
  readonly scanner: BookScanner;
  readonly store: AlertStore;
  readonly notes: Pick<ClientNoteStore, 'contactsOn'>;
  readonly settings: SignalSettings;
  readonly calendar: WorkCalendar;
  readonly timezone: string;
  /** The bank's business date. */
  readonly today: Day;
  readonly now: () => Date;
}
