import type { Day } from '../../domain/calendar/day.ts';
import { dayText } from '../../domain/churn/evidence.ts';
import type { BookStanding } from '../../ports/client-book.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';

export function lastWorkdayBefore(day: Day, { calendar }: Pick<AlertParts, 'calendar'>): Day {
  let before = day - 1;
  // No holiday lasts a month.
  while (!calendar.isWorkday(before) && before > day - 31) before--;
  return before;
}

/** Whether the book is complete to the close of the last workday. */
export function hasArrived(
  day: Day,
  { dataThrough }: BookStanding,
  parts: Pick<AlertParts, 'calendar'>,
): boolean {
  return dataThrough !== null && dataThrough >= lastWorkdayBefore(day, parts);
}

/** The line about the data that every digest carries. */
export function dataLine(day: Day, standing: BookStanding, parts: AlertParts): string {
  const { origin, dataThrough } = standing;
  const label = origin === 'demo' ? '（演示数据）' : '';
  if (dataThrough === null) return `账簿没有写明数据日期${label}`;
  if (hasArrived(day, standing, parts)) return `数据截至${dayText(dataThrough)}日终${label}`;
  return `今天的数据还没到，以下是${dayText(dataThrough)}的${label}`;
}
