import type { Day } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { untilIn } from './until-when.ts';

const skips = /跳过|先不(打|联系|约|发)|(今天|这周)?不(打|联系)了|从清单(里)?(拿掉|去掉|移走)/;
const longestDays = 31;

/** A client to be left out of the daily list, as it was said. */
export interface SaidSkip {
  /** The words that name the client. */
  readonly who: string;
  readonly untilOn: Day;
  /** Null: none was given, and one is asked for. */
  readonly reason: string | null;
}

function reasonIn(text: string): string | null {
  const told = /(?:因为|原因是?|[，,：:])\s*([^，,。：:]{2,30})[。]?$/.exec(text)?.[1]?.trim();
  return told === undefined || skips.test(told) ? null : told;
}

/** Reads a message as a wish to leave somebody out of the list; null: it is something else. */
export function skipIn(
  text: string,
  setting: { readonly today: Day; readonly calendar: Pick<WorkCalendar, 'nextWorkday'> },
): SaidSkip | null {
  if (!skips.test(text)) return null;
  const [named = ''] = text.replace(/^.*?(今天|今日)?(的)?清单(里)?/, '').split(/[，,。：:]/);
  const who = named.replace(skips, '').trim();
  const { today } = setting;
  const until = untilIn(text.replace(/今天/g, ''), setting);
  // Until a day: from that day on the client is back.
  const untilOn = until === null ? today : Math.min(until - 1, today + longestDays);
  return { who, untilOn, reason: reasonIn(text) };
}
