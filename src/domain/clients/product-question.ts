import type { Day } from '../calendar/day.ts';
import { kindWords } from './client-words.ts';
import { P, productSaid } from './filter/product-words.ts';
import { amountIn } from './filter/read-amount.ts';
import { withDigits } from './filter/read-numbers.ts';
import type { Product } from './product.ts';

export function isOnSale({ onSaleFrom, onSaleTo }: Product, today: Day): boolean {
  return (onSaleFrom === null || onSaleFrom <= today) && (onSaleTo === null || onSaleTo >= today);
}

/** Whether the figures of the row are past their last good day. */
export function isOutdated({ validUntil }: Product, today: Day): boolean {
  return validUntil !== null && validUntil < today;
}

/** Days of the term that a product's name tells; 0: every day; null: it tells none. */
export function termDays(name: string): number | null {
  if (/日日|活期|现金管理|天天/.test(name)) return 0;
  const match = /(\d+)(天|个月|年)/.exec(withDigits(name));
  if (!match) return null;
  return Number(match[1]) * ({ 天: 1, 个月: 30, 年: 365 }[match[2] ?? ''] ?? 1);
}

export interface AskedProducts {
  readonly products: readonly Product[];
  /** What was asked for, in words. */
  readonly what: string;
  readonly best: 'shortest' | 'longest' | null;
  /** What was asked of the products and stands in no column. */
  readonly notInTable: readonly string[];
}

const strangers =
  /额度|名额|募集|开放日|几号开放|费率|费用|权益|手续费|交几年|什么时候(卖|发|上)|啥时候(卖|发|上)|新上|缴费/g;

// 180天 alone is no name.
const telling = (part: string): boolean => part.replace(/[\d天年月期半]/g, '').length >= 2;

function sharedLength(name: string, text: string): number {
  for (let length = name.length; length >= 4; length--) {
    for (let at = 0; at + length <= name.length; at++) {
      const part = name.slice(at, at + length).toLowerCase();
      if (telling(part) && text.includes(part)) return length;
    }
  }
  return 0;
}

/** A product called by its name, in whole or in good part. */
function calledByName(text: string, shelf: readonly Product[]): readonly Product[] {
  const lengths = shelf.map((one) => sharedLength(one.name, text));
  const longest = Math.max(0, ...lengths);
  return longest < 4 ? [] : shelf.filter((_one, at) => lengths[at] === longest);
}

const namesUnknown =
  /[\p{Script=Han}]{2,4}(盈|享|利|添|鑫|宝|安)[\p{Script=Han}]{0,2}\d*(天|号|期)?(?=还|能|多少|交|有|是|$)/u;

interface Wanted {
  readonly fits: (one: Product) => boolean;
  readonly words: string;
}

function riskWanted(text: string): Wanted[] {
  const level = /c([1-5])(?:级)?/.exec(text)?.[1];
  const risk = /r([1-5])(?:级)?(及?以下|以内|及?以上)?/.exec(text);
  const number = (one: Product) => Number(one.risk?.slice(1) ?? Number.NaN);
  if (risk) {
    const [, digit = '', side = ''] = risk;
    const fits = (one: Product) =>
      /下|内/.test(side)
        ? number(one) <= Number(digit)
        : /上/.test(side)
          ? number(one) >= Number(digit)
          : number(one) === Number(digit);
    return [{ fits, words: `R${digit}${side}` }];
  }
  if (level)
    return [
      {
        fits: (one) => number(one) <= Number(level),
        words: `C${level}可匹配（R${level}及以下）的产品`,
      },
    ];
  return [];
}

const kindAlias: readonly (readonly [RegExp, string])[] = [
  [/存款/, '定期'],
  [/稳健|固收/, '理财'],
];

