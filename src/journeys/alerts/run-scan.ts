import { type Day, formatDay } from '../../domain/calendar/day.ts';
import { isoInZone } from '../../domain/calendar/zoned-time.ts';
import type { Alert, Severity } from '../../domain/churn/alert.ts';
import { receivedAt } from '../../domain/churn/alert-clock.ts';
import { alertingCodes, aumAtRisk, scoreOf, severityOf } from '../../domain/churn/severity.ts';
import type { Standing } from '../../ports/alert-store.ts';
import type { JudgedClient, Survey } from '../../ports/book-scanner.ts';
import { announceRed } from '../delivery/announce-red.ts';
import { followHandovers } from '../delivery/follow-handovers.ts';
import type { AlertParts } from './alert-parts.ts';
import { type DescribedHit, describeHits } from './describe-hits.ts';
import { enters, heldBack, joinSignals } from './follow-episode.ts';

/** New red alerts of one manager that go to the supervisor as one. */
interface SupervisorSummary {
  readonly managerId: string;
  readonly alertIds: readonly string[];
}

export interface ScanResult {
  readonly day: Day;
  readonly clients: number;
  readonly hits: Readonly<Record<string, number>>;
  readonly alertsOpened: number;
  readonly alertsUpdated: number;
  readonly held: { readonly cap: number; readonly hysteresis: number };
  readonly summaries: readonly SupervisorSummary[];
  /** False for a look into the past, which changes nothing. */
  readonly kept: boolean;
}

interface Memory {
  readonly before: ReadonlyMap<string, Standing>;
  readonly first: boolean;
  readonly ongoing: ReadonlyMap<string, Alert>;
  readonly closed: ReadonlyMap<string, readonly Alert[]>;
  /** By client: the signals that are muted, `*` for all of them. */
  readonly muted: ReadonlyMap<string, ReadonlySet<string>>;
}

async function remember(day: Day, { store, settings }: AlertParts): Promise<Memory> {
  const before = await store.standingBefore(day);
  const closed = new Map<string, Alert[]>();
  for (const alert of await store.closedSince(day - settings.alerts.quiet_days)) {
    closed.set(alert.clientId, [...(closed.get(alert.clientId) ?? []), alert]);
  }
  const mutes = Map.groupBy(await store.mutes(day), ({ clientId }) => clientId);
  const codes = [...mutes].map(([id, own]) => [id, new Set(own.map(({ code }) => code))] as const);
  return {
    muted: new Map(codes),
    before: new Map((before ?? []).map((one) => [one.clientId, one])),
    first: before === null,
    ongoing: new Map((await store.ongoing()).map((one) => [one.clientId, one])),
    closed,
  };
}

interface Judged extends JudgedClient {
  readonly severity: Severity;
  readonly atRisk: number;
}

/** An episode that goes on, and whether a signal joined or it rose or fell. */
interface Continued {
  readonly episode: Alert;
  readonly judged: Judged;
  readonly moved: boolean;
}

/** Evidence is read for so many clients together. */
const describedAtOnce = 500;

function judge(client: JudgedClient, { settings, scanner }: AlertParts): Judged | null {
  const { row, hits } = client;
  const atRisk = aumAtRisk(row, hits, scanner.thresholds(row.tier));
  const severity = severityOf(row, hits, { atRisk, settings: settings.alerts });
  return severity === null ? null : { ...client, severity, atRisk };
}

function hasMoved({ signals, severity }: Alert, judged: Judged): boolean {
  const known = new Set(signals.map(({ code }) => code));
  const joins = judged.hits.some(({ code }) => alertingCodes.has(code) && !known.has(code));
  return joins || judged.severity !== severity;
}

/** One scan at work: what it opens, changes and holds back. */
class ScanRun {
  readonly #day: Day;
  readonly #parts: AlertParts;
  readonly #memory: Memory;
  readonly #inRange = new Set<string>();
  readonly #entering: Judged[] = [];
  readonly #continued: Continued[] = [];
  readonly standing: Standing[] = [];
  readonly hits: Record<string, number> = {};
  readonly opened: Alert[] = [];
  readonly changed: Alert[] = [];
  /** New red ones, and those that rose to red. */
  readonly reds: Alert[] = [];
  clients = 0;
  updated = 0;
  hysteresis = 0;

