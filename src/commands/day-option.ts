import { type Day, parseDay } from '../domain/calendar/day.ts';
import { GuichaoError } from '../domain/errors.ts';

/** The day that an option names; `fallback` where it is left out. */
export function dayOption(name: string, text: string | undefined, fallback: Day): Day {
  if (text === undefined) return fallback;
  const day = parseDay(text);
  if (day === null) {
    throw new GuichaoError('usage', `${name} 应为存在的日期，写成 YYYY-MM-DD，例如 2026-11-24。`);
  }
  return day;
}
