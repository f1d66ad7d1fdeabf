import type { Config } from '../config.ts';
import { type Day, formatDay, parseDay } from '../domain/calendar/day.ts';
import { wallClock } from '../domain/calendar/zoned-time.ts';
import type { LocalMoment } from '../domain/outreach/outreach-limits.ts';
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
  return formatDay(wallClock(clockOf(config).now(), config.timezone).day);
}

/** This moment by the bank's clock. */
export function localMoment({ timezone }: Config, clock: Clock): LocalMoment {
  const now = clock.now();
  const local = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, ...options }).format(now);
  const time = local({ hour: '2-digit', minute: '2-digit' });
  return { day: parseDay(local({})) ?? 0, time, iso: now.toISOString() };
}
