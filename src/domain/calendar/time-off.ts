import type { Day } from './day.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Days on which one manager does not work, beside the bank's. */
export interface TimeOff {
  /** 1 Monday … 7 Sunday. */
  readonly restWeekdays: readonly number[];
  readonly leaveFrom: Day | null;
  readonly leaveTo: Day | null;
}

const longestAbsenceDays = 366;

export function isAway(day: Day, { leaveFrom, leaveTo }: TimeOff): boolean {
  return leaveFrom !== null && leaveFrom <= day && (leaveTo === null || day <= leaveTo);
}

/** Whether somebody works: the bank does, and it is neither their rest day nor their leave. */
export function worksOn(day: Day, calendar: WorkCalendar, off: TimeOff): boolean {
  // Day 0, 1970-01-01, was a Thursday.
  const rests = off.restWeekdays.includes(((day + 3) % 7) + 1);
  return calendar.isWorkday(day) && !rests && !isAway(day, off);
}

/** Their first working day after the day; somebody who never comes back is taken by the bank's. */
export function nextWorkingDay(day: Day, calendar: WorkCalendar, off: TimeOff): Day {
  let next = calendar.nextWorkday(day);
  while (!worksOn(next, calendar, off) && next < day + longestAbsenceDays) {
    next = calendar.nextWorkday(next);
  }
  return worksOn(next, calendar, off) ? next : calendar.nextWorkday(day);
}
