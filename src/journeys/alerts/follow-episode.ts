import type { Day } from '../../domain/calendar/day.ts';
import { type Alert, type AlertSignal, rank, type Severity } from '../../domain/churn/alert.ts';
import type { SignalCode } from '../../domain/churn/signal-code.ts';
import type { Standing } from '../../ports/alert-store.ts';

/** What one scan says of a client that has an alerting signal. */
export interface Finding {
  readonly day: Day;
  readonly codes: readonly SignalCode[];
  readonly severity: Severity;
}

/**
 * Whether a client enters: a code that was not hit at the scan before, or a rise to red. At the
 * first scan of a book nobody does but the red ones.
 */
export function enters(finding: Finding, before: Standing | undefined, first: boolean): boolean {
  if (first) return finding.severity === 'red';
  const known = new Set(before?.codes ?? []);
  if (finding.codes.some((code) => !known.has(code))) return true;
  return finding.severity === 'red' && before?.severity !== 'red';
}

/** Closed lately at the same or a higher severity: it is not told again so soon. */
export function heldBack(
  { day, severity }: Finding,
  closed: readonly Pick<Alert, 'severity' | 'closedOn'>[],
  quietDays: number,
): boolean {
  return closed.some(
    (one) =>
      one.closedOn !== null &&
      one.closedOn > day - quietDays &&
      one.closedOn <= day &&
      rank(one.severity) >= rank(severity),
  );
}

/** The signals of an episode after a scan: known ones keep their first day, new ones join. */
export function joinSignals(
  known: readonly AlertSignal[],
  found: readonly Omit<AlertSignal, 'firstOn' | 'lastOn'>[],
  day: Day,
): AlertSignal[] {
  const current = new Map(found.map((one) => [one.code, one]));
  const kept = known.map((one) => {
    const again = current.get(one.code);
    return again ? { ...again, firstOn: one.firstOn, lastOn: day } : one;
  });
  const codes = new Set(known.map(({ code }) => code));
  const joined = found.filter(({ code }) => !codes.has(code));
  return [...kept, ...joined.map((one) => ({ ...one, firstOn: day, lastOn: day }))];
}
