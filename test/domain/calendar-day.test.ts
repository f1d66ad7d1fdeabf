import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMonths,
  civilDate,
  dayOf,
  formatDay,
  monthEnd,
  parseDay,
} from '../../src/domain/calendar/day.ts';

const on = (text: string) => parseDay(text) ?? Number.NaN;

test('a day number and its date are the same thing, for three centuries', () => {
  fc.assert(
    fc.property(fc.integer({ min: on('1900-01-01'), max: on('2199-12-31') }), (day) => {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(formatDay(day)).toBe(text);
      expect(parseDay(text)).toBe(day);
      const { year, month, day: dayOfMonth } = civilDate(day);
      expect(dayOf(year, month, dayOfMonth)).toBe(day);
    }),
  );
});

test('a date that does not exist, or is written otherwise, is not a day', () => {
  for (const text of [
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '',
    '２０２６-01-01',
  ])
    expect(parseDay(text)).toBeNull();
  expect(parseDay('2028-02-29')).not.toBeNull();
});

test('a month later is the same day, or the last one of a shorter month', () => {
  expect(formatDay(addMonths(on('2026-01-31'), 1))).toBe('2026-02-28');
  expect(formatDay(addMonths(on('2026-03-15'), -3))).toBe('2025-12-15');
  expect(formatDay(monthEnd(on('2028-02-03')))).toBe('2028-02-29');
});
