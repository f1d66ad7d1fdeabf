import type { ClientDetails } from './client-details.ts';
import type { Evidence } from './evidence.ts';
import type { FeatureRow, Measure } from './feature-row.ts';
import type { SignalCode } from './signal-code.ts';
import type { Thresholds } from './signal-settings.ts';

/** One signal: when it fires, and what it then shows. Both are pure. */
export interface Signal {
  readonly code: SignalCode;
  readonly title: string;
  /** Its evidence reads the bookings, by far the most rows that a client has. */
  readonly readsBookings?: true;
  fires(row: FeatureRow, thresholds: Thresholds): Measure | null;
  /** What a manager reads, with the rows behind it. */
  evidence(row: FeatureRow, details: ClientDetails, thresholds: Thresholds): Evidence;
}
