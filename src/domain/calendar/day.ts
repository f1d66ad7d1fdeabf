/**
 * A calendar day as the number of days since 1970-01-01. Windows are differences, comparisons are
 * numbers, and no time zone can shift them. Valid from 1900-01-01 to 2199-12-31.
 */
export type Day = number;

const firstYear = 1900;
const lastYear = 2199;

/** Day of a civil date that exists; the algorithm is Howard Hinnant's days_from_civil. */
export function dayOf(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function civilDate(day: Day): CivilDate {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return leap ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day, or null where no such date exists (30 February) or the year is out of range. */
export function existingDay(year: number, month: number, day: number): Day | null {
  if (year < firstYear || year > lastYear || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return dayOf(year, month, day);
}

const isoForm = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD`; null when it is written otherwise or does not exist. */
export function parseDay(text: string): Day | null {
  const match = isoForm.exec(text);
  return match ? existingDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

export function formatDay(value: Day): string {
  const { year, month, day } = civilDate(value);
  return `${year}-${two(month)}-${two(day)}`;
}

/** Months before or after; a day that the month lacks becomes its last one. */
export function addMonths(value: Day, months: number): Day {
  const { year, month, day } = civilDate(value);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return dayOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

export function monthEnd(value: Day): Day {
  const { year, month } = civilDate(value);
  return dayOf(year, month, daysInMonth(year, month));
}
