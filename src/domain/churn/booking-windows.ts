import { transactionKinds } from '../clients/transaction-kind.ts';
import type { BookingFigures } from './feature-row.ts';
import type { Thresholds } from './signal-settings.ts';

const place = (kind: (typeof transactionKinds)[number]): number => transactionKinds.indexOf(kind);
const [transfer, card, thirdParty, cash, investment, salary] = [
  place('transfer'),
  place('card'),
  place('third_party_payment'),
  place('cash'),
  place('investment'),
  place('salary'),
];

export const noBookings = (): BookingFigures => ({
  n0: 0,
  n1: 0,
  n2: 0,
  t0: 0,
  t2: 0,
  burst: 0,
  burstBefore: 0,
  out30: 0,
  in30: 0,
  outBefore: 0,
  sameNameTold: false,
  sameNameOut: 0,
  outflow: 0,
  outsLate: 0,
  outsBefore: 0,
  salaryMonths: 0,
  investments: 0,
  lastSalaryOn: null,
  own90: 0,
  thirdParty90: 0,
});

/** One booking, with its age in days (0 on D itself) and its kind as the place in `transactionKinds`. */
export interface AgedBooking {
  readonly age: number;
  readonly amount: number;
  readonly kind: number;
  readonly otherBank: boolean;
  readonly sameName: boolean | null;
}

/** Of H1: ages of the first and the last day between the two month ends; null: not asked. */
export interface OutflowAges {
  readonly from: number;
  readonly to: number;
}

function addSpend(sums: BookingFigures, { age, amount }: AgedBooking, days: number): void {
  if (age < days) {
    sums.n0++;
    sums.t0 += Math.abs(amount);
  } else if (age < 2 * days) {
    sums.n1++;
  } else if (age < 3 * days) {
    sums.n2++;
    sums.t2 += Math.abs(amount);
  }
}

function addOtherBank(sums: BookingFigures, booking: AgedBooking, { S3 }: Thresholds): void {
  const { age, amount, sameName } = booking;
  if (age < S3.days) {
    if (amount > 0) sums.in30 += amount;
    if (amount >= 0) return;
    sums.out30 -= amount;
    if (sameName !== null) sums.sameNameTold = true;
    if (sameName === true) sums.sameNameOut -= amount;
  } else if (age < S3.days + S3.days_before && amount < 0) {
    sums.outBefore -= amount;
  }
}

function addBurst(sums: BookingFigures, age: number, { S2B }: Thresholds): void {
  if (age < S2B.days) sums.burst++;
  else if (age < S2B.days + S2B.days_before) sums.burstBefore++;
}

function addOuts(sums: BookingFigures, age: number, { H2 }: Thresholds): void {
  if (age < H2.days) sums.outsLate++;
  else if (age < H2.days_before) sums.outsBefore++;
}

function addOwn(sums: BookingFigures, booking: AgedBooking, lines: Thresholds): void {
  const { age, amount, kind } = booking;
  if (amount < 0) addOuts(sums, age, lines);
  if (age < lines.P2.days) {
    sums.own90++;
    if (kind === thirdParty) sums.thirdParty90++;
  }
  if (kind !== investment) addSpend(sums, booking, lines.S2A.days);
  else if (age < lines.I1.days_without_investment) sums.investments++;
  if (kind !== card && kind !== thirdParty) addBurst(sums, age, lines);
}

/**
 * Adds one booking to the figures of every window it falls into. `month` numbers the calendar
 * month of a booking of that age.
 */
export function addBooking(
  sums: BookingFigures,
  booking: AgedBooking,
  {
    lines,
    outflow,
    salaryMonths,
    month,
    day,
  }: {
    readonly lines: Thresholds;
    readonly outflow: OutflowAges | null;
    readonly salaryMonths: Set<number>;
    readonly month: (age: number) => number;
    readonly day: number;
  },
): void {
  const { age, amount, kind } = booking;
  if (kind === salary) {
    if (age < lines.I1.days) salaryMonths.add(month(age));
    sums.lastSalaryOn = Math.max(sums.lastSalaryOn ?? 0, day - age);
    return;
  }
  if (kind > investment) return;
  addOwn(sums, booking, lines);
  const abroad = kind === transfer && booking.otherBank;
  if (abroad) addOtherBank(sums, booking, lines);
  if ((abroad || kind === cash) && outflow !== null && age <= outflow.from && age >= outflow.to) {
    sums.outflow -= amount;
  }
}

/** How far back bookings are read for these thresholds. */
export function lookBackDays({ S2A, S2B, S3, H2, I1, P2, P4 }: Thresholds, balanceDays: number) {
  return Math.max(
    3 * S2A.days,
    S2B.days + S2B.days_before,
    S3.days + S3.days_before,
    H2.days_before,
    I1.days,
    I1.days_without_investment,
    P2.days,
    P4.days,
    // Three months before a balance that may itself be this old.
    balanceDays + 93,
  );
}
