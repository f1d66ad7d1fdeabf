import type { Day } from './day.ts';

const dayMs = 86_400_000;

// Each formatter takes tens of kilobytes outside the heap, where nobody collects them in time.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timezone: string): Intl.DateTimeFormat {
  const style = { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' } as const;
  const format = formats.get(timezone) ?? new Intl.DateTimeFormat('sv-SE', style);
  formats.set(timezone, format);
  return format;
}

function offsetMs(at: number, timezone: string): number {
  return (
    Date.parse(`${formatFor(timezone).format(at).replace(' ', 'T')}Z`) -
    Math.floor(at / 1000) * 1000
  );
}

/** The instant at which the clock on the wall shows this minute of this day. */
export function zonedInstant(day: Day, minuteOfDay: number, timezone: string): Date {
  const wall = day * dayMs + minuteOfDay * 60_000;
  return new Date(wall - offsetMs(wall - offsetMs(wall, timezone), timezone));
}

/** The day and the minute that the clock on the wall shows. */
export function wallClock(at: Date, timezone: string): { day: Day; minuteOfDay: number } {
  const wall = at.getTime() + offsetMs(at.getTime(), timezone);
  const day = Math.floor(wall / dayMs);
  return { day, minuteOfDay: Math.floor((wall - day * dayMs) / 60_000) };
}

/** ISO 8601 with the zone's own offset, to the minute's seconds. */
export function isoInZone(at: Date, timezone: string): string {
  const offset = offsetMs(at.getTime(), timezone);
  const wall = new Date(at.getTime() + offset).toISOString().slice(0, 19);
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
