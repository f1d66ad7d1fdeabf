import type { ClientStatus, Gender, OutreachChannel } from './client.ts';
import type { ProductKind, ProductRisk } from './product.ts';

/** Both ends belong to the range; an end left out is open. */
export interface Range {
  readonly from?: number;
  readonly to?: number;
}

/**
 * One thing asked of a client. A filter is a list of them, all of which must hold; each is shown
 * as one chip and can be taken away or negated by itself. Amounts in cents, days as day numbers.
 */
export type ClientCondition = { readonly not?: boolean } & (
  | {
      /** An open placed holding that is due (notice or maturity, the earlier) in the window. */
      readonly kind: 'due';
      readonly days: Range;
      readonly amountCents?: Range;
      /** The amount counts per client, all holdings due in the window together. */
      readonly perClient?: boolean;
    }
  | {
      readonly kind: 'holds';
      readonly products?: readonly ProductKind[];
      readonly risks?: readonly ProductRisk[];
      readonly amountCents?: Range;
    }
  | { readonly kind: 'aum'; readonly cents: Range }
  | {
      /** Assets at the latest month end less those of `months` before. */
      readonly kind: 'aum-change';
      readonly months: number;
      readonly cents?: Range;
      /** In percent of the earlier assets. */
      readonly percent?: Range;
    }
  | {
      readonly kind: 'contacted';
      readonly days: Range;
      readonly effective?: boolean;
      readonly direction?: 'in' | 'out';
    }
  | {
      /** Birthday in a window of the year, as month × 100 + day; may run over New Year. */
      readonly kind: 'birthday';
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'age'; readonly years: Range }
  | { readonly kind: 'opened'; readonly days: Range }
  | { readonly kind: 'gender'; readonly gender: Gender }
  | { readonly kind: 'city'; readonly city: string }
  | { readonly kind: 'tier'; readonly tiers: readonly string[] }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'status'; readonly statuses: readonly ClientStatus[] }
  | { readonly kind: 'complaint-open' }
  | { readonly kind: 'loan-open' }
  | { readonly kind: 'assessment-valid' }
  | { readonly kind: 'risk-level'; readonly levels: readonly string[] }
  | { readonly kind: 'may-market'; readonly channel?: OutreachChannel }
  | { readonly kind: 'promise-open'; readonly days: Range }
  | { readonly kind: 'manager'; readonly managerId: string }
);

export type ClientSort = 'aum' | 'name' | 'due' | 'last-contact' | 'client-id';

export interface ClientFilter {
  readonly conditions: readonly ClientCondition[];
  readonly sort?: ClientSort;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}
