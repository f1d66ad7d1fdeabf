import { civilDate, type Day } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { lookBackDays } from '../../domain/churn/booking-windows.ts';
import { createJudge, type Judge } from '../../domain/churn/judge-row.ts';
import type { SignalSettings } from '../../domain/churn/signal-settings.ts';
import { thresholdsFor } from '../../domain/churn/thresholds-for.ts';
import { readBranchSizes, readDrives } from './client-rows.ts';
import type { ReadableBook } from './read-rows.ts';
import { readReputationEvents } from './relation-rows.ts';

/** What is the same for every client of one scan, as it can be handed to a thread. */
export interface ScanFacts {
  readonly day: Day;
  readonly nextWorkday: Day;
  readonly settings: SignalSettings;
  /** The widest windows over all tiers. */
  readonly widest: {
    readonly lookBack: number;
    readonly m2Days: number;
    readonly s1Days: number;
    readonly s4Days: number;
  };
  /** `branch/column/day` of changes that were a cleaning of data. */
  readonly drives: ReadonlySet<string>;
  readonly bankEvents: number;
  readonly branchEvents: ReadonlyMap<string, number>;
  readonly productEvents: ReadonlyMap<string, number>;
}

/** The facts, and what is worked out from them once. */
export interface ScanSetting extends ScanFacts {
  readonly judge: Judge;
  /** Number of the calendar month of a booking so many days old. */
  readonly month: (age: number) => number;
}

type Column = 'address_changed_on' | 'employer_changed_on';

export function driveKey(branchId: string, column: Column, on: Day): string {
  return `${column}/${on}/${branchId}`;
}

async function drivesOf(
  book: ReadableBook,
  settings: SignalSettings,
  window: { from: Day; to: Day },
): Promise<Set<string>> {
  const { drive_clients: most, drive_percent: percent } = settings.thresholds.S1;
  const drives = new Set<string>();
  for (const column of ['address_changed_on', 'employer_changed_on'] as const) {
    const all = await readDrives(book, column, window);
    const large = all.filter(([, , count]) => count > most);
    // Counting all clients takes longer than all else that is read here, and is seldom needed.
    const sizes = new Map(large.length === 0 ? [] : await readBranchSizes(book, window.to));
    for (const [branchId, on, count] of large) {
      const many = 100 * count > percent * (sizes.get(branchId) ?? 0);
      if (many) drives.add(driveKey(branchId, column, on));
    }
  }
  return drives;
}

function countBy(ids: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function widestOf(settings: SignalSettings) {
  const all = [null, ...Object.keys(settings.tiers)].map((tier) => thresholdsFor(settings, tier));
  const { balance_valid_days: balanceDays } = settings.alerts;
  return {
    lookBack: Math.max(...all.map((one) => lookBackDays(one, balanceDays))),
    m2Days: Math.max(...all.map(({ M2 }) => M2.days)),
    s1Days: Math.max(...all.map(({ S1 }) => S1.days)),
    s4Days: Math.max(...all.map(({ S4 }) => S4.days)),
  };
}

function monthNumbers(day: Day, lookBack: number): (age: number) => number {
  const months = Int32Array.from({ length: lookBack }, (_, age) => {
    const { year, month } = civilDate(day - age);
    return year * 12 + month;
  });
  return (age) => months[age] ?? 0;
}

/** Reads what all clients of the scan share. */
export async function readScanFacts(
  book: ReadableBook,
  day: Day,
  { settings, calendar }: { settings: SignalSettings; calendar: WorkCalendar },
): Promise<ScanFacts> {
  const widest = widestOf(settings);
  const events = await readReputationEvents(book, day);
  const idsOf = (scope: string) => events.flatMap(([of, id]) => (of === scope ? [id] : []));
  return {
    day,
    nextWorkday: calendar.nextWorkday(day),
    settings,
    widest,
    drives: await drivesOf(book, settings, { from: day - widest.s1Days + 1, to: day }),
    bankEvents: idsOf('bank').length,
    branchEvents: countBy(idsOf('branch')),
    productEvents: countBy(idsOf('product')),
  };
}

export function settingOf(facts: ScanFacts): ScanSetting {
  const { settings, day, widest } = facts;
  const judge = createJudge(settings, day);
  return { ...facts, judge, month: monthNumbers(day, widest.lookBack) };
}
