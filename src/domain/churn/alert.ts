import type { Day } from '../calendar/day.ts';
import type { SignalCode } from './signal-code.ts';

const severities = ['watch', 'amber', 'red'] as const;
export type Severity = (typeof severities)[number];

export type AlertStatus = 'open' | 'acknowledged' | 'snoozed' | 'resolved' | 'dismissed';

/** A signal inside an episode, with what it showed when it was last looked at. */
export interface AlertSignal {
  readonly code: SignalCode;
  readonly title: string;
  readonly value: number;
  readonly threshold: number;
  readonly evidence: readonly string[];
  readonly rows: readonly string[];
  readonly firstOn: Day;
  readonly lastOn: Day;
}

/** One episode of one client: from entering to its end. Amounts in cents. */
export interface Alert {
  readonly alertId: string;
  readonly clientId: string;
  readonly managerId: string;
  readonly severity: Severity;
  readonly score: number;
  readonly aumAtRisk: number;
  readonly openedOn: Day;
  /** The last scan with a hit. */
  readonly lastHitOn: Day;
  readonly closedOn: Day | null;
  readonly status: AlertStatus;
  readonly snoozedUntil: Day | null;
  /** What came of it, as the manager said. */
  readonly outcome: string | null;
  /** Whether it went into the day's digest; the rest wait in the list. */
  readonly inDigest: boolean;
  /** When a red one reached manager and supervisor, ISO 8601; null: not red. */
  readonly receivedAt: string | null;
  readonly signals: readonly AlertSignal[];
}

export function isOngoing({ status }: Pick<Alert, 'status'>): boolean {
  return status === 'open' || status === 'acknowledged' || status === 'snoozed';
}

export function rank(severity: Severity): number {
  return severities.indexOf(severity);
}
