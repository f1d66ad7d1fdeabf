import type { Day } from '../calendar/day.ts';
import type { ProductKind } from '../clients/product.ts';

interface Due {
  readonly maturityOn: Day | null;
  readonly redeemBy: Day | null;
}

/** The earlier of the last day to give notice and the maturity, as far as set. */
export function dueDay({ maturityOn, redeemBy }: Due): Day | null {
  if (maturityOn === null) return redeemBy;
  return redeemBy === null ? maturityOn : Math.min(maturityOn, redeemBy);
}

/** Kinds in which money is placed. */
export function isPlaced({ kind }: { readonly kind: ProductKind }): boolean {
  return kind !== 'demand' && kind !== 'card' && kind !== 'loan';
}

export function isOpen({ closedOn }: { readonly closedOn: Day | null }): boolean {
  return closedOn === null;
}

export function total(rows: readonly { readonly amount: number }[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}
