import { addMonths, civilDate, type Day, dayOf, existingDay } from '../../calendar/day.ts';

/** Time as it was said; which days are meant depends on whether it is asked ahead or back. */
export type SaidTime =
  | { readonly kind: 'days'; readonly from: Day; readonly to: Day }
  /** 12月, without a year: the next one, or the last one. */
  | { readonly kind: 'month'; readonly month: number; readonly day: number | null }
  | { readonly kind: 'span'; readonly count: number; readonly unit: 'day' | 'month' }
  /** 12月1号到10号, 今天到月底. */
  | { readonly kind: 'between'; readonly first: SaidTime; readonly last: SaidTime }
  /** 10月以来, 12月1号以后. */
  | { readonly kind: 'since'; readonly start: SaidTime }
  /** 12月15号之前, with that day; 12月之前, without that month. */
  | { readonly kind: 'before'; readonly end: SaidTime };

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
  const [unit, times] = spans[word.replace(/[个多]/g, '')] ?? [];
  return unit === undefined || times === undefined
    ? null
    : { kind: 'span', count: count * times, unit };
}

const shiftOf = (word: string): number =>
  ({ 下下: 2, 下: 1, 上: -1, 上上: -2, 去: -1, 前: -2, 明: 1, 后: 2 })[word] ?? 0;

const numberWords = '一二三四';
const quarterOf = (word: string): number =>
  numberWords.includes(word) ? numberWords.indexOf(word) : Number(word) - 1;

function quarterOfYear(year: number, quarter: number): SaidTime {
  const from = dayOf(year, 3 * quarter + 1, 1);
  return { kind: 'days', from, to: addMonths(from, 3) - 1 };
}

function halfYear(year: number, half: string): SaidTime {
  const from = dayOf(year, half === '上' ? 1 : 7, 1);
  return { kind: 'days', from, to: addMonths(from, 6) - 1 };
}

/** The first, second or last ten days of a month that begins on `from`. */
function tenDays(from: Day, part: string): SaidTime {
  const shift = { 上: 0, 初: 0, 中: 10, 下: 20, 底: 20, 末: 20 }[part] ?? 0;
  const to = shift === 20 ? addMonths(from, 1) - 1 : from + shift + 9;
  return { kind: 'days', from: from + shift, to };
}

/** 12月 as the next one to come, where nothing tells that it is past. */
function nextMonth(month: number, today: Day): Day {
  const now = civilDate(today);
  return dayOf(now.year + (month < now.month ? 1 : 0), month, 1);
}

const weekdayNames = '一二三四五六日';

