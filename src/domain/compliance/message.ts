import { GuichaoError } from '../errors.ts';

const channels = ['sms', 'wechat', 'call'] as const;
const purposes = ['marketing', 'service'] as const;
export const productTypes = [
  'deposit',
  'structured_deposit',
  'wealth',
  'fund',
  'insurance',
  'gold',
  'trust',
  'bond',
  'card',
  'loan',
  'none',
] as const;

type Channel = (typeof channels)[number];
type Purpose = (typeof purposes)[number];
export type ProductType = (typeof productTypes)[number];

/** One message to one client, with what has to be known to judge it. */
export interface Message {
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly productType: ProductType;
  /** 1–5 for R1–R5; `null`: not known. */
  readonly productRisk: number | null;
  /** 1–5 for C1–C5; `null`: not known. */
  readonly clientRisk: number | null;
  readonly clientAge: number | null;
  /** YYYY-MM-DD; `null`: never assessed, or not known. */
  readonly assessmentDate: string | null;
  /** The client agreed to marketing on this channel and has not withdrawn it. */
  readonly consent: boolean;
  /** `reply`: a line inside a running conversation. */
  readonly stage: 'opening' | 'reply';
  readonly text: string;
}

/** In UTF-16 units; a call script of ten minutes is shorter. */
const longestText = 5000;

function wrong(sentence: string): never {
  throw new GuichaoError('usage', sentence);
}

function choice<T extends string>(value: unknown, name: string, known: readonly T[]): T {
  const found = known.find((item) => item === value);
  if (found !== undefined) return found;
  const given = typeof value === 'string' ? `“${value.slice(0, 20)}”` : '没有写';
  return wrong(`${name} 要是 ${known.join('、')} 之一，现在是${given}。`);
}

function level(value: unknown, name: string, letter: 'R' | 'C'): number | null {
  if (value === null || value === undefined || value === '') return null;
  const found = typeof value === 'string' ? /^([RC])([1-5])$/.exec(value.toUpperCase()) : null;
  if (found?.[1] === letter) return Number(found[2]);
  return wrong(`${name} 要写 ${letter}1 到 ${letter}5，或者 null。`);
}

function age(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 130)
    return value;
  return wrong('clientAge 要是 0 到 130 的数字，或者 null。');
}

/** Whether this is a day of the calendar, as YYYY-MM-DD. */
export function isCalendarDay(value: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

function day(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' && isCalendarDay(value)) return value;
  return wrong('assessmentDate 要写成 2026-03-01 这样真实的日期，或者 null。');
}

/** Refuses what is no message to a client, with one sentence that says what to change. */
function readableText(value: unknown): string {
  if (typeof value !== 'string') return wrong('缺少 text：请写上要检查的话。');
  if (value.trim() === '') return wrong('text 是空的：请写上要检查的话。');
  if (value.length > longestText)
    return wrong(`text 有 ${value.length} 个字符，一次最多检查 ${longestText} 个，请分开检查。`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/.test(value))
    return wrong('text 里有看不见的控制字符或乱码，请重新复制一遍再检查。');
  if (!/[\p{L}\p{N}]/u.test(value))
    return wrong('text 里没有文字，只有符号或表情，没有可检查的内容。');
  return value;
}

/** Reads a message from untyped data; throws one Chinese sentence about the first fault. */
export function readMessage(given: unknown): Message {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return wrong(
      '要检查的消息应是一个 JSON 对象，例如 {"channel":"sms","purpose":"service","text":"…"}。',
    );
  const raw = given as Record<string, unknown>;
  const { consent = false, stage = 'opening' } = raw;
  if (consent !== null && typeof consent !== 'boolean')
    return wrong('consent 要是 true 或 false。');
  return {
    channel: choice(raw.channel, 'channel', channels),
    purpose: choice(raw.purpose, 'purpose', purposes),
    productType: choice(raw.productType ?? 'none', 'productType', productTypes),
    productRisk: level(raw.productRisk, 'productRisk', 'R'),
    clientRisk: level(raw.clientRisk, 'clientRisk', 'C'),
    clientAge: age(raw.clientAge),
    assessmentDate: day(raw.assessmentDate),
    consent: consent === true,
    stage: choice(stage ?? 'opening', 'stage', ['opening', 'reply'] as const),
    text: readableText(raw.text),
  };
}
