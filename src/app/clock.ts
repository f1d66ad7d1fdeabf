import type { Config } from '../config.ts';
import { type Day, parseDay } from '../domain/calendar/day.ts';
import type { Clock } from '../ports/clock.ts';

export function clockOf(config: Config): Clock {
  return { now: () => config.fixedNow ?? new Date() };
}

export function businessDay(config: Config): Day {
  return parseDay(businessDate(config)) ?? 0;
}

export function nowOf(config: Config): Date {
  return clockOf(config).now();
}

/** The bank's business date, YYYY-MM-DD. */
export function businessDate(config: Config): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: config.timezone });
  return format.format(clockOf(config).now());
}
