import type { Day } from '../calendar/day.ts';
import type { ProductKind } from '../clients/product.ts';
import type { SignalCode } from './signal-code.ts';

/** A change of address or employer; a drive is the day on which the bank cleaned its data. */
export interface MasterChange {
  readonly on: Day;
  readonly drive: boolean;
}

/** The latest month end that still counts; amounts in cents. */
interface LatestBalance {
  readonly monthEnd: Day;
  readonly aum: number;
  /** Daily average, else the balance itself. */
  readonly average: number;
  readonly deposits: number | null;
}

export interface HeldProduct {
  readonly kind: ProductKind;
  /** 1–5; null: the product has none. */
  readonly risk: number | null;
  readonly productId: string;
  readonly amount: number;
  readonly startOn: Day;
  readonly maturityOn: Day | null;
  readonly redeemBy: Day | null;
  readonly autoRenew: boolean;
  /** Null where it is open on the day. */
  readonly closedOn: Day | null;
  readonly cost: number | null;
  readonly marketValue: number | null;
  readonly valueOn: Day | null;
}

/** Counts and sums of one client's bookings in the windows of the signals; amounts in cents, ≥ 0 unless net. */
export interface BookingFigures {
  /** S2A: spend in the last, the one before, and the one before that. */
  n0: number;
  n1: number;
  n2: number;
  t0: number;
  t2: number;
  /** S2B: transfers, cash and investments, late and before. */
  burst: number;
  burstBefore: number;
  /** S3: transfers with other banks. */
  out30: number;
  in30: number;
  outBefore: number;
  /** Of out30, what tells whose account it went to, and what went to the client's own. */
  sameNameTold: boolean;
  sameNameOut: number;
  /** H1: out minus in between the two month ends. */
  outflow: number;
  /** H2: own bookings with money going out. */
  outsLate: number;
  outsBefore: number;
  /** I1, P4: calendar months with salary, the last one's day, and whether anything was invested. */
  salaryMonths: number;
  investments: number;
  lastSalaryOn: Day | null;
  /** P2. */
  own90: number;
  thirdParty90: number;
}

interface LoanFigures {
  readonly kind: string;
  readonly balance: number;
  readonly dueOn: Day | null;
  readonly prepayRequestedOn: Day | null;
  readonly settledOn: Day | null;
}

interface ComplaintFigures {
  readonly level: number;
  readonly escalated: boolean;
}

/** All that the signals look at of one client on day D: rows after D are not in it. */
export interface FeatureRow {
  /** The first workday after D. */
  readonly nextWorkday: Day;
  readonly day: Day;
  readonly clientId: string;
  readonly managerId: string;
  readonly tier: string | null;
  readonly openedOn: Day;
  readonly birthDate: Day | null;
  readonly payrollHere: boolean;
  /** False once the client has revoked the consent to analysis. */
  readonly analysisAllowed: boolean;
  readonly addressChange: MasterChange | null;
  readonly employerChange: MasterChange | null;
  /** Days on which a tag of moving or changing jobs was entered that still holds. */
  readonly moveTags: readonly Day[];
  readonly balance: LatestBalance | null;
  /** Assets at the last month end that lies S3's window back. */
  readonly aumBefore: number;
  /** Assets at the third month end before the latest balance's. */
  readonly aumThreeMonthsBefore: number | null;
  readonly bookings: BookingFigures;
  readonly holdings: readonly HeldProduct[];
  readonly contactsInBefore: number;
  readonly contactsInLate: number;
  readonly lastContactIn: Day | null;
  readonly effectiveOutLate: number;
  /** 1–5 of an assessment that is valid on the day; null: none is. */
  readonly validLevel: number | null;
  readonly openComplaints: readonly ComplaintFigures[];
  readonly loans: readonly LoanFigures[];
  /** Reputation events that reach this client. */
  readonly reputationEvents: number;
}

/** What went over which line. */
export interface Measure {
  readonly value: number;
  readonly threshold: number;
}

export interface Hit extends Measure {
  readonly clientId: string;
  readonly code: SignalCode;
}
