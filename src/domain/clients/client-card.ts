import type { Client } from './client.ts';
import type {
  Assessment,
  Complaint,
  Consent,
  Contact,
  Loan,
  MonthBalance,
  Tag,
  TransferOut,
} from './client-records.ts';
import type { Holding } from './holding.ts';

/** All that stands in the book about one client, as a manager may see it. */
export interface ClientCard {
  readonly client: Client;
  readonly branchName: string;
  readonly managerName: string;
  /** Open ones, the next to decide on first. */
  readonly holdings: readonly Holding[];
  /** The last twelve month ends, oldest first. */
  readonly balances: readonly MonthBalance[];
  /** The last ones, newest first. */
  readonly contacts: readonly Contact[];
  readonly complaints: readonly Complaint[];
  readonly loans: readonly Loan[];
  /** Newest first; the first one counts. */
  readonly assessments: readonly Assessment[];
  readonly consents: readonly Consent[];
  readonly tags: readonly Tag[];
  /** To other banks, of the last ninety days, newest first. */
  readonly transfersOut: readonly TransferOut[];
}
