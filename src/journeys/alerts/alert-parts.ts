import type { Day } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { DeliverySettings } from '../../domain/churn/delivery-settings.ts';
import type { SignalSettings } from '../../domain/churn/signal-settings.ts';
import type { AlertStore } from '../../ports/alert-store.ts';
import type { BookScanner } from '../../ports/book-scanner.ts';
import type { ClientBook } from '../../ports/client-book.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { WorkBook } from '../../ports/work-book.ts';
import type { WorkSkips } from '../../ports/work-skips.ts';

/** What scans and alerts work with. */
export interface AlertParts {
  readonly book: ClientBook;
  readonly scanner: BookScanner;
  /** A scanner by other settings, to see what they would change. */
  readonly scannerBy: (settings: SignalSettings) => BookScanner;
  readonly store: AlertStore;
  readonly outbox: Outbox;
  readonly work: WorkBook;
  readonly skips: WorkSkips;
  readonly settings: SignalSettings;
  /** What is wrong with the bank's thresholds, where the last sound ones are served in their place. */
  readonly settingsFault?: string | null;
  readonly delivery: DeliverySettings;
  readonly calendar: WorkCalendar;
  readonly timezone: string;
  /** The bank's business date. */
  readonly today: Day;
  readonly now: () => Date;
}
