import type { Day } from '../../domain/calendar/day.ts';
import type { Alert, AlertSignal } from '../../domain/churn/alert.ts';
import { dayText } from '../../domain/churn/evidence.ts';
import type { AlertParts } from './alert-parts.ts';
import { describeHits } from './describe-hits.ts';
import { joinSignals } from './follow-episode.ts';

/** A signal that is over, with the day of its figures: “近30天” was said of the days before it. */
function dated(signal: AlertSignal): AlertSignal {
  const past = `以上截至${dayText(signal.lastOn)}，现在已不再命中`;
  return { ...signal, evidence: [...signal.evidence, past] };
}

/**
 * Episodes with their signals as they stand at the last scan up to the day: what is still hit shows
 * that day's figures, what is over comes last and says so. A scan itself describes only what moved.
 */
export async function withPresentEvidence(
  alerts: readonly Alert[],
  day: Day,
  { scanner, store }: AlertParts,
): Promise<Alert[]> {
  const on = Math.min(day, (await store.lastScanDay()) ?? day);
  const clientIds = alerts.map(({ clientId }) => clientId);
  const judged = await scanner.some(clientIds, on);
  const described = await describeHits(judged, scanner);
  return alerts.map((alert) => {
    const joined = joinSignals(alert.signals, described.get(alert.clientId) ?? [], on);
    const isPresent = ({ lastOn }: AlertSignal) => lastOn >= on;
    const over = joined.filter((signal) => !isPresent(signal)).map(dated);
    return { ...alert, signals: [...joined.filter(isPresent), ...over] };
  });
}

/** True of an alert's signals that are still hit; of all of them when none is. */
export function presentSignals(signals: readonly AlertSignal[]): readonly AlertSignal[] {
  const latest = Math.max(...signals.map(({ lastOn }) => lastOn));
  return signals.filter(({ lastOn }) => lastOn === latest);
}
