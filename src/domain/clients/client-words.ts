import { civilDate, type Day } from '../calendar/day.ts';
import type { Client, Disc, Gender, OutreachChannel } from './client.ts';
import type { Contact, Loan } from './client-records.ts';
import type { ProductKind } from './product.ts';

export const kindWords: Readonly<Record<ProductKind, string>> = {
  demand: '活期',
  term_deposit: '定期',
  structured_deposit: '结构性存款',
  wealth: '理财',
  fund: '基金',
  insurance: '保险',
  gold: '黄金',
  trust: '信托',
  bond: '债券',
  card: '信用卡',
  loan: '贷款',
};

export const genderWords: Readonly<Record<Gender, string>> = { male: '男', female: '女' };

export const discWords: Readonly<Record<Disc, string>> = {
  D: '控制型',
  I: '影响型',
  S: '稳健型',
  C: '谨慎型',
};

export const channelWords: Readonly<Record<Contact['channel'], string>> = {
  sms: '短信',
  wechat: '企业微信',
  call: '电话',
  visit: '面谈',
};

export const outreachWords: Readonly<Record<OutreachChannel | 'all', string>> = {
  sms: '短信',
  wechat: '企业微信',
  call: '电话',
  all: '各渠道',
};

export const statusWords: Readonly<Record<Client['status'], string>> = {
  active: '正常',
  closed: '已销户',
  deceased: '已故',
  frozen: '冻结',
  no_profile: '不建档',
};

export const loanWords: Readonly<Record<Loan['kind'], string>> = {
  mortgage: '房贷',
  consumer: '消费贷',
  business: '经营贷',
};

const knownTags: Readonly<Record<string, string>> = {
  relocation: '要搬家',
  'job-change': '换工作',
  'planned-outflow': '计划用款',
  'house-purchase': '要买房',
};

export const tagWords = (tag: string): string => knownTags[tag] ?? tag;

/** 92.4万 from ten thousand yuan on, whole yuan below; rounded, never more exact than is readable. */
export function moneyWords(cents: number): string {
  const yuan = cents / 100;
  if (Math.abs(yuan) < 10_000) return `${Math.round(yuan)}元`;
  return `${(yuan / 10_000).toFixed(1)}万`;
}

/** As `moneyWords` for bounds that somebody typed: 50万, not 50.0万. */
export function boundWords(cents: number): string {
  return cents % 1_000_000 === 0
    ? `${cents / 1_000_000}万`
    : `${Number((cents / 1_000_000).toFixed(4))}万`;
}

const weekdays = '四五六日一二三';
const two = (value: number): string => String(value).padStart(2, '0');

/** 12月4日, with the year where it is another one. */
export function dayWords(day: Day, today: Day): string {
  const { year, month, day: date } = civilDate(day);
  const plain = `${month}月${date}日`;
  return year === civilDate(today).year ? plain : `${year}年${plain}`;
}

/** 11-26（四） for tables. */
export function shortDay(day: Day, today: Day): string {
  const { year, month, day: date } = civilDate(day);
  if (year !== civilDate(today).year) return `${year}-${two(month)}-${two(date)}`;
  return `${two(month)}-${two(date)}（${weekdays[((day % 7) + 7) % 7]}）`;
}

/** As in writing: surname with 先生 or 女士; the whole name where the gender is not known. */
export function formalName({ name, gender }: Pick<Client, 'name' | 'gender'>): string {
  return gender === null ? name : `${name} ${gender === 'male' ? '先生' : '女士'}`;
}
