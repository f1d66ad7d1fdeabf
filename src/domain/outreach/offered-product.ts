import type { Day } from '../calendar/day.ts';
import type { ProductKind, ProductRisk } from '../clients/product.ts';
import type { ProductType } from '../compliance/message.ts';

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
export function shelfHindrance(product: OfferedProduct, today: Day): string | null {
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
  /** Of an age from which a supervisor decides about R3 and up. */
  readonly senior: boolean;
}

/** Why a product does not suit a client; null: it does. Levels as 1–5. */
export function suitabilityHindrance(
  { name, kind, risk }: OfferedProduct,
  client: SuitedClient,
): string | null {
  if (risk === null || !mustBeRated.has(kind)) return null;
  if (client.assessment === 'none')
    return `客户没有风险测评，不能介绍 ${risk} 的产品；先请客户自己做测评。`;
  if (client.assessment === 'expired')
    return '客户的风险测评过了有效期，不能介绍产品；先请客户自己重做测评。';
  if (client.level !== null && Number(risk.slice(1)) > client.level)
    return `“${name}”是 ${risk}，高于客户的 C${client.level}，不能向客户介绍。`;
  if (client.senior && Number(risk.slice(1)) >= 3)
    return `客户年满 65 岁，${risk} 的产品要先报主管，不由系统起草；请主管一起面谈。`;
  return null;
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
