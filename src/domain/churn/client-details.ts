import type { Day } from '../calendar/day.ts';
import type { ProductKind } from '../clients/product.ts';
import type { transactionKinds } from '../clients/transaction-kind.ts';

interface BookedRow {
  readonly id: string;
  readonly on: Day;
  readonly amount: number;
  readonly kind: (typeof transactionKinds)[number];
  readonly counterpartyBank: string | null;
  readonly sameName: boolean | null;
}

interface HoldingRow {
  readonly id: string;
  readonly name: string;
  readonly kind: ProductKind;
  readonly risk: number | null;
  readonly amount: number;
  readonly startOn: Day;
  readonly maturityOn: Day | null;
  readonly redeemBy: Day | null;
  readonly autoRenew: boolean;
  readonly closedOn: Day | null;
  readonly cost: number | null;
  readonly marketValue: number | null;
  readonly valueOn: Day | null;
}

/** One client's rows up to day D, oldest first; read for hits only. */
export interface ClientDetails {
  readonly bookings: readonly BookedRow[];
  readonly holdings: readonly HoldingRow[];
  readonly balances: readonly { readonly monthEnd: Day; readonly aum: number }[];
  readonly contacts: readonly {
    readonly id: string;
    readonly on: Day;
    readonly direction: string;
    readonly effective: boolean;
  }[];
  readonly complaints: readonly {
    readonly id: string;
    readonly openedOn: Day;
    readonly level: number;
    readonly topic: string | null;
    readonly escalatedOn: Day | null;
  }[];
  readonly loans: readonly {
    readonly id: string;
    readonly kind: string;
    readonly balance: number;
    readonly dueOn: Day | null;
    readonly prepayRequestedOn: Day | null;
    readonly settledOn: Day | null;
  }[];
  readonly assessments: readonly { readonly on: Day; readonly level: string }[];
  readonly tags: readonly { readonly tag: string; readonly on: Day }[];
  readonly events: readonly {
    readonly id: string;
    readonly text: string | null;
    readonly from: Day;
  }[];
}
