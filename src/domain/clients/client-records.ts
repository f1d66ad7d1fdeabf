import type { Day } from '../calendar/day.ts';

export interface MonthBalance {
  readonly monthEnd: Day;
  readonly aumCents: number;
  /** Daily average of the month. */
  readonly aumAverageCents: number | null;
  readonly depositsCents: number | null;
}

export const contactChannels = ['sms', 'wechat', 'call', 'visit'] as const;
type ContactChannel = (typeof contactChannels)[number];
export const contactDirections = ['in', 'out'] as const;

export interface Contact {
  readonly contactId: string;
  readonly managerId: string;
  /** The day in the bank's time zone. */
  readonly contactedOn: Day;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly contactedAtSeconds: number;
  readonly channel: ContactChannel;
  readonly direction: (typeof contactDirections)[number];
  readonly effective: boolean | null;
  readonly result: string | null;
  readonly note: string | null;
  readonly nextOn: Day | null;
}

export interface Complaint {
  readonly complaintId: string;
  readonly openedOn: Day;
  /** 1 一般 … 4 特别重大. */
  readonly level: number;
  readonly escalatedOn: Day | null;
  readonly topic: string | null;
  readonly closedOn: Day | null;
}

export const loanKinds = ['mortgage', 'consumer', 'business'] as const;

export interface Loan {
  readonly loanId: string;
  readonly kind: (typeof loanKinds)[number];
  readonly balanceCents: number;
  readonly openedOn: Day;
  readonly dueOn: Day | null;
  readonly rate: string | null;
  readonly prepayRequestedOn: Day | null;
  readonly settledOn: Day | null;
}

export const riskLevels = ['C1', 'C2', 'C3', 'C4', 'C5'] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** Days for which a risk assessment holds, the day itself not counted (signals: assessment). */
export const assessmentValidDays = 365;

export interface Assessment {
  readonly assessedOn: Day;
  readonly level: RiskLevel;
}

export const consentPurposes = ['marketing', 'analysis'] as const;
export const consentChannels = ['sms', 'wechat', 'call', 'all'] as const;

export interface Consent {
  readonly purpose: (typeof consentPurposes)[number];
  readonly channel: (typeof consentChannels)[number];
  readonly grantedOn: Day;
  readonly revokedOn: Day | null;
}

export interface Tag {
  readonly tag: string;
  readonly enteredOn: Day;
  readonly enteredBy: string | null;
  readonly expiresOn: Day | null;
}

/** Money that a client sent to another bank. */
export interface TransferOut {
  readonly transactionId: string;
  readonly bookedOn: Day;
  readonly amountCents: number;
  /** Whether the account there is the client's own, where the book tells it. */
  readonly sameName: boolean | null;
}
