import type { Day } from '../../domain/calendar/day.ts';
import { wallClock } from '../../domain/calendar/zoned-time.ts';
import { counts } from '../../domain/churn/alert-clock.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { ComplaintState, DueMoney } from '../../ports/work-book.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import { overloadedBooks } from '../alerts/book-load.ts';
import { listAlerts, type SeenAlert } from '../alerts/list-alerts.ts';
import { lastWorkdayBefore } from './data-day.ts';
import { between, sumOf, weekEnd } from './due-figures.ts';

const weeksAhead = 6;

export interface TeamFigures {
  readonly seen: readonly SeenAlert[];
  /** Open red ones whose clock has not been met. */
  readonly red: readonly SeenAlert[];
  readonly managers: readonly {
    readonly name: string;
    readonly red: number;
    readonly amber: number;
  }[];
  /** Red clocks that ran out on the last workday. */
  readonly breachedYesterday: number;
  readonly effectiveYesterday: number;
  readonly due: readonly DueMoney[];
  /** Of this week and the ones after it. */
  readonly weeks: readonly { readonly from: Day; readonly cents: number }[];
  readonly lastWeek: { readonly dueCents: number; readonly keptCents: number };
  readonly escalated: readonly ComplaintState[];
  /** Whose book is too large for its tiers, by name, with the figures. */
  readonly overloaded: readonly { readonly name: string; readonly figures: string }[];
}

/** What fell due last week, and how much of it was placed again since, client by client. */
async function lastWeekOf(managerIds: readonly string[], day: Day, { work }: AlertParts) {
  const to = weekEnd(day) - 7;
  const due = await work.dueMoney(managerIds, { from: to - 6, to });
  const placed = await work.newMoney(managerIds, { from: to - 6, to: day });
  const byClient = Map.groupBy(due, ({ clientId }) => clientId);
  const kept = [...byClient].map(([id, own]) => Math.min(sumOf(own), placed.get(id) ?? 0));
  return { dueCents: sumOf(due), keptCents: kept.reduce((sum, cents) => sum + cents, 0) };
}

/** How a team or a branch stands on a day; nobody's number of calls is in it. */
export async function teamFigures(
  reader: ClientReader,
  day: Day,
  parts: AlertParts,
): Promise<TeamFigures> {
  const { managerIds } = reader.scope;
  const { work, timezone } = parts;
  const seen = await listAlerts(reader, day, parts);
  const staff = new Map((await work.staff()).map((one) => [one.employeeId, one.name]));
  const yesterday = lastWorkdayBefore(day, parts);
  const touches = await work.contacts(managerIds, { from: yesterday, to: yesterday });
  const monday = weekEnd(day) - 6;
  const due = await work.dueMoney(managerIds, {
    from: monday,
    to: weekEnd(day) + 7 * (weeksAhead - 1),
  });
  const weeks = Array.from({ length: weeksAhead }, (_, at) => monday + 7 * at);
  const red = seen.filter(({ alert, clock }) => alert.severity === 'red' && clock?.state !== 'met');
  const count = (managerId: string, severity: string) =>
    seen.filter(
      ({ alert, client }) => client.managerId === managerId && alert.severity === severity,
    ).length;
  const complaints = await work.complaints(managerIds, day, day + 1);
  return {
    seen,
    red,
    managers: managerIds
      .map((id) => ({
        name: staff.get(id) ?? id,
        red: count(id, 'red'),
        amber: count(id, 'amber'),
      }))
      .filter((one) => one.red + one.amber > 0),
    breachedYesterday: seen.filter(
      ({ clock }) =>
        clock?.state === 'breached' && wallClock(clock.dueAt, timezone).day === yesterday,
    ).length,
    effectiveYesterday: touches.filter(counts).length,
    due,
    weeks: weeks.map((from) => ({ from, cents: sumOf(between(due, from, from + 6)) })),
    lastWeek: await lastWeekOf(managerIds, day, parts),
    escalated: complaints.filter(
      ({ escalatedOn, closedOn }) => escalatedOn !== null && closedOn === null,
    ),
    overloaded: (await overloadedBooks(managerIds, day, parts)).map(({ managerId, figures }) => ({
      name: staff.get(managerId) ?? managerId,
      figures,
    })),
  };
}
