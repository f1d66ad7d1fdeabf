import type { Day } from '../calendar/day.ts';
import type { ProductKind, ProductRisk } from './product.ts';

export interface Holding {
  readonly holdingId: string;
  readonly productId: string;
  readonly productName: string;
  readonly kind: ProductKind;
  readonly risk: ProductRisk | null;
  readonly amountCents: number;
  readonly startOn: Day;
  readonly maturityOn: Day | null;
  /** The last day to give notice. */
  readonly redeemBy: Day | null;
  readonly autoRenew: boolean | null;
  readonly closedOn: Day | null;
  readonly costCents: number | null;
  readonly marketValueCents: number | null;
  readonly valueOn: Day | null;
}
