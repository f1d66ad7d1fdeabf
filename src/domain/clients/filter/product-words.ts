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
  [/^理财(产品)?$/, { products: ['wealth'] }],
  [/^(债券基金|债基)$/, { products: ['fund'], productName: '债' }],
  [/^(股票基金|股基|基金)$/, { products: ['fund'] }],
  [/^(保险|年金险?|保单|寿险)$/, { products: ['insurance'] }],
  [/^(黄金|积存金|贵金属)$/, { products: ['gold'] }],
  [/^(家族)?信托$/, { products: ['trust'] }],
  [/^(储蓄)?(国债|债券)$/, { products: ['bond'] }],
  [/^(白金)?信用卡$/, { products: ['card'] }],
];

/** Words for kinds of product, longest first, to be put into a pattern. */
export const P =
  '(大额存单|结构性?存款|定期存款|定期|定存|存单|整存整取|活期存款|活期|理财产品|理财|债券基金|债基|股票基金|股基|基金|保险|年金险|年金|保单|寿险|黄金|积存金|贵金属|家族信托|信托|储蓄国债|国债|债券|白金信用卡|信用卡)';

export function productSaid(word: string | undefined): SaidProduct {
  return words.find(([pattern]) => pattern.test(word ?? ''))?.[1] ?? {};
}

/** What money is placed in: everything but 活期, cards and loans. */
export const placedKinds = productKinds.filter(
  (kind) => kind !== 'demand' && kind !== 'card' && kind !== 'loan',
);
