import type { Day } from '../calendar/day.ts';
import type { ProductKind, ProductRisk } from '../clients/product.ts';
import type { ProductType } from '../compliance/message.ts';
import { type Hindrance, hindrance } from './hindrance.ts';

/** A row of the bank's product table. */
export interface OfferedProduct {
  readonly productId: string;
  readonly name: string;
  readonly kind: ProductKind;
  readonly risk: ProductRisk | null;
  readonly issuer: string | null;
  readonly onSaleFrom: Day | null;
  readonly onSaleTo: Day | null;
  /** The last day on which the row may be relied on. */
  readonly validUntil: Day | null;
}

export function productTypeOf(kind: ProductKind): ProductType {
  return kind === 'demand' || kind === 'term_deposit' ? 'deposit' : kind;
}

const kindNames: Readonly<Record<ProductKind, string>> = {
  demand: '活期存款',
  term_deposit: '定期存款',
  structured_deposit: '结构性存款',
  wealth: '理财',
  fund: '基金',
  insurance: '保险',
  gold: '黄金积存',
  trust: '信托',
  bond: '债券',
  card: '信用卡',
  loan: '贷款',
};

/** What clients call it, without the product's name. */
export function kindName(kind: ProductKind, name: string): string {
  if (kind === 'term_deposit' && /大额存单/.test(name)) return '大额存单';
  if (kind === 'bond' && /国债/.test(name)) return '储蓄国债';
  return kindNames[kind];
}

const mustBeRated: ReadonlySet<ProductKind> = new Set([
  'structured_deposit',
  'wealth',
  'fund',
  'gold',
  'trust',
]);

/** Why a product can't be brought to anybody today; null: it can. */
export function shelfHindrance(product: OfferedProduct, today: Day): Hindrance | null {
  const reason = shelfFault(product, today);
  return reason === null ? null : hindrance('OT-08', reason);
}

function shelfFault(product: OfferedProduct, today: Day): string | null {
  const { name, kind, risk, onSaleFrom, onSaleTo, validUntil } = product;
  if (onSaleFrom !== null && onSaleFrom > today) return `“${name}”还没有开始销售，不能介绍。`;
  if (onSaleTo !== null && onSaleTo < today) return `“${name}”已经停售，不能介绍。`;
  if (validUntil !== null && validUntil < today)
    return `产品表里“${name}”的信息过了有效日，更新以后才能介绍。`;
  if (risk === null && mustBeRated.has(kind))
    return `产品表里“${name}”没有风险等级，查清以前不能介绍。`;
  return null;
}

export interface SuitedClient {
  /** 1–5 for C1–C5. */
  readonly level: number | null;
  readonly assessment: 'valid' | 'expired' | 'none';
  readonly age: number | null;
}

/** From these ages on R3 and up is a supervisor's matter, or nobody's (SU-05, SU-07). */
const seniorAge = 65;
const oldestAge = 80;

/** Why a product does not suit a client; null: it does. Levels as 1–5. */
export function suitabilityHindrance(
  { name, kind, risk }: OfferedProduct,
  { level, assessment, age }: SuitedClient,
): Hindrance | null {
  if (risk === null || !mustBeRated.has(kind)) return null;
  if (assessment === 'none')
    return hindrance('SU-02', `客户没有风险测评，不能介绍 ${risk} 的产品；先请客户自己做测评。`);
  if (assessment === 'expired')
    return hindrance('SU-03', '客户的风险测评过了有效期，不能介绍产品；先请客户自己重做测评。');
  const above = level !== null && Number(risk.slice(1)) > level;
  if (above)
    return hindrance('SU-01', `“${name}”是 ${risk}，高于客户的 C${level}，不能向客户介绍。`);
  return (age ?? 0) >= oldestAge && isHigh(risk)
    ? hindrance('SU-07', `客户年满 ${oldestAge} 岁，不向他介绍 ${risk} 的产品。`)
    : null;
}

function isHigh(risk: ProductRisk): boolean {
  return Number(risk.slice(1)) >= 3;
}

/** Whether a supervisor has to look before this product is brought to a client of that age. */
export function needsSupervisor({ kind, risk }: OfferedProduct, age: number | null): boolean {
  return risk !== null && mustBeRated.has(kind) && isHigh(risk) && (age ?? 0) >= seniorAge;
}

const licences: Partial<Record<ProductKind, string>> = {
  wealth: 'wealth',
  fund: 'fund',
  insurance: 'insurance',
};

/** The licence that somebody needs to sell it; null: none of the book's. */
export function licenceFor(kind: ProductKind): string | null {
  return licences[kind] ?? null;
}