function weekday(today: Day, shift: number, name: string): SaidTime {
  const day = monday(today) + 7 * shift + weekdayNames.indexOf(name === '天' ? '日' : name);
  return { kind: 'days', from: day, to: day };
}

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
  [/大后天/, day(3)],
  [/后天/, day(2)],
  [/昨天|昨日/, day(-1)],
  [/前天/, day(-2)],
  [
    /(今|明|去|前|后|本)?年?的?(?:第)?([1-4一二三四])季度|(?:(今|明|去)年)?q([1-4])/,
    (m, today) =>
      quarterOfYear(
        civilDate(today).year + shiftOf(m[1] ?? m[3] ?? ''),
        quarterOf(m[2] ?? m[4] ?? '1'),
      ),
  ],
  [
    /(今|明|去|前|后|本)?年?(上|下)半年/,
    (m, today) => halfYear(civilDate(today).year + shiftOf(m[1] ?? ''), m[2] ?? '上'),
  ],
  [
    /(\d{1,2})月(?:份)?的?(上|中|下)旬/,
    (m, today) =>
      Number(m[1]) >= 1 && Number(m[1]) <= 12
        ? tenDays(nextMonth(Number(m[1]), today), m[2] ?? '')
        : null,
  ],
  [
    /(下下|下|上上|上|本|这|当)?个?月?(?:(上|中|下)旬|月?(初|中|底|末)(?![之以]?前))/,
    (m, today) => {
      const start = addMonths(today - civilDate(today).day + 1, shiftOf(m[1] ?? ''));
      return /月/.test(m[0]) || m[2] !== undefined ? tenDays(start, m[2] ?? m[3] ?? '') : null;
    },
  ],
  [
    /(下下|下|上上|上|本|这|当)?个?(?:周|星期|礼拜)末/,
    (m, today) => {
      const from = monday(today) + 5 + 7 * shiftOf(m[1] ?? '');
      return { kind: 'days', from, to: from + 1 };
    },
  ],
  [
    /(下下|下|上上|上|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])(?![\p{Script=Han}]?岁)/u,
    (m, today) => weekday(today, shiftOf(m[1] ?? ''), m[2] ?? ''),
  ],
  [
    /年初(?:以来|至今|到现在)|开年(?:以来|到现在)|今年(?:以来|到现在|至今)/,
    (_m, today) => ({ kind: 'days', from: dayOf(civilDate(today).year, 1, 1), to: today }),
  ],
  [
    /(下下|下|上上|上|本|这|当)(?:个|一)?(?:周|星期|礼拜)(?![一二三四五六日天])/,
    (m, today) => week(today, shiftOf(m[1] ?? '')),
  ],
  [
    /(下下|下|上上|上|本|这|当)(?:个|一)?季度?(?![节])/,
    (m, today) => months(today, shiftOf(m[1] ?? ''), 3, true),
  ],
  [
    /(?:本月|这个?月|当月|月)[底末](?:之|以)?前/,
    (_m, today) => ({
      kind: 'days',
      from: today,
      to: addMonths(today - civilDate(today).day + 1, 1) - 1,
    }),
  ],
  [
    /(下下|下|上上|上|本|这|当)个?月(\d{1,2})[号日]/,
    (m, today) => {
      const start = addMonths(today - civilDate(today).day + 1, shiftOf(m[1] ?? ''));
      const { year, month } = civilDate(start);
      return dated(year, month, Number(m[2]));
    },
  ],
  [
    /(下下|下|上上|上|本|这|当)(?:一)?个?月(?:份|里|内|当中|之内)?/,
    (m, today) => months(today, shiftOf(m[1] ?? ''), 1, false),
  ],
  [
    /(?:今|本)?年(?:内|[底末](?:之|以)?前|[底末]|剩下的(?:时间|日子)(?:里)?)/,
    (_m, today) => ({ kind: 'days', from: today, to: dayOf(civilDate(today).year, 12, 31) }),
  ],
  [
    /(20\d\d)年(\d{1,2})月(?:份)?(?:(\d{1,2})[号日])?/,
    (m) => dated(Number(m[1]), Number(m[2]), m[3] === undefined ? null : Number(m[3])),
  ],
  [/(20\d\d)-(\d{1,2})-(\d{1,2})/, (m) => dated(Number(m[1]), Number(m[2]), Number(m[3]))],
  [/(20\d\d)年/, (m) => wholeYear(Number(m[1]))],
  [
    /(今|明|去|前|本)年(?:度|内)?/,
    (m, today) => wholeYear(civilDate(today).year + shiftOf(m[1] ?? '')),
  ],
  [
    /(?:最近|近|过去|未来|今后)(\d{1,2})月(?:内|里|来)?/,
    (m) => ({ kind: 'span', count: Number(m[1]), unit: 'month' }),
  ],
  [/(\d{1,2})月(?:份)?(\d{1,2})[号日]/, (m) => inMonth(Number(m[1]), Number(m[2]))],
  [
    /(?:最近|近|过去|未来|接下来|今后|往后|整整)?(?:的|这)?(\d+)(?:多)?(天|日(?!到)|周(?!岁)|个?星期|个?礼拜|个多?月(?!份|\d|底|初|上|下)|个?季度|年(?!期|定|国))(?:时间)?(?:以内|之内|内|里头?|来|以来|之后|后)?/,
    (m) => span(Number(m[1]), m[2] ?? ''),
  ],
  [/(\d{1,2})月(?:份|里|内|底)?/, (m) => inMonth(Number(m[1]), null)],
  [
    /(?:本月|这个月)?(?<!\d)(\d{1,2})[号日](?!码|线)/,
    (m, today) => inMonth(civilDate(today).month, Number(m[1])),
  ],
  [
    /最近(?!(?:要|会|将|刚|才)*(?:到期|开的?户|联系).{0,4}\d+[位个名])|近期|近来|这段时间/,
    () => ({ kind: 'span', count: 30, unit: 'day' }),
  ],
];

interface Found {
  readonly words: string;
  readonly at: number;
  readonly time: SaidTime;
}

function plainTimeIn(text: string, today: Day): Found | null {
  let first: Found | null = null;
  for (const [pattern, read] of readers) {
    const match = pattern.exec(text);
    if (!match || (first !== null && match.index >= first.at)) continue;
    const time = read(match, today);
    if (time !== null) first = { words: match[0], at: match.index, time };
  }
  return first;
}

// 12月1号到10号: the month is said once.
const sameMonth = (first: SaidTime, last: SaidTime, words: string): SaidTime =>
  first.kind === 'month' && last.kind === 'month' && !words.includes('月')
    ? { ...last, month: first.month }
    : last;

/** What follows a time and belongs to it: its end, or that it is only the start or the end. */
function extended(found: Found, text: string, today: Day): Found {
  const rest = text.slice(found.at + found.words.length);
  const until = /^(?:到|至|-|~|—|–)/.exec(rest)?.[0];
  const next = until === undefined ? null : plainTimeIn(rest.slice(until.length), today);
  if (until !== undefined && next?.at === 0) {
    const last = sameMonth(found.time, next.time, next.words);
    const between = /^(?:之间|之内|期间)/.exec(rest.slice(until.length + next.words.length))?.[0];
    const words = found.words + until + next.words + (between ?? '');
    return { ...found, words, time: { kind: 'between', first: found.time, last } };
  }
  if (found.time.kind === 'span') return found;
  const since = /^(?:以来|以后|之后|开始|起(?!码|点|购)|到现在|至今|到今天|往后)/.exec(rest)?.[0];
  if (since !== undefined) {
    const time = { kind: 'since', start: found.time } as const;
    return { ...found, words: found.words + since, time };
  }
  const before = /^(?:[之以]?前)(?!\d)/.exec(rest)?.[0];
  if (before === undefined || /前$/.test(found.words)) return found;
  return { ...found, words: found.words + before, time: { kind: 'before', end: found.time } };
}

/** The first time that the text speaks of, with the words that say it. */
export function timeIn(text: string, today: Day): Found | null {
  const found = plainTimeIn(text, today);
  return found === null ? null : extended(found, text, today);
}
