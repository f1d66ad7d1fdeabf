import type { Selectable } from 'kysely';
import type {
  Client,
  ClientStatus,
  Disc,
  Gender,
  OutreachChannel,
} from '../../domain/clients/client.ts';
import type {
  Complaint,
  Consent,
  Contact,
  Loan,
  RiskLevel,
  TransferOut,
} from '../../domain/clients/client-records.ts';
import type { Holding } from '../../domain/clients/holding.ts';
import type { ProductKind, ProductRisk } from '../../domain/clients/product.ts';
import type { Employee, Role } from '../../domain/people/employee.ts';
import type { BookSchema } from './book-schema.ts';

// The one place where rows become values of the domain; the import has checked what they hold.

function flag(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}

export function toEmployee(row: Selectable<BookSchema['managers']>): Employee {
  return {
    employeeId: row.manager_id,
    name: row.name,
    branchId: row.branch_id,
    role: row.role as Role,
    supervisorId: row.supervisor_id,
    leaveFrom: row.leave_from,
    leaveTo: row.leave_to,
    deputyId: row.deputy_id,
    leftOn: row.left_on,
  };
}

type ClientRow = Selectable<BookSchema['clients']> & { aum: number | null };

export function toSummary(row: ClientRow) {
  return {
    clientId: row.client_id,
    managerId: row.manager_id,
    name: row.name,
    gender: row.gender as Gender | null,
    salutation: row.salutation,
    tier: row.tier,
    mobileTail: row.mobile_tail,
    status: (row.status ?? 'active') as ClientStatus,
    aumCents: row.aum,
  };
}

export function toClient(row: ClientRow): Client {
  return {
    ...toSummary(row),
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    birthDate: row.birth_date,
    idTail: row.id_tail,
    occupation: row.occupation,
    employer: row.employer,
    city: row.address_city,
    addressChangedOn: row.address_changed_on,
    employerChangedOn: row.employer_changed_on,
    disc: row.disc as Disc | null,
    payrollHere: flag(row.payroll_here),
    preferredChannel: row.preferred_channel as OutreachChannel | null,
    preferredHours: row.preferred_hours,
    doNotContact: row.do_not_contact === 1,
    remark: row.remark,
  };
}

export interface HoldingRow extends Selectable<BookSchema['holdings']> {
  readonly product_name: string;
  readonly kind: string;
  readonly risk: string | null;
}

export function toHolding(row: HoldingRow): Holding {
  return {
    holdingId: row.holding_id,
    productId: row.product_id,
    productName: row.product_name,
    kind: row.kind as ProductKind,
    risk: row.risk as ProductRisk | null,
    amountCents: row.amount,
    startOn: row.start_on,
    maturityOn: row.maturity_on,
    redeemBy: row.redeem_by,
    autoRenew: flag(row.auto_renew),
    closedOn: row.closed_on,
    costCents: row.cost,
    marketValueCents: row.market_value,
    valueOn: row.value_on,
  };
}

export function toContact(row: Selectable<BookSchema['contacts']>): Contact {
  return {
    contactId: row.contact_id,
    managerId: row.manager_id,
    contactedOn: row.contacted_on,
    contactedAtSeconds: row.contacted_at,
    channel: row.channel as Contact['channel'],
    direction: row.direction as Contact['direction'],
    effective: flag(row.effective),
    result: row.result,
    note: row.note,
    nextOn: row.next_on,
  };
}

export function toComplaint(row: Selectable<BookSchema['complaints']>): Complaint {
  return {
    complaintId: row.complaint_id,
    openedOn: row.opened_on,
    level: row.level,
    escalatedOn: row.escalated_on,
    topic: row.topic,
    closedOn: row.closed_on,
  };
}

export function toLoan(row: Selectable<BookSchema['loans']>): Loan {
  return {
    loanId: row.loan_id,
    kind: row.kind as Loan['kind'],
    balanceCents: row.balance,
    openedOn: row.opened_on,
    dueOn: row.due_on,
    rate: row.rate,
    prepayRequestedOn: row.prepay_requested_on,
    settledOn: row.settled_on,
  };
}

export function toConsent(row: Selectable<BookSchema['consents']>): Consent {
  return {
    purpose: row.purpose as Consent['purpose'],
    channel: row.channel as Consent['channel'],
    grantedOn: row.granted_on,
    revokedOn: row.revoked_on,
  };
}

export function toAssessment(row: Selectable<BookSchema['assessments']>) {
  return { assessedOn: row.assessed_on, level: row.level as RiskLevel };
}

export function toTransferOut(row: Selectable<BookSchema['transactions']>): TransferOut {
  return {
    transactionId: row.transaction_id,
    bookedOn: row.booked_on,
    amountCents: -row.amount,
    sameName: flag(row.counterparty_same_name),
  };
}
