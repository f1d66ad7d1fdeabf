import { addMonths, civilDate, type Day, existingDay } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';

const digits: Readonly<Record<string, number>> = {
  半: 0.5,
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
};

interface Setting {
  readonly today: Day;
  readonly calendar: Pick<WorkCalendar, 'nextWorkday'>;
}

/** Monday of the week of a day; day 4, 1970-01-05, was one. */
const monday = (day: Day): Day => day - ((day + 3) % 7);

/** 12月31日, 12-31, 2026-12-31, 31号: the next such day. */
function dateIn(text: string, today: Day): Day | null {
  const { year, month } = civilDate(today);
  const full = /(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})/.exec(text);
  if (full) return existingDay(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = /(\d{1,2})(?:月|-|\/)(\d{1,2})[日号]?/.exec(text);
  if (short) {
    const on = existingDay(year, Number(short[1]), Number(short[2]));
    return on !== null && on < today
      ? existingDay(year + 1, Number(short[1]), Number(short[2]))
      : on;
  }
  const day = /(\d{1,2})[号日](?!内)/.exec(text);
  if (!day) return null;
  const on = existingDay(year, month, Number(day[1]));
  return on !== null && on >= today ? on : on === null ? null : addMonths(on, 1);
}

function weekdayIn(text: string, today: Day): Day | null {
  const said = /(下下|下|这|本)?(?:周|星期|礼拜)([一二三四五六日天])/.exec(text);
  if (!said) return null;
  const weekday = '一二三四五六日天'.indexOf(said[2] ?? '');
  const weeks = said[1] === '下下' ? 14 : said[1] === '下' ? 7 : 0;
  const on = monday(today) + weeks + Math.min(weekday, 6);
  return on > today ? on : on + 7;
}

function spanIn(text: string, today: Day): Day | null {
  const said = /(\d+|[半一两二三四五六七八九十])\s*个?(天|日|周|星期|礼拜|月|年)/.exec(text);
  if (!said) return null;
  const count = digits[said[1] ?? ''] ?? Number(said[1]);
  const unit = said[2] ?? '';
  if (unit === '月') return count < 1 ? today + 15 : addMonths(today, count);
  if (unit === '年') return addMonths(today, Math.round(count * 12));
  return today + Math.max(1, Math.ceil(count * (/天|日/.test(unit) ? 1 : 7)));
}

/** The day that a message names as an end; null: none. */
export function untilIn(text: string, { today, calendar }: Setting): Day | null {
  const named = dateIn(text, today) ?? weekdayIn(text, today) ?? spanIn(text, today);
  if (named !== null) return named > today ? named : null;
  if (/月底|月末/.test(text)) return addMonths(today - civilDate(today).day + 1, 1) - 1;
  if (/下(周|星期|礼拜)/.test(text)) return monday(today) + 7;
  if (/后天/.test(text)) return today + 2;
  return /明(天|早)/.test(text) ? calendar.nextWorkday(today) : null;
}
