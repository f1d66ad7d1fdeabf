import type { Day } from '../../domain/calendar/day.ts';
import { money } from '../../domain/churn/evidence.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { DueMoney } from '../../ports/work-book.ts';

/** Sunday of the week of a day. */
export function weekEnd(day: Day): Day {
  // Day 0, 1970-01-01, was a Thursday.
  return day + 6 - ((day + 3) % 7);
}

export const sumOf = (due: readonly DueMoney[]): number =>
  due.reduce((sum, { amountCents }) => sum + amountCents, 0);

export const clientsOf = (due: readonly DueMoney[]): number =>
  new Set(due.map(({ clientId }) => clientId)).size;

export const between = (due: readonly DueMoney[], from: Day, to: Day): DueMoney[] =>
  due.filter(({ dueOn }) => dueOn >= from && dueOn <= to);

/** Opens a sum to the holdings behind it. */
export function dueCitation(due: readonly DueMoney[], n: number, heading: string): Citation | null {
  const [first] = due;
  if (first === undefined) return null;
  return {
    n,
    passageId: `holdings:${first.holdingId}`,
    document: '客户档案',
    heading,
    origin: 'record',
    quote: `${clientsOf(due)}位，合计${money(sumOf(due))}`,
    source: due.map(({ holdingId }) => `holdings:${holdingId}`).join('、'),
  };
}
