import { civilDate, type Day } from '../calendar/day.ts';

/** Readable lines with figures and dates, and the rows they rest on (`transactions:T123`). */
export interface Evidence {
  readonly lines: readonly string[];
  readonly rows: readonly string[];
}

/** 15.0万, 3,200元. */
export function money(cents: number): string {
  const yuan = cents / 100;
  if (Math.abs(yuan) >= 10_000) {
    const wan = (yuan / 10_000).toFixed(2).replace(/0$/, '');
    return `${wan}万`;
  }
  return `${yuan % 1 === 0 ? yuan : yuan.toFixed(2)}元`;
}

/** 11月9日. */
export function dayText(day: Day): string {
  const { month, day: dayOfMonth } = civilDate(day);
  return `${month}月${dayOfMonth}日`;
}

/** 2026年9月末. */
export function monthText(monthEnd: Day): string {
  const { year, month } = civilDate(monthEnd);
  return `${year}年${month}月末`;
}

export function rowIds(table: string, rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => `${table}:${id}`);
}
