import type { Day } from '../domain/calendar/day.ts';
import type { TimeOff } from '../domain/calendar/time-off.ts';
import type { ClientDetails } from '../domain/churn/client-details.ts';
import type { FeatureRow, Hit } from '../domain/churn/feature-row.ts';
import type { Thresholds } from '../domain/churn/signal-settings.ts';

/** A client on the day of the scan, with what was hit. */
export interface JudgedClient {
  readonly row: FeatureRow;
  readonly hits: readonly Hit[];
}

/** What a scan needs to know of some clients: counts of all, and whole rows where an alert may come of it. */
export interface Survey {
  readonly clients: number;
  /** Hits by code. */
  readonly hits: Readonly<Record<string, number>>;
  /** Ids of those who allow analysis. */
  readonly allowed: readonly string[];
  /** Those of them with a signal that alerts. */
  readonly found: readonly JudgedClient[];
}

/** Walks the client book for the signals, on behalf of the bank and not of an employee. */
export interface BookScanner {
  /** All clients that are looked at on the day, some thousands at a time, in the order of their ids. */
  judged(day: Day): AsyncIterable<readonly JudgedClient[]>;
  /** As `judged`, summed up; a large book is shared among threads. */
  surveyed(day: Day): AsyncIterable<Survey>;
  /** As `judged`, for the clients of some managers only. */
  judgedOf(managerIds: readonly string[], day: Day): AsyncIterable<readonly JudgedClient[]>;
  /** Those of some clients that are looked at on the day. */
  some(clientIds: readonly string[], day: Day): Promise<JudgedClient[]>;
  /** One client; null: not looked at on the day. */
  one(clientId: string, day: Day): Promise<JudgedClient | null>;
  /** The rows behind the signals of some clients, by client; bookings of `withBookings` only. */
  details(
    clientIds: readonly string[],
    day: Day,
    withBookings: readonly string[],
  ): Promise<ReadonlyMap<string, ClientDetails>>;
  timeOff(managerId: string): Promise<TimeOff>;
  /**
   * Clients who were lost within `days` after the day, with the days it took: closed, or less than
   * 30 % of the assets of the day left at a later month end.
   */
  lossesAfter(day: Day, days: number): Promise<ReadonlyMap<string, number>>;
  thresholds(tier: string | null): Thresholds;
}
