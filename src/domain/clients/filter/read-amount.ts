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
const least = '超过|大于|高于|多于|不低于|不少于|不小于|至少|满|≥|>=|＞|>';
const most = '不超过|不高于|不多于|最多|≤|<=';
const below = '低于|小于|少于|不到|不足|不满|<|＜';

const between = new RegExp(
  `(?:在|介于)?${number}(亿|万|w|千|元|块)?元?(?:到|至|-|~|—|–|和)${number}${unit}(?:之间)?`,
);
const sided = new RegExp(
  `(${most}|${least}|${below})?${number}${unit}(?:（含）)?(及?以上|或以上|往上|起|多|\\+)?(及?以下|或以下|以内|之内|之下)?`,
);

export interface SaidAmount {
  readonly words: string;
  readonly at: number;
  readonly cents: Range;
}

const centsOf = (digits: string | undefined, scale: string): number =>
  Math.round(Number(digits) * (units[scale] ?? 100));

function sidesOf(match: RegExpExecArray): Range {
  const [, before = '', digits, scale = '', , under] = match;
  const cents = centsOf(digits, scale);
  if (new RegExp(`^(?:${most})$`).test(before)) return { to: cents };
  if (new RegExp(`^(?:${below})$`).test(before)) return { to: cents - 1 };
  return under === undefined ? { from: cents } : { to: cents };
}

/** The first amount of money with its bounds: 20到50万之间, 50万以上, 不到10万; a bare 50万 is a lower bound. */
export function amountIn(text: string): SaidAmount | null {
  const [span, side] = [between.exec(text), sided.exec(text)];
  if (span && (!side || span.index <= side.index)) {
    const [words, low, lowUnit, high, highUnit = ''] = span;
    const cents = { from: centsOf(low, lowUnit ?? highUnit), to: centsOf(high, highUnit) };
    return { words, at: span.index, cents };
  }
  return side ? { words: side[0], at: side.index, cents: sidesOf(side) } : null;
}
