import type { Range } from '../client-filter.ts';

const units: Readonly<Record<string, number>> = {
  亿: 10_000_000_000,
  万: 1_000_000,
  w: 1_000_000,
  千: 100_000,
  元: 100,
  块: 100,
};

const number = '(\\d+(?:\\.\\d+)?)';
const unit = '(亿|万|w|千(?=元|块)|元|块)(?:元|块)?(?:钱)?';
const least =
  '大于(?:或)?等于|超过|超出|大于|高于|多于|不低于|不少于|不小于|至少|起码|满|达到?|破|突破|过|超|上|≥|>=|＞|>';
const most = '小于(?:或)?等于|不超过|不高于|不多于|不大于|最多|至多|顶多|≤|<=';
const below = '低于|小于|少于|不到|不足|不满|没到|未到|<|＜';
const upward = '(?:元)?(?:及|或|和)?(?:以上|往上|之上|开外|起步|起|多|打底|\\+)';
const downward = '(?:元)?(?:及|或|和)?(?:以下|往下|以内|之内|之下|封顶)';
const short = '(?:都|还)?(?:不到|没到|不足|不够)';

const between = new RegExp(
  `(?:在|介于)?${number}(亿|万|w|千|元|块)?元?(?:到|至|-|~|—|–|和|与)${number}${unit}(?:之间|区间)?`,
);
const banded = new RegExp(
  `${number}${unit}${upward}(?:、|,|且|但|而|又|并且|和|同时)?(?:在)?${number}${unit}(?:${downward}|${short})`,
);
const sided = new RegExp(
  `(${most}|${least}|${below})?${number}${unit}(?:（含）|\\(含\\))?(?:(${short})|(${upward})|(${downward})|(左右|上下))?`,
);

export interface SaidAmount {
  readonly words: string;
  readonly at: number;
  readonly cents: Range;
}

const centsOf = (digits: string | undefined, scale: string): number =>
  Math.round(Number(digits) * (units[scale] ?? 100));

function sidesOf(match: RegExpExecArray): Range {
  const [, before = '', digits, scale = '', lacking, , under, about] = match;
  const cents = centsOf(digits, scale);
  if (new RegExp(`^(?:${most})$`).test(before)) return { to: cents };
  if (lacking !== undefined || new RegExp(`^(?:${below})$`).test(before)) return { to: cents - 1 };
  if (about !== undefined) return { from: Math.round(cents * 0.9), to: Math.round(cents * 1.1) };
  return under === undefined ? { from: cents } : { to: cents };
}

function spanned(text: string): SaidAmount | null {
  const [band, span] = [banded.exec(text), between.exec(text)];
  if (band && (!span || band.index <= span.index)) {
    const [words, low, lowUnit = '', high, highUnit = ''] = band;
    const cents = { from: centsOf(low, lowUnit), to: centsOf(high, highUnit) };
    return { words, at: band.index, cents };
  }
  if (!span) return null;
  const [words, low, lowUnit, high, highUnit = ''] = span;
  const cents = { from: centsOf(low, lowUnit ?? highUnit), to: centsOf(high, highUnit) };
  return { words, at: span.index, cents };
}

/** 500,000 and 500000 without a unit are yuan. */
export function withUnits(text: string): string {
  return text
    .replace(/(?<!\d)(\d{1,3}(?:,\d{3})+)(\.\d+)?(?!\d)/g, (all) => all.replaceAll(',', ''))
    .replace(
      /(?<![\dc-])(\d{5,9})(?:\.\d+)?(?![\d-]|\.\d|万|元|块|亿|w|号|名下|年|手上|管)/g,
      '$1元',
    );
}

/** The first amount of money with its bounds: 20到50万之间, 50万以上, 不到10万; a bare 50万 is a lower bound. */
export function amountIn(text: string): SaidAmount | null {
  const [span, side] = [spanned(text), sided.exec(text)];
  if (span && (!side || span.at <= side.index)) return span;
  return side ? { words: side[0], at: side.index, cents: sidesOf(side) } : null;
}
