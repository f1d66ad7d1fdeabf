import chineseDays from 'chinese-days';
import { type Day, dayOf, formatDay } from './day.ts';

/** Days on which this bank differs from the country: open at a weekend, or closed on a workday. */
export interface CalendarOverrides {
  readonly workdays: readonly Day[];
  readonly restDays: readonly Day[];
}

export interface WorkCalendar {
  isWorkday(day: Day): boolean;
  /** The first workday after the day. */
  nextWorkday(day: Day): Day;
  /** Whether the holidays of the year are known; if not, every Monday to Friday counts. */
  covers(year: number): boolean;
}

const noOverrides: CalendarOverrides = { workdays: [], restDays: [] };

/** The Chinese calendar with its holidays and make-up days, and the bank's own exceptions. */
export function createWorkCalendar(overrides: CalendarOverrides = noOverrides): WorkCalendar {
  const known = new Map<Day, boolean>([
    ...overrides.workdays.map((day) => [day, true] as const),
    ...overrides.restDays.map((day) => [day, false] as const),
  ]);
  const isWorkday = (day: Day): boolean => {
    const seen = known.get(day);
    if (seen !== undefined) return seen;
    const answer = chineseDays.isWorkday(formatDay(day));
    known.set(day, answer);
    return answer;
  };
  return {
    isWorkday,
    nextWorkday(day) {
      let next = day + 1;
      // No holiday lasts a month, unless the bank's own file says every day is one.
      while (!isWorkday(next) && next < day + 31) next++;
      return next;
    },
    // 1 October is a named holiday in every year whose notice has come out.
    covers: (year) => /,/.test(chineseDays.getDayDetail(formatDay(dayOf(year, 10, 1))).name),
  };
}
