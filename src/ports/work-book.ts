import type { Day } from '../domain/calendar/day.ts';
import type { TimeOff } from '../domain/calendar/time-off.ts';
import type { OutreachChannel } from '../domain/clients/client.ts';
import type { Contact } from '../domain/clients/client-records.ts';
import type { ProductKind } from '../domain/clients/product.ts';
import type { Role } from '../domain/people/employee.ts';

/** Somebody of the staff, with the days on which they don't work. */
export interface Colleague {
  readonly employeeId: string;
  readonly name: string;
  readonly role: Role;
  readonly branchId: string;
  readonly branchName: string;
  readonly supervisorId: string | null;
  readonly deputyId: string | null;
  readonly off: TimeOff;
  /** The last day at the bank. */
  readonly leftOn: Day | null;
}

/** What planning a manager's day needs of a client. */
export interface WorkClient {
  readonly clientId: string;
  readonly managerId: string;
  readonly name: string;
  readonly tier: string | null;
  readonly openedOn: Day;
  readonly birthDate: Day | null;
  readonly preferredChannel: OutreachChannel | null;
  readonly preferredHours: string | null;
  readonly doNotContact: boolean;
}

export interface LoggedTouch
  extends Pick<
    Contact,
    | 'contactId'
    | 'managerId'
    | 'contactedOn'
    | 'contactedAtSeconds'
    | 'channel'
    | 'direction'
    | 'effective'
    | 'result'
    | 'nextOn'
  > {
  readonly clientId: string;
}

/** Money that falls due: the earlier of the last day to give notice and maturity. */
export interface DueMoney {
  readonly holdingId: string;
  readonly clientId: string;
  readonly managerId: string;
  readonly productName: string;
  readonly kind: ProductKind;
  readonly amountCents: number;
  readonly dueOn: Day;
  readonly byNotice: boolean;
  readonly startOn: Day;
  readonly closedOn: Day | null;
}

export interface ComplaintState {
  readonly complaintId: string;
  readonly clientId: string;
  readonly managerId: string;
  readonly level: number;
  readonly openedOn: Day;
  readonly escalatedOn: Day | null;
  readonly closedOn: Day | null;
}

/**
 * What daily work is planned from, for the clients of named managers. It is read on behalf of the
 * bank: whoever shows something of it to somebody asks for that person's managers only.
 */
export interface WorkBook {
  staff(): Promise<readonly Colleague[]>;
  /** Active clients, in the order of their ids. */
  clients(managerIds: readonly string[], day: Day): Promise<readonly WorkClient[]>;
  /** Contacts from one day to another with these managers' clients, recorded ones included, oldest first. */
  contacts(
    managerIds: readonly string[],
    days: { readonly from: Day; readonly to: Day },
  ): Promise<readonly LoggedTouch[]>;
  /** Placed holdings due in the days, open or closed since. */
  dueMoney(
    managerIds: readonly string[],
    days: { readonly from: Day; readonly to: Day },
  ): Promise<readonly DueMoney[]>;
  /** Placed money that started in the days, in cents by client. */
  newMoney(
    managerIds: readonly string[],
    days: { readonly from: Day; readonly to: Day },
  ): Promise<ReadonlyMap<string, number>>;
  /** Complaints that are open on the day or were closed on or after `since`. */
  complaints(
    managerIds: readonly string[],
    day: Day,
    since: Day,
  ): Promise<readonly ComplaintState[]>;
  /** Who looks after these clients now. */
  managersOf(clientIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