  constructor(day: Day, parts: AlertParts, memory: Memory) {
    this.#day = day;
    this.#parts = parts;
    this.#memory = memory;
  }

  count({ clients, hits }: Survey): void {
    this.clients += clients;
    for (const [code, count] of Object.entries(hits)) {
      this.hits[code] = (this.hits[code] ?? 0) + count;
    }
  }

  take({ allowed, found }: Survey): void {
    for (const clientId of allowed) this.#inRange.add(clientId);
    for (const client of found) this.#follow(client);
  }

  #follow(client: JudgedClient): void {
    const { clientId } = client.row;
    const judged = judge(this.#heard(client), this.#parts);
    if (judged === null) return;
    const codes = judged.hits.map(({ code }) => code).filter((code) => alertingCodes.has(code));
    this.standing.push({ clientId, codes, severity: judged.severity });
    const episode = this.#memory.ongoing.get(clientId);
    if (episode) {
      this.#continued.push({ episode, judged, moved: hasMoved(episode, judged) });
      return;
    }
    const finding = { day: this.#day, codes, severity: judged.severity };
    if (!enters(finding, this.#memory.before.get(clientId), this.#memory.first)) return;
    const closed = this.#memory.closed.get(clientId) ?? [];
    if (heldBack(finding, closed, this.#parts.settings.alerts.quiet_days)) {
      this.hysteresis++;
      return;
    }
    this.#entering.push(judged);
  }

  /** The client without the signals that somebody muted: once that ends, they are new again. */
  #heard(client: JudgedClient): JudgedClient {
    const muted = this.#memory.muted.get(client.row.clientId);
    if (muted === undefined) return client;
    if (muted.has('*')) return { ...client, hits: [] };
    return { ...client, hits: client.hits.filter(({ code }) => !muted.has(code)) };
  }

  /** Opens and continues what the survey found, each with its evidence. */
  async describe(): Promise<void> {
    const { scanner } = this.#parts;
    const waiting = [...this.#entering, ...this.#continued.filter(({ moved }) => moved)];
    for (let from = 0; from < waiting.length; from += describedAtOnce) {
      const some = waiting.slice(from, from + describedAtOnce);
      const judged = some.map((one) => ('judged' in one ? one.judged : one));
      const described = await describeHits(judged, scanner);
      const hitsOf = ({ row }: Judged) => described.get(row.clientId) ?? [];
      for (const one of some) {
        if ('judged' in one) this.#goOn(one, hitsOf(one.judged));
        else this.#enter(this.#open(one, hitsOf(one)));
      }
    }
    for (const one of this.#continued) if (!one.moved) this.#goOn(one, []);
  }

  #enter(alert: Alert): void {
    this.opened.push(alert);
    if (alert.severity === 'red') this.reds.push(alert);
  }

  #open({ row, hits, severity, atRisk }: Judged, found: readonly DescribedHit[]): Alert {
    const { settings, now, timezone } = this.#parts;
    const received = receivedAt(this.#day, now(), this.#parts);
    return {
      alertId: `A-${row.clientId}-${formatDay(this.#day).replaceAll('-', '')}`,
      clientId: row.clientId,
      managerId: row.managerId,
      severity,
      score: scoreOf(hits, atRisk, settings.alerts),
      aumAtRisk: atRisk,
      openedOn: this.#day,
      lastHitOn: this.#day,
      closedOn: null,
      status: 'open',
      snoozedUntil: null,
      outcome: null,
      inDigest: true,
      receivedAt: severity === 'red' ? isoInZone(received, timezone) : null,
      signals: joinSignals([], found, this.#day),
    };
  }

  #goOn({ episode, judged, moved }: Continued, found: readonly DescribedHit[]): void {
    const { row, hits, severity, atRisk } = judged;
    const { settings, now, timezone } = this.#parts;
    if (moved) this.updated++;
    const received = isoInZone(receivedAt(this.#day, now(), this.#parts), timezone);
    const alert: Alert = {
      ...episode,
      managerId: row.managerId,
      severity,
      score: scoreOf(hits, atRisk, settings.alerts),
      aumAtRisk: atRisk,
      lastHitOn: this.#day,
      receivedAt: severity === 'red' ? (episode.receivedAt ?? received) : episode.receivedAt,
      signals: found.length > 0 ? joinSignals(episode.signals, found, this.#day) : episode.signals,
    };
    this.changed.push(alert);
    if (severity === 'red' && episode.receivedAt === null) this.reds.push(alert);
  }

  /** Ends what has had no hits for long, and what is no longer looked at. */
  endQuiet(): void {
    const { quiet_days: quietDays } = this.#parts.settings.alerts;
    const seen = new Set(this.standing.map(({ clientId }) => clientId));
    for (const episode of this.#memory.ongoing.values()) {
      const left = !this.#inRange.has(episode.clientId);
      const quiet = !seen.has(episode.clientId) && this.#day - episode.lastHitOn >= quietDays;
      if (!left && !quiet) continue;
      const outcome = left ? null : '信号消失';
      this.changed.push({ ...episode, status: 'resolved', closedOn: this.#day, outcome });
    }
  }

  /** The cap limits what the digest brings, the gravest first; red ones always come. */
  capDigest(): number {
    const { digest_cap: cap } = this.#parts.settings.alerts;
    const used = new Map<string, number>();
    let held = 0;
    const byScore = [...this.opened].sort((a, b) => b.score - a.score);
    for (const alert of byScore) {
      if (alert.severity === 'red') continue;
      const count = used.get(alert.managerId) ?? 0;
      used.set(alert.managerId, count + 1);
      if (count < cap) continue;
      held++;
      this.opened[this.opened.indexOf(alert)] = { ...alert, inDigest: false };
    }
    return held;
  }

  summaries(): SupervisorSummary[] {
    const byManager = new Map<string, string[]>();
    for (const { severity, managerId, alertId } of this.opened) {
      if (severity !== 'red') continue;
      byManager.set(managerId, [...(byManager.get(managerId) ?? []), alertId]);
    }
    return [...byManager]
      .filter(([, alertIds]) => alertIds.length > this.#parts.settings.alerts.red_cap)
      .map(([managerId, alertIds]) => ({ managerId, alertIds }));
  }
}

/**
 * Scans the day and follows it up with alerts; a day before the last scan is only looked at. A
 * quiet scan tells nobody: it catches up with days that are past.
 */
export async function runScan(
  day: Day,
  parts: AlertParts,
  { quiet = false }: { readonly quiet?: boolean } = {},
): Promise<ScanResult> {
  const { book, store, scanner, now } = parts;
  await store.bindTo((await book.standing()).origin);
  if (!quiet) await followHandovers(parts);
  const last = await store.lastScanDay();
  const kept = last === null || day >= last;
  const run = new ScanRun(day, parts, await remember(day, parts));
  for await (const survey of scanner.surveyed(day)) {
    run.count(survey);
    if (kept) run.take(survey);
  }
  await run.describe();
  const { clients, hits } = run;
  const looked = { day, clients, hits };
  if (!kept) {
    const nothing = { alertsOpened: 0, alertsUpdated: 0, held: { cap: 0, hysteresis: 0 } };
    return { ...looked, ...nothing, summaries: [], kept };
  }
  run.endQuiet();
  const cap = run.capDigest();
  const record = { ...looked, scannedAt: now().toISOString() };
  const messages = quiet ? [] : await announceRed(run.reds, day, parts);
  const alerts = [...run.changed, ...run.opened];
  if (clients > 0) await store.keepScan(record, run.standing, alerts, messages);
  return {
    ...looked,
    alertsOpened: run.opened.length,
    alertsUpdated: run.updated,
    held: { cap, hysteresis: run.hysteresis },
    summaries: run.summaries(),
    kept,
  };
}