function kindWanted(text: string): Wanted[] {
  const said = [...text.matchAll(new RegExp(P, 'g'))].map((match) => match[1]);
  const named = said.find((word) => productSaid(word).productName !== undefined);
  const plain = named ?? said[0] ?? kindAlias.find(([words]) => words.test(text))?.[1];
  const { products, productName } = productSaid(plain);
  const loan = /(经营|消费|住房|房)?贷/.exec(text);
  if (loan) {
    const [, purpose = ''] = loan;
    const fits = (one: Product) => one.kind === 'loan' && one.name.includes(purpose);
    return [{ fits, words: `${purpose}贷款` }];
  }
  if (products === undefined) return [];
  const fits = (one: Product) =>
    products.includes(one.kind) && (productName === undefined || one.name.includes(productName));
  return [{ fits, words: productName ?? products.map((kind) => kindWords[kind]).join('、') }];
}

function termWanted(text: string): Wanted[] {
  const match = /(\d+)(天|个月|年)(期|以内|内|左右|定)?/.exec(withDigits(text));
  if (!match) return [];
  const days = Number(match[1]) * ({ 天: 1, 个月: 30, 年: 365 }[match[2] ?? ''] ?? 1);
  const within = /内/.test(match[3] ?? '');
  const term = (one: Product) => termDays(one.name);
  const fits = (one: Product) => {
    const own = term(one);
    return own !== null && (within ? own <= days : Math.abs(own - days) <= days * 0.1);
  };
  return [{ fits, words: `${match[1]}${match[2]}${within ? '以内' : ''}` }];
}

function minimumWanted(text: string): Wanted[] {
  if (!/起(购|存|点)?|门槛/.test(text)) return [];
  const amount = amountIn(withDigits(text));
  const cents = amount?.cents.from;
  return cents === undefined
    ? []
    : [{ fits: (one) => one.minAmountCents === cents, words: amount?.words ?? '' }];
}

const currencies = /美元|外币|欧元|港币|日元|英镑/;

function openingWanted(text: string): Wanted[] {
  const currency = currencies.exec(text)?.[0];
  if (currency) return [{ fits: (one) => one.name.includes(currency), words: `（${currency}）` }];
  if (/每日开放|天天开放|随时(赎|取)/.test(text)) {
    return [{ fits: (one) => termDays(one.name) === 0, words: '（每日开放）' }];
  }
  if (/定开/.test(text)) return [{ fits: (one) => one.name.includes('定开'), words: '（定开）' }];
  if (/最低风险|风险(等级)?最低/.test(text)) {
    return [{ fits: (one) => one.risk === 'R1', words: '风险最低（R1）的产品' }];
  }
  return [];
}

/** What is on sale before what is not; by term where the shortest or longest is asked for. */
function inOrder(products: readonly Product[], best: AskedProducts['best'], today: Day): Product[] {
  const days = (one: Product) => termDays(one.name) ?? Number.POSITIVE_INFINITY;
  return [...products].sort((a, b) => {
    const sale = Number(isOnSale(b, today)) - Number(isOnSale(a, today));
    if (best === null || sale !== 0) return sale;
    return best === 'shortest' ? days(a) - days(b) : days(b) - days(a);
  });
}

function fitting(text: string, shelf: readonly Product[], wanted: readonly Wanted[]) {
  const called = calledByName(text, shelf);
  if (called.length === 0 && namesUnknown.test(text)) return [];
  const whole =
    wanted.length === 0 ? [] : shelf.filter((one) => wanted.every(({ fits }) => fits(one)));
  const isNarrower = called.length > 0 && (called.length < whole.length || whole.length === 0);
  return isNarrower ? called : whole;
}

/** What a question asks of the product table; only rows of the table are ever given. */
export function productsAsked(text: string, shelf: readonly Product[], today: Day): AskedProducts {
  const notInTable = [...new Set(text.match(strangers) ?? [])];
  const best = /最短/.test(text) ? 'shortest' : /最长/.test(text) ? 'longest' : null;
  const wanted = [
    ...riskWanted(text),
    ...kindWanted(text),
    ...termWanted(text),
    ...minimumWanted(text),
    ...openingWanted(text),
  ];
  const fit = fitting(text, shelf, wanted);
  const what = wanted.map(({ words }) => words).join('') || '您问的产品';
  const onSale = fit.filter((one) => isOnSale(one, today));
  const saleOnly = /在售|在卖|能买|还有/.test(text) && onSale.length > 0 && fit.length > 1;
  const products = inOrder(saleOnly ? onSale : fit, best, today);
  return { products, what, best, notInTable };
}
