import { addMonths, civilDate, type Day, dayOf, daysInMonth } from '../../calendar/day.ts';
import type { SaidTime } from './read-time.ts';

interface Window {
  readonly from: Day;
  readonly to: Day;
}

type Of<Kind extends SaidTime['kind']> = Extract<SaidTime, { kind: Kind }>;
/** Which days a said time means; it depends on whether it is asked ahead or back. */
type Reading = {
  readonly [Kind in SaidTime['kind']]: (time: Of<Kind>, today: Day) => Window;
};

function monthWindow(year: number, month: number, on: number | null): Window {
  const last = daysInMonth(year, month);
  if (on === null) return { from: dayOf(year, month, 1), to: dayOf(year, month, last) };
  const day = dayOf(year, month, Math.min(on, last));
  return { from: day, to: day };
}

// 12月之前 leaves December out, 12月15号之前 takes the 15th in.
const lastBefore = (window: Window): Day =>
  window.to - window.from > 6 ? window.from - 1 : window.to;

/** A month, or a day of one, in the year in which it comes next, or came last. */
function named({ month, day }: Of<'month'>, today: Day, ahead: boolean): Window {
  const now = civilDate(today);
  const past = month < now.month || (month === now.month && day !== null && day < now.day);
  const future = month > now.month || (month === now.month && day !== null && day > now.day);
  return monthWindow(now.year + (ahead ? Number(past) : -Number(future)), month, day);
}

// Longer than anything is placed for.
const yearsAhead = 10;

const ahead: Reading = {
  between: ({ first, last }, today) => {
    const { from } = daysAhead(first, today);
    const { to } = daysAhead(last, today);
    return { from, to: to < from ? addMonths(to, 12) : to };
  },
  since: ({ start }, today) => {
    const { from } = daysAhead(start, today);
    return { from: Math.max(from, today), to: addMonths(from, 12 * yearsAhead) };
  },
  before: ({ end }, today) => {
    const whole = end.kind === 'month' ? named(end, today, true) : daysAhead(end, today);
    return { from: today, to: lastBefore(whole) };
  },
  span: ({ count, unit }, today) => {
    const to = unit === 'day' ? today + count : addMonths(today, count);
    return { from: today, to };
  },
  days: ({ from, to }, today) => ({ from: from <= today && today <= to ? today : from, to }),
  month: (time, today) => {
    const { from, to } = named(time, today, true);
    return { from: Math.max(from, today), to };
  },
};

// Before any bank kept books.
const longAgo = dayOf(1950, 1, 1);

const back: Reading = {
  between: ({ first, last }, today) => {
    const { to } = daysBack(last, today);
    const { from } = daysBack(first, today);
    return { from: from > to ? addMonths(from, -12) : from, to };
  },
  since: ({ start }, today) => ({ from: daysBack(start, today).from, to: today }),
  before: ({ end }, today) => {
    const to = Math.min(today, lastBefore(daysBack(end, today)));
    return { from: longAgo, to };
  },
  span: ({ count, unit }, today) => {
    const start = unit === 'day' ? today - count : addMonths(today, -count);
    return { from: start + 1, to: today };
  },
  days: ({ from, to }, today) => ({ from, to: Math.min(to, today) }),
  month: (time, today) => {
    const { from, to } = named(time, today, false);
    return { from, to: Math.min(to, today) };
  },
};

type Read = (time: SaidTime, today: Day) => Window;

/** The days meant when something is to come: what is over of the window is left out. */
export function daysAhead(time: SaidTime, today: Day): Window {
  return (ahead[time.kind] as Read)(time, today);
}

/** The days meant when something has happened, up to today. */
export function daysBack(time: SaidTime, today: Day): Window {
  return (back[time.kind] as Read)(time, today);
}
