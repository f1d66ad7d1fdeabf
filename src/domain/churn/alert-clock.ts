import type { Day } from '../calendar/day.ts';
import { nextWorkingDay, type TimeOff } from '../calendar/time-off.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { wallClock, zonedInstant } from '../calendar/zoned-time.ts';

/** When managers get what a scan found, before the morning meeting. */
const morning = 8 * 60 + 10;

interface Setting {
  readonly calendar: WorkCalendar;
  readonly timezone: string;
}

/** When an alert of the day reaches people: 08:10 on a workday, at once later on that day. */
export function receivedAt(day: Day, now: Date, { calendar, timezone }: Setting): Date {
  const workday = calendar.isWorkday(day) ? day : calendar.nextWorkday(day);
  const regular = zonedInstant(workday, morning, timezone);
  const sameDay = wallClock(now, timezone).day === workday;
  return sameDay && now > regular ? now : regular;
}

export interface LoggedContact {
  readonly contactedAtSeconds: number;
  readonly channel: string;
  readonly direction: string;
  readonly effective: boolean | null;
  readonly result: string | null;
}

export interface AlertClock {
  readonly dueAt: Date;
  readonly state: 'running' | 'met' | 'breached';
}

/** An effective call or visit, or a client's own reply recorded with its result. */
export function counts({ channel, direction, effective, result }: LoggedContact): boolean {
  if (direction === 'in') return result !== null && result !== '';
  return effective === true && (channel === 'call' || channel === 'visit');
}

/** The clock of a red alert: the same time on the manager's next working day. */
export function alertClock(
  received: Date,
  contacts: readonly LoggedContact[],
  { now, calendar, timezone, off }: Setting & { readonly now: Date; readonly off: TimeOff },
): AlertClock {
  const { day, minuteOfDay } = wallClock(received, timezone);
  const dueAt = zonedInstant(nextWorkingDay(day, calendar, off), minuteOfDay, timezone);
  const from = received.getTime() / 1000;
  const to = Math.min(dueAt.getTime(), now.getTime()) / 1000;
  const met = contacts.some(
    (one) => counts(one) && one.contactedAtSeconds >= from && one.contactedAtSeconds <= to,
  );
  return { dueAt, state: met ? 'met' : now > dueAt ? 'breached' : 'running' };
}
