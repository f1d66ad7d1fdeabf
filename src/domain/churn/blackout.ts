import { civilDate, type Day } from '../calendar/day.ts';
import type { SignalCode } from './signal-code.ts';
import type { SignalSettings } from './signal-settings.ts';

/** Whether a code is not evaluated on this day: around holidays everybody behaves unlike themselves. */
export function isBlackout({ blackouts }: SignalSettings, code: SignalCode, day: Day): boolean {
  const blackout = blackouts[code];
  if (blackout === undefined) return false;
  const { month, day: dayOfMonth } = civilDate(day);
  const monthDay = month * 100 + dayOfMonth;
  return (
    blackout.periods.some(({ from, to }) => from <= day && day <= to) ||
    blackout.every_year.some(({ from, to }) => from <= monthDay && monthDay <= to)
  );
}
