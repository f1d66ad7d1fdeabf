import { type ProductKind, productKinds } from '../product.ts';

export interface SaidProduct {
  readonly products?: readonly ProductKind[];
  readonly productName?: string;
}

const words: readonly (readonly [RegExp, SaidProduct])[] = [
  [/^大额存单$/, { products: ['term_deposit'], productName: '大额存单' }],
  [/^结构性?存款$/, { products: ['structured_deposit'] }],
  [/^(定期(存款)?|定存|存单|整存整取)$/, { products: ['term_deposit'] }],
  [/^活期(存款)?$/, { products: ['demand'] }],
  [/^(净值型)?理财(产品)?$/, { products: ['wealth'] }],
  [/^现金管理(类)?$/, { products: ['wealth'], productName: '现金管理' }],
  [/^(债券基金|债基)$/, { products: ['fund'], productName: '债' }],
  [/^(股票(型)?基金|股基)$/, { products: ['fund'], productName: '股票' }],
  [/^混合(型)?基金$/, { products: ['fund'], productName: '混合' }],
  [/^基金$/, { products: ['fund'] }],
  [/^(年金险?)$/, { products: ['insurance'], productName: '年金' }],
  [/^(增额(终身)?寿(险)?|寿险)$/, { products: ['insurance'], productName: '寿' }],
  [/^(保险|保单)$/, { products: ['insurance'] }],
  [/^(黄金|积存金|贵金属)$/, { products: ['gold'] }],
  [/^(家族)?信托$/, { products: ['trust'] }],
  [/^(储蓄)?(国债|债券)$/, { products: ['bond'] }],
  [/^(白金)?信用卡$/, { products: ['card'] }],
];

const word =
  '大额存单|结构性?存款|定期存款|定期|定存|存单|整存整取|活期存款|活期|净值型理财|理财产品|理财|现金管理类?|债券基金|债基|股票型?基金|股基|混合型?基金|基金|保险|年金险|年金|保单|增额终身寿险|增额寿|寿险|黄金|积存金|贵金属|家族信托|信托|储蓄国债|国债|债券|白金信用卡|信用卡';

/** Words for kinds of product, longest first, to be put into a pattern. */
export const P = `(${word})`;

/** Several kinds named together: 理财或者结构性存款. */
export const Ps = `((?:${word})(?:(?:、|,|，|/|和|或者?|以及|及|与|跟|还有)(?:${word}))*)`;

function oneSaid(said: string): SaidProduct {
  return words.find(([pattern]) => pattern.test(said))?.[1] ?? {};
}

/** The kinds that some words name, one or several. */
export function productSaid(said: string | undefined): SaidProduct {
  const all = [...(said ?? '').matchAll(new RegExp(word, 'g'))].map(([one]) => oneSaid(one));
  const [only] = all;
  if (all.length <= 1) return only ?? {};
  return { products: [...new Set(all.flatMap((one) => one.products ?? []))] };
}

/** What money is placed in: everything but 活期, cards and loans. */
export const placedKinds = productKinds.filter(
  (kind) => kind !== 'demand' && kind !== 'card' && kind !== 'loan',
);
