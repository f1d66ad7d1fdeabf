import { addMonths, civilDate, type Day, dayOf, formatDay } from '../calendar/day.ts';

/** Days, both included, and how the message said them. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
  readonly words: string;
}

const numerals: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  半: 0.5,
};
const units: Readonly<Record<string, number>> = {
  天: 1,
  日: 1,
  周: 7,
  星期: 7,
  礼拜: 7,
  月: 30,
  年: 365,
};

const usualDays = 30;

function monthOf(day: Day, back: number): { from: Day; to: Day } {
  const { year, month } = civilDate(day);
  const from = addMonths(dayOf(year, month, 1), -back);
  return { from, to: addMonths(from, 1) - 1 };
}

type Reader = (text: string, today: Day) => Period | null;

const named: Reader = (text, today) => {
  // Day 4 (1970-01-05) was a Monday.
  const monday = today - ((today + 3) % 7);
  const cases: readonly (readonly [RegExp, Day, Day])[] = [
    [/今天|今日/, today, today],
    [/前天/, today - 2, today - 2],
    [/昨天|昨日/, today - 1, today - 1],
    [/上(个)?(周|星期|礼拜)/, monday - 7, monday - 1],
    [/(本|这)(个)?(周|星期|礼拜)/, monday, today],
    [/上(个)?月/, monthOf(today, 1).from, monthOf(today, 1).to],
    [/(本|这个?|当)月/, monthOf(today, 0).from, today],
    [/今年|本年/, dayOf(civilDate(today).year, 1, 1), today],
  ];
  for (const [words, from, to] of cases) {
    const said = words.exec(text)?.[0];
    if (said !== undefined) return { from, to, words: said };
  }
  return null;
};

const lately: Reader = (text, today) => {
  const [said, count = '', unit = ''] =
    /(?:最近|近|过去)\s*(\d{1,3}|[一二两三四五六七八九十半])?\s*个?(天|日|周|星期|礼拜|月|年)/.exec(
      text,
    ) ?? [];
  if (said === undefined) return null;
  const days = Math.round((numerals[count] ?? (Number(count) || 1)) * (units[unit] ?? 1));
  return { from: today - Math.max(1, days) + 1, to: today, words: said };
};

const dated: Reader = (text, today) => {
  const [said, year, month = '', day = ''] =
    /(?:(\d{4})[-年/])?(\d{1,2})[-月/](\d{1,2})(?:日|号)?(?!\d)/.exec(text) ?? [];
  if (said === undefined) return null;
  const inYear = year === undefined ? civilDate(today).year : Number(year);
  if (Number(month) > 12 || Number(day) > 31 || Number(month) < 1 || Number(day) < 1) return null;
  const found = dayOf(inYear, Number(month), Number(day));
  // A day without its year that is still to come was last year's.
  const on =
    year === undefined && found > today ? dayOf(inYear - 1, Number(month), Number(day)) : found;
  return { from: on, to: on, words: formatDay(on) };
};

/** The days that a message asks about; the last thirty where it names none. */
export function periodIn(text: string, today: Day): Period {
  return (
    lately(text, today) ??
    named(text, today) ??
    dated(text, today) ?? { from: today - usualDays + 1, to: today, words: `近${usualDays}天` }
  );
}
