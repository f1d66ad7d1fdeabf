import { type Day, existingDay, monthEnd } from '../../domain/calendar/day.ts';

export type Stored = number | string | null;

/** A value that can't be read; a symbol, because any string or number may be a value. */
export const unreadable = Symbol('unreadable');

/** Reads one value that is not empty; `sort` says how it is stored. */
export interface ValueReader {
  readonly expected: string;
  readonly sort: 'text' | 'int' | 'big';
  read(text: string): Stored | typeof unreadable;
}

export const textReader: ValueReader = {
  expected: '应为文字，不能有空字符',
  sort: 'text',
  read: (text) => (text.includes('\0') ? unreadable : text),
};

const usualKey = /^[\w.-]{1,64}$/;
const plainKey = /^[^\s\0\p{Cc}](?:[^\0\p{Cc}]*[^\s\0\p{Cc}])?$/u;

/** Keys are compared byte by byte, so that a space at an end would make another key. */
export const keyReader: ValueReader = {
  expected: '应为编号，首尾没有空格',
  sort: 'text',
  read: (text) =>
    usualKey.test(text) || (text.length <= 64 && plainKey.test(text)) ? text : unreadable,
};

export function choiceReader(choices: readonly string[]): ValueReader {
  const known = new Set(choices);
  return {
    expected: `应为 ${choices.join('、')} 之一`,
    sort: 'text',
    read: (text) => (known.has(text) ? text : unreadable),
  };
}

/** Stored as the place in the list. */
export function codedReader(choices: readonly string[]): ValueReader {
  const places = new Map(choices.map((choice, place) => [choice, place]));
  return {
    expected: `应为 ${choices.join('、')} 之一`,
    sort: 'int',
    read: (text) => places.get(text) ?? unreadable,
  };
}

export const flagReader: ValueReader = {
  expected: '应为 true 或 false',
  sort: 'int',
  read: (text) => (text === 'true' ? 1 : text === 'false' ? 0 : unreadable),
};

const mostYuanDigits = 13;

/** Digits of `text` in [from, to) as a number, or -1. */
function digits(text: string, from: number, to: number): number {
  if (to <= from) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** One or two decimals from `from` to the end, as cents, or -1. */
function decimals(text: string, from: number): number {
  const count = text.length - from;
  if (count > 2) return -1;
  const value = digits(text, from, text.length);
  return count === 1 ? value * 10 : value;
}

/** Yuan with at most two decimals, as cents; `1,000`, `+5`, `１０` and `1e3` are not read. */
export const moneyReader: ValueReader = {
  expected: '应为以元计的金额，最多两位小数，不写千分位和货币符号',
  sort: 'big',
  read(text) {
    const start = text.charCodeAt(0) === 45 ? 1 : 0;
    const point = text.indexOf('.', start);
    const end = point === -1 ? text.length : point;
    const yuan = end - start > mostYuanDigits ? -1 : digits(text, start, end);
    const fraction = point === -1 ? 0 : decimals(text, point + 1);
    if (yuan < 0 || fraction < 0) return unreadable;
    const cents = yuan * 100 + fraction;
    return start === 1 && cents > 0 ? -cents : cents;
  },
};

export const dateForms = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/MM/DD'] as const;
export type DateForm = (typeof dateForms)[number];

const datePatterns: Readonly<Record<DateForm, RegExp>> = {
  'YYYY-MM-DD': /^(\d{4})-(\d{2})-(\d{2})$/,
  YYYYMMDD: /^(\d{4})(\d{2})(\d{2})$/,
  'YYYY/MM/DD': /^(\d{4})\/(\d{2})\/(\d{2})$/,
};

const mostRemembered = 20_000;

/** A file holds few different dates: each is taken apart once. */
export function dayReader(form: DateForm): ValueReader {
  const pattern = datePatterns[form];
  const known = new Map<string, Day | typeof unreadable>();
  return {
    expected: `应为存在的日期，写成 ${form}`,
    sort: 'int',
    read(text) {
      const seen = known.get(text);
      if (seen !== undefined) return seen;
      const match = pattern.exec(text);
      const day = match ? existingDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
      if (known.size < mostRemembered) known.set(text, day ?? unreadable);
      return day ?? unreadable;
    },
  };
}

export function monthEndReader(form: DateForm): ValueReader {
  const day = dayReader(form);
  return {
    expected: `应为月末的日期，写成 ${form}`,
    sort: 'int',
    read(text) {
      const value = day.read(text);
      return typeof value === 'number' && monthEnd(value) === value ? value : unreadable;
    },
  };
}

const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

function offsetSeconds(text: string): number {
  if (text === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  const size = hours * 3600 + minutes * 60;
  return hours > 14 || minutes > 59 ? Number.NaN : text[0] === '-' ? -size : size;
}

/** ISO 8601 with offset, as whole seconds since 1970-01-01T00:00:00Z. */
export const instantReader: ValueReader = {
  expected: '应为带时区的时间，如 2026-11-06T10:20:00+08:00',
  sort: 'big',
  read(text) {
    const match = instantPattern.exec(text);
    if (!match) return unreadable;
    const [, year, month, dayOfMonth, hour, minute, second] = match.map(Number);
    const day = existingDay(year ?? 0, month ?? 0, dayOfMonth ?? 0);
    const offset = offsetSeconds(match[7] ?? '');
    const [h, m, s] = [hour ?? 0, minute ?? 0, Number(match[6] ?? 0) || (second ?? 0) || 0];
    if (day === null || Number.isNaN(offset) || h > 23 || m > 59 || s > 59) return unreadable;
    return day * 86_400 + h * 3600 + m * 60 + s - offset;
  },
};

export function patternReader(pattern: RegExp, expected: string): ValueReader {
  return { expected, sort: 'text', read: (text) => (pattern.test(text) ? text : unreadable) };
}

/** `a;b;c`, each of the choices; stored as written. */
export function listReader(choices: readonly string[]): ValueReader {
  const known = new Set(choices);
  return {
    expected: `应为 ${choices.join('、')}，多个用分号隔开`,
    sort: 'text',
    read: (text) => (text.split(';').every((one) => known.has(one)) ? text : unreadable),
  };
}
