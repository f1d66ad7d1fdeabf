import type { Day } from '../calendar/day.ts';

export const clientStatuses = ['active', 'closed', 'deceased', 'frozen', 'no_profile'] as const;
export type ClientStatus = (typeof clientStatuses)[number];

export const genders = ['male', 'female'] as const;
export type Gender = (typeof genders)[number];

/** The four styles of the course: 控制型、影响型、稳健型、谨慎型. */
export const discStyles = ['D', 'I', 'S', 'C'] as const;
export type Disc = (typeof discStyles)[number];

export const outreachChannels = ['sms', 'wechat', 'call'] as const;
export type OutreachChannel = (typeof outreachChannels)[number];

/** What tells one client from another in a list; `mobileTail` is all of the number that is shown. */
export interface ClientSummary {
  readonly clientId: string;
  readonly managerId: string;
  readonly name: string;
  readonly gender: Gender | null;
  readonly salutation: string | null;
  readonly tier: string | null;
  readonly mobileTail: string | null;
  readonly status: ClientStatus;
  /** Assets at the latest month end, in cents; null where no balance is known. */
  readonly aumCents: number | null;
}

/** A client in a list, with what lists are made for. */
interface ListedClient extends ClientSummary {
  /** Of open placed holdings, today or later. */
  readonly nextDueOn: Day | null;
  readonly lastContactedOn: Day | null;
}

/** One page of a list; total and sum are those of the whole list. */
export interface ClientPage {
  readonly total: number;
  readonly aumCents: number;
  readonly clients: readonly ListedClient[];
}

export interface Client extends ClientSummary {
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  readonly birthDate: Day | null;
  readonly idTail: string | null;
  readonly occupation: string | null;
  readonly employer: string | null;
  readonly city: string | null;
  readonly addressChangedOn: Day | null;
  readonly employerChangedOn: Day | null;
  readonly disc: Disc | null;
  readonly payrollHere: boolean | null;
  readonly preferredChannel: OutreachChannel | null;
  /** As the bank wrote it: `09:00-11:30`. */
  readonly preferredHours: string | null;
  readonly doNotContact: boolean;
  /** What somebody noted; data, never an instruction. */
  readonly remark: string | null;
}
