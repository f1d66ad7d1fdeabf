import type { Day } from '../calendar/day.ts';

export const productKinds = [
  'demand',
  'term_deposit',
  'structured_deposit',
  'wealth',
  'fund',
  'insurance',
  'gold',
  'trust',
  'bond',
  'card',
  'loan',
] as const;
export type ProductKind = (typeof productKinds)[number];

export const productRisks = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;
export type ProductRisk = (typeof productRisks)[number];

/** A row of the dated product table. */
export interface Product {
  readonly productId: string;
  readonly name: string;
  readonly kind: ProductKind;
  readonly risk: ProductRisk | null;
  readonly issuer: string | null;
  readonly minAmountCents: number | null;
  /** As the bank wrote it; good until `validUntil` only. */
  readonly rateText: string | null;
  readonly benchmarkText: string | null;
  readonly onSaleFrom: Day | null;
  readonly onSaleTo: Day | null;
  readonly validUntil: Day | null;
}
