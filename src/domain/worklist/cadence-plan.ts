import type { Day } from '../calendar/day.ts';

/** When a client's next contact by tier may be made at the earliest, and must be at the latest. */
export interface CadenceTurn {
  readonly clientId: string;
  /** Days between two contacts. */
  readonly every: number;
  readonly from: Day;
  /** A day on which the manager works. */
  readonly deadline: Day;
}

/** Nobody is called again before half of their interval is over, however full the weeks ahead. */
export const earliestAfter = (every: number): number => Math.ceil(every / 2);

/** How late a turn is in parts of its interval: three days weigh more with a weekly than a monthly client. */
const lateness = ({ deadline, every }: CadenceTurn, day: Day) =>
  Math.max(0, day - deadline) / every;

/**
 * How many turns a day takes if all are to be met by an even daily number: the steepest climb of
 * what is due until some day ahead, over the working days until then.
 */
function evenShare(turns: readonly CadenceTurn[], workdays: readonly Day[]): number {
  const deadlines = turns.map(({ deadline }) => deadline).sort((a, b) => a - b);
  let due = 0;
  const shares = workdays.map((on, at) => {
    while (due < deadlines.length && (deadlines[due] ?? 0) <= on) due++;
    return Math.ceil(due / (at + 1));
  });
  return Math.max(0, ...shares);
}

/**
 * Whose turn it is today: everybody whose last day it is, and as many ahead of time, the earliest
 * deadline first, as keep the days to come within the same number. `workdays` begin with today.
 */
export function turnsForToday(
  turns: readonly CadenceTurn[],
  workdays: readonly Day[],
): ReadonlySet<string> {
  const [today] = workdays;
  if (today === undefined) return new Set();
  const ready = turns
    .filter(({ from }) => from <= today)
    .sort(
      (a, b) =>
        lateness(b, today) - lateness(a, today) ||
        a.deadline - b.deadline ||
        a.every - b.every ||
        (a.clientId < b.clientId ? -1 : 1),
    );
  const pressing = ready.filter(({ deadline }) => deadline <= today).length;
  const many = Math.max(pressing, evenShare(turns, workdays));
  return new Set(ready.slice(0, many).map(({ clientId }) => clientId));
}

/** How many contacts a working day the tiers ask for in the long run. */
export function steadyNeed(
  turns: readonly Pick<CadenceTurn, 'every'>[],
  workdays: readonly Day[],
): number {
  const [first, last] = [workdays[0] ?? 0, workdays.at(-1) ?? 0];
  const daysPerWorkday = workdays.length < 2 ? 1 : (last - first) / (workdays.length - 1);
  return turns.reduce((sum, { every }) => sum + daysPerWorkday / every, 0);
}
