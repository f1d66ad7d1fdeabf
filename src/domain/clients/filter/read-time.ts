import {
  addMonths,
  civilDate,
  type Day,
  dayOf,
  daysInMonth,
  existingDay,
} from '../../calendar/day.ts';

/** Time as it was said; which days are meant depends on whether it is asked ahead or back. */
export type SaidTime =
  | { readonly kind: 'days'; readonly from: Day; readonly to: Day }
  /** 12月, without a year: the next one, or the last one. */
  | { readonly kind: 'month'; readonly month: number; readonly day: number | null }
  | { readonly kind: 'span'; readonly count: number; readonly unit: 'day' | 'month' };

interface Window {
  readonly from: Day;
  readonly to: Day;
}

const monday = (today: Day): Day => today - ((today + 3) % 7);

function week(today: Day, shift: number): SaidTime {
  const from = monday(today) + 7 * shift;
  return { kind: 'days', from, to: from + 6 };
}

function months(today: Day, shift: number, count: number, quarter: boolean): SaidTime {
  const { year, month } = civilDate(today);
  const start = quarter ? month - ((month - 1) % 3) : month;
  const from = addMonths(dayOf(year, start, 1), shift * count);
  return { kind: 'days', from, to: addMonths(from, count) - 1 };
}

function wholeYear(year: number): SaidTime {
  return { kind: 'days', from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) };
}

function inMonth(month: number, day: number | null): SaidTime | null {
  if (month < 1 || month > 12 || (day !== null && (day < 1 || day > 31))) return null;
  return { kind: 'month', month, day };
}

function dated(year: number, month: number, day: number | null): SaidTime | null {
  const from = existingDay(year, month, day ?? 1);
  if (from === null) return null;
  return { kind: 'days', from, to: day === null ? addMonths(from, 1) - 1 : from };
}

const spans: Readonly<Record<string, readonly [unit: 'day' | 'month', times: number]>> = {
  天: ['day', 1],
  日: ['day', 1],
  周: ['day', 7],
  星期: ['day', 7],
  礼拜: ['day', 7],
  月: ['month', 1],
  季度: ['month', 3],
  年: ['month', 12],
};

function span(count: number, word: string): SaidTime | null {
  const [unit, times] = spans[word.replace('个', '')] ?? [];
  return unit === undefined || times === undefined
    ? null
    : { kind: 'span', count: count * times, unit };
}

const shiftOf = (word: string): number => ({ 下下: 2, 下: 1, 上: -1, 去: -1, 明: 1 })[word] ?? 0;

type Reader = (match: RegExpExecArray, today: Day) => SaidTime | null;

const day =
  (shift: number): Reader =>
  (_match, today) => ({
    kind: 'days',
    from: today + shift,
    to: today + shift,
  });

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/今天|今日/, day(0)],
  [/明天/, day(1)],
  [/后天/, day(2)],
  [/昨天/, day(-1)],
  [
    /(下下|下|上|本|这|当)(?:个|一)?(?:周|星期|礼拜)(?![一二三四五六日天])/,
    (m, today) => week(today, shiftOf(m[1] ?? '')),
  ],
  [
    /(下下|下|上|本|这|当)(?:个|一)?季度?(?![节])/,
    (m, today) => months(today, shiftOf(m[1] ?? ''), 3, true),
  ],
  [
    /(?:本月|这个?月|当月|月)底(?:之|以)?前/,
    (_m, today) => ({
      kind: 'days',
      from: today,
      to: addMonths(today - civilDate(today).day + 1, 1) - 1,
    }),
  ],
  [
    /(下下|下|上|本|这|当)个?月(?:份|里|内)?/,
    (m, today) => months(today, shiftOf(m[1] ?? ''), 1, false),
  ],
  [
    /年(?:内|底(?:之|以)?前|底)/,
    (_m, today) => ({ kind: 'days', from: today, to: dayOf(civilDate(today).year, 12, 31) }),
  ],
  [
    /(20\d\d)年(\d{1,2})月(?:份)?(?:(\d{1,2})[号日])?/,
    (m) => dated(Number(m[1]), Number(m[2]), m[3] === undefined ? null : Number(m[3])),
  ],
  [/(20\d\d)-(\d{1,2})-(\d{1,2})/, (m) => dated(Number(m[1]), Number(m[2]), Number(m[3]))],
  [/(20\d\d)年/, (m) => wholeYear(Number(m[1]))],
  [
    /(今|明|去|本)年(?:度|内)?/,
    (m, today) => wholeYear(civilDate(today).year + shiftOf(m[1] ?? '')),
  ],
  [/(\d{1,2})月(?:份)?(\d{1,2})[号日]/, (m) => inMonth(Number(m[1]), Number(m[2]))],
  [
    /(?:最近|近|过去|未来|接下来|今后|往后)?(?:的|这)?(\d+)(天|日(?!到)|周(?!岁)|个星期|个礼拜|个月|个?季度|年(?!期|定|国))(?:以内|之内|内|里|来|以来|之后|后)?/,
    (m) => span(Number(m[1]), m[2] ?? ''),
  ],
  [/(\d{1,2})月(?:份|里|内|底)?/, (m) => inMonth(Number(m[1]), null)],
  [
    /(?:本月|这个月)?(?<!\d)(\d{1,2})[号日](?!码|线)/,
    (m, today) => inMonth(civilDate(today).month, Number(m[1])),
  ],
  [/最近|近期|近来|这段时间/, () => ({ kind: 'span', count: 30, unit: 'day' })],
];

/** The first time that the text speaks of, with the words that say it. */
export function timeIn(
  text: string,
  today: Day,
): { words: string; at: number; time: SaidTime } | null {
  let first: { words: string; at: number; time: SaidTime } | null = null;
  for (const [pattern, read] of readers) {
    const match = pattern.exec(text);
    if (!match || (first !== null && match.index >= first.at)) continue;
    const time = read(match, today);
    if (time !== null) first = { words: match[0], at: match.index, time };
  }
  return first;
}

function monthWindow(year: number, month: number, on: number | null): Window {
  const last = daysInMonth(year, month);
  if (on !== null)
    return {
      from: dayOf(year, month, Math.min(on, last)),
      to: dayOf(year, month, Math.min(on, last)),
    };
  return { from: dayOf(year, month, 1), to: dayOf(year, month, last) };
}

/** The days meant when something is to come: what is over of the window is left out. */
export function daysAhead(time: SaidTime, today: Day): Window {
  if (time.kind === 'span') {
    const to = time.unit === 'day' ? today + time.count : addMonths(today, time.count);
    return { from: today, to };
  }
  if (time.kind === 'days') {
    const running = time.from <= today && today <= time.to;
    return running ? { from: today, to: time.to } : time;
  }
  const now = civilDate(today);
  const passed =
    time.month < now.month || (time.month === now.month && time.day !== null && time.day < now.day);
  const window = monthWindow(now.year + (passed ? 1 : 0), time.month, time.day);
  return { from: Math.max(window.from, today), to: window.to };
}

/** The days meant when something has happened, up to today. */
export function daysBack(time: SaidTime, today: Day): Window {
  if (time.kind === 'span') {
    const start = time.unit === 'day' ? today - time.count : addMonths(today, -time.count);
    return { from: start + 1, to: today };
  }
  if (time.kind === 'days') return { from: time.from, to: Math.min(time.to, today) };
  const now = civilDate(today);
  const ahead =
    time.month > now.month || (time.month === now.month && time.day !== null && time.day > now.day);
  const window = monthWindow(now.year - (ahead ? 1 : 0), time.month, time.day);
  return { from: window.from, to: Math.min(window.to, today) };
}
