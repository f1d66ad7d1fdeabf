import type { Day } from '../domain/calendar/day.ts';
import type { Alert, AlertStatus, Severity } from '../domain/churn/alert.ts';
import type { SignalCode } from '../domain/churn/signal-code.ts';
import type { OutboxMessage } from './outbox.ts';

/** Where a client stood at a scan: the alerting codes that were hit, and how grave they were. */
export interface Standing {
  readonly clientId: string;
  readonly codes: readonly SignalCode[];
  readonly severity: Severity;
}

export interface ScanRecord {
  readonly day: Day;
  readonly scannedAt: string;
  readonly clients: number;
  readonly hits: Readonly<Record<string, number>>;
}

/** Until a day, a client's signal (`*`: all of them) does not alert. */
export interface Mute {
  readonly clientId: string;
  readonly code: SignalCode | '*';
  readonly untilOn: Day;
  readonly reason: string;
}

interface AlertChange {
  readonly status: AlertStatus;
  readonly outcome?: string | null;
  readonly snoozedUntil?: Day | null;
  readonly closedOn?: Day | null;
}

/** Scans and alerts of the assistant's own state. */
export interface AlertStore {
  /** Forgets everything when the book is another one than last time. */
  bindTo(origin: string): Promise<void>;
  /** Runs the work while nobody else in any process scans; waits its turn. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  lastScanDay(): Promise<Day | null>;
  /** Null: no scan lies before the day, so that everybody's standing is new. */
  standingBefore(day: Day): Promise<readonly Standing[] | null>;
  ongoing(): Promise<Alert[]>;
  closedSince(day: Day): Promise<Alert[]>;
  /** Keeps a scan with all that follows from it, or nothing. */
  keepScan(
    scan: ScanRecord,
    standing: readonly Standing[],
    alerts: readonly Alert[],
    messages?: readonly OutboxMessage[],
  ): Promise<void>;
  /** Gives ongoing alerts to who looks after the client now, and tells them, or neither. */
  handOver(
    moves: readonly { readonly alertId: string; readonly managerId: string }[],
    messages: readonly OutboxMessage[],
  ): Promise<void>;
  mute(mute: Mute, by: { employeeId: string; at: string }): Promise<void>;
  /** Mutes that still hold on the day. */
  mutes(day: Day): Promise<readonly Mute[]>;
  /** Alerts of these managers that were not closed on the day, the gravest first. */
  openOn(day: Day, managerIds: readonly string[]): Promise<Alert[]>;
  find(alertId: string): Promise<Alert | undefined>;
  /** The newest alerts of a client first. */
  ofClient(clientId: string): Promise<Alert[]>;
  change(
    alertId: string,
    change: AlertChange,
    by: { employeeId: string; at: string },
  ): Promise<void>;
}
