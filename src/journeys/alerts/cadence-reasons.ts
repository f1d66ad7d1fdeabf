import type { Day } from '../../domain/calendar/day.ts';
import { nextWorkingDay, type TimeOff, worksOn } from '../../domain/calendar/time-off.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { dayText } from '../../domain/churn/evidence.ts';
import {
  cadenceDays,
  contactDueOn,
  daysAhead,
  keepsCadence,
} from '../../domain/worklist/cadence.ts';
import {
  type CadenceTurn,
  earliestAfter,
  steadyNeed,
  turnsForToday,
} from '../../domain/worklist/cadence-plan.ts';
import { instead, priorities, type WorkReason } from '../../domain/worklist/work-reason.ts';
import type { LoggedTouch, WorkClient } from '../../ports/work-book.ts';
import type { AlertParts } from './alert-parts.ts';

/** No holiday and no leave that a turn is planned around lasts longer. */
const longestGapDays = 31;

interface Turn extends CadenceTurn {
  readonly client: WorkClient;
  /** The contact that kept the interval last. */
  readonly last: LoggedTouch | null;
  /** The last day for any contact; a call that may fail has its deadline a working day before. */
  readonly lastDay: Day;
  readonly byCall: boolean;
}

/** Turns by tier of a book, the days ahead on which its manager works, and whose turn today is. */
export interface CadencePlan {
  readonly turns: ReadonlyMap<string, Turn>;
  readonly today: ReadonlySet<string>;
  /** Contacts a working day that the tiers ask for in the long run. */
  readonly need: number;
}

/** Working days from the day on, until everybody's turn has come once. */
function workdaysAhead(
  day: Day,
  longest: number,
  calendar: WorkCalendar,
  off: TimeOff,
): readonly Day[] {
  const days = [day];
  for (let on = day; on <= day + longest; ) {
    on = nextWorkingDay(on, calendar, off);
    days.push(on);
  }
  return days;
}

function workdayBefore(day: Day, calendar: WorkCalendar, off: TimeOff): Day {
  let before = day - 1;
  while (!worksOn(before, calendar, off) && before > day - longestGapDays) before--;
  return before;
}

/** When everybody is next to be contacted by tier, and who of them today. */
export function planCadence(
  clients: readonly WorkClient[],
  touchesOf: (clientId: string) => readonly LoggedTouch[],
  { day, off }: { readonly day: Day; readonly off: TimeOff },
  { settings, calendar }: Pick<AlertParts, 'settings' | 'calendar'>,
): CadencePlan {
  const { cadence } = settings.worklist;
  const turns = clients
    .filter(({ doNotContact }) => !doNotContact)
    .map((client): Turn => {
      const { clientId, tier, openedOn } = client;
      const every = cadenceDays(tier, cadence);
      const touches = touchesOf(clientId);
      const at = touches.findLastIndex(keepsCadence);
      const last = touches[at] ?? null;
      const lastOn = last?.contactedOn ?? null;
      // Whom nobody has reached for long is due today, not since a day long ago.
      const due = Math.max(contactDueOn({ openedOn, lastOn }, every), day - 2 * every);
      const lastDay = worksOn(due, calendar, off) ? due : nextWorkingDay(due, calendar, off);
      const from = due - every + earliestAfter(every);
      // After a call that nobody took comes a message.
      const missed = touches.slice(at + 1).some(({ direction }) => direction === 'out');
      const byCall = client.preferredChannel === 'call' && !missed && day < lastDay;
      const deadline = byCall ? workdayBefore(lastDay, calendar, off) : lastDay;
      return { clientId, client, every, from, deadline, lastDay, last, byCall };
    });
  const longest = Math.max(0, ...turns.map(({ every }) => every));
  const workdays = workdaysAhead(day, longest, calendar, off);
  return {
    turns: new Map(turns.map((turn) => [turn.clientId, turn])),
    today: turnsForToday(turns, workdays),
    need: steadyNeed(turns, workdays),
  };
}

function stateOf({ lastDay }: Turn, day: Day, isTurn: boolean): string {
  if (lastDay < day) return `${dayText(lastDay)}就该联系`;
  if (lastDay === day) return '今天该联系';
  return isTurn ? `${dayText(lastDay)}前联系` : `${dayText(lastDay)}到期，可以提前`;
}

/** The client's turn by tier, where it is today's or near enough to fill what is left of the day. */
export function cadenceReason(clientId: string, day: Day, plan: CadencePlan): WorkReason | null {
  const turn = plan.turns.get(clientId);
  if (turn === undefined) return null;
  const { client, every, lastDay, last, byCall } = turn;
  const isTurn = plan.today.has(clientId);
  if (!isTurn && lastDay - daysAhead(every) > day) return null;
  const since = last === null ? '近来没有联系上' : `上次${dayText(last.contactedOn)}`;
  return {
    clientId,
    kind: 'cadence',
    priority: isTurn ? priorities.turn : priorities.ahead,
    ways: byCall ? instead.call : instead.message,
    why: `${client.tier ?? '未分层'}每${every}天联系一次，${since}，${stateOf(turn, day, isTurn)}`,
    rows: [last === null ? `clients:${clientId}` : `contacts:${last.contactId}`],
    weight: 0,
    dueOn: lastDay,
  };
}
