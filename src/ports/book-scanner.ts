import type { Day } from '../domain/calendar/day.ts';
import type { ClientDetails } from '../domain/churn/client-details.ts';
import type { FeatureRow, Hit } from '../domain/churn/feature-row.ts';
import type { Thresholds } from '../domain/churn/signal-settings.ts';

/** A client on the day of the scan, with what was hit. */
export interface JudgedClient {
  readonly row: FeatureRow;
  readonly hits: readonly Hit[];
}

/** Walks the client book for the signals, on behalf of the bank and not of an employee. */
export interface BookScanner {
  /** All clients that are looked at on the day, some thousands at a time, in the order of their ids. */
  judged(day: Day): AsyncIterable<readonly JudgedClient[]>;
  /** One client; null: not looked at on the day. */
  one(clientId: string, day: Day): Promise<JudgedClient | null>;
  /** The rows behind a client's signals. */
  details(clientId: string, day: Day): Promise<ClientDetails>;
  thresholds(tier: string | null): Thresholds;
}
