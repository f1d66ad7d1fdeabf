import type { Day } from '../../domain/calendar/day.ts';
import type { Alert, Severity } from '../../domain/churn/alert.ts';
import { alertingCodes, aumAtRisk, severityOf } from '../../domain/churn/severity.ts';
import type { SignalCode } from '../../domain/churn/signal-code.ts';
import type { SignalSettings } from '../../domain/churn/signal-settings.ts';
import type { Standing } from '../../ports/alert-store.ts';
import type { BookScanner, JudgedClient } from '../../ports/book-scanner.ts';
import { enters, type Finding, heldBack } from './follow-episode.ts';

export interface ReplayedAlerts {
  readonly opened: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Alerts by the codes that they opened with. */
  readonly byCode: Readonly<Partial<Record<SignalCode, number>>>;
}

/** An episode as far as it decides about later ones. */
interface Episode {
  severity: Severity;
  lastHitOn: Day;
}

class Replay {
  readonly #settings: SignalSettings;
  readonly #scanner: BookScanner;
  #before: ReadonlyMap<string, Standing> | null = null;
  readonly #ongoing = new Map<string, Episode>();
  readonly #closed = new Map<string, Pick<Alert, 'severity' | 'closedOn'>[]>();
  readonly bySeverity: Record<Severity, number> = { red: 0, amber: 0, watch: 0 };
  readonly byCode: Partial<Record<SignalCode, number>> = {};

  constructor(scanner: BookScanner, settings: SignalSettings) {
    this.#scanner = scanner;
    this.#settings = settings;
  }

  async live(day: Day, counted: boolean): Promise<void> {
    const standing = new Map<string, Standing>();
    for await (const { found } of this.#scanner.surveyed(day)) {
      for (const client of found) this.#meet(client, day, { standing, counted });
    }
    this.#endQuiet(day, standing);
    this.#before = standing;
  }

  #meet(
    client: JudgedClient,
    day: Day,
    { standing, counted }: { standing: Map<string, Standing>; counted: boolean },
  ): void {
    const { row, hits } = client;
    const { clientId } = row;
    const atRisk = aumAtRisk(row, hits, this.#scanner.thresholds(row.tier));
    const severity = severityOf(row, hits, { atRisk, settings: this.#settings.alerts });
    if (severity === null) return;
    const codes = hits.map(({ code }) => code).filter((code) => alertingCodes.has(code));
    standing.set(clientId, { clientId, codes, severity });
    const episode = this.#ongoing.get(clientId);
    if (episode) {
      episode.severity = severity;
      episode.lastHitOn = day;
    } else if (this.#opens(clientId, { day, codes, severity })) {
      this.#ongoing.set(clientId, { severity, lastHitOn: day });
      if (counted) this.#count(severity, codes);
    }
  }

  #opens(clientId: string, finding: Finding): boolean {
    const first = this.#before === null;
    if (!enters(finding, this.#before?.get(clientId), first)) return false;
    return !heldBack(finding, this.#closed.get(clientId) ?? [], this.#settings.alerts.quiet_days);
  }

  #count(severity: Severity, codes: readonly SignalCode[]): void {
    this.bySeverity[severity]++;
    for (const code of codes) this.byCode[code] = (this.byCode[code] ?? 0) + 1;
  }

  #endQuiet(day: Day, standing: ReadonlyMap<string, Standing>): void {
    const { quiet_days: quietDays } = this.#settings.alerts;
    for (const [clientId, episode] of this.#ongoing) {
      if (standing.has(clientId) || day - episode.lastHitOn < quietDays) continue;
      this.#ongoing.delete(clientId);
      const { severity } = episode;
      const earlier = this.#closed.get(clientId) ?? [];
      this.#closed.set(clientId, [...earlier, { severity, closedOn: day }]);
    }
  }
}

/**
 * Which alerts these settings would have opened from one day to another, had the book been scanned
 * every day and nobody ended one by hand. The day before is looked at for where everybody stood.
 */
export async function replayAlerts(
  { from, to }: { readonly from: Day; readonly to: Day },
  scanner: BookScanner,
  settings: SignalSettings,
): Promise<ReplayedAlerts> {
  const replay = new Replay(scanner, settings);
  await replay.live(from - 1, false);
  for (let day = from; day <= to; day++) await replay.live(day, true);
  const { bySeverity, byCode } = replay;
  const opened = bySeverity.red + bySeverity.amber + bySeverity.watch;
  return { opened, bySeverity, byCode };
}
