import { addMonths, type Day, monthEnd } from '../../domain/calendar/day.ts';
import { addBooking, noBookings, type OutflowAges } from '../../domain/churn/booking-windows.ts';
import { isOpen } from '../../domain/churn/due-day.ts';
import type {
  BookingFigures,
  FeatureRow,
  HeldProduct,
  MasterChange,
} from '../../domain/churn/feature-row.ts';
import type { Thresholds } from '../../domain/churn/signal-settings.ts';
import { assessmentValidDays } from '../../domain/clients/client-records.ts';
import type { ProductKind } from '../../domain/clients/product.ts';
import { type ClientChoice, type ClientRow, readClients } from './client-rows.ts';
import { NumberList } from './number-list.ts';
import type { ReadableBook } from './read-rows.ts';
import {
  type BookingRow,
  type HoldingTuple,
  readAnalysisConsents,
  readAssessments,
  readBookings,
  readComplaints,
  readContacts,
  readHoldings,
  readLoans,
  readMoveTags,
} from './relation-rows.ts';
import { RowsByClient } from './rows-by-client.ts';
import { driveKey, type ScanSetting } from './scan-setting.ts';
import { type WalkRange, wholeBook } from './walk-range.ts';

/** So many clients are read together: more of them outlive the young generation and cost collecting. */
const clientsAtOnce = 500;

const digit = (code: string | null): number | null =>
  code === null ? null : Number(code.slice(1));

function toHeld(row: HoldingTuple): HeldProduct {
  return {
    kind: row[2] as ProductKind,
    risk: digit(row[3]),
    productId: row[1],
    amount: row[4],
    startOn: row[5],
    maturityOn: row[6],
    redeemBy: row[7],
    autoRenew: row[8] === 1,
    closedOn: row[9],
    cost: row[10],
    marketValue: row[11],
    valueOn: row[12],
  };
}

/** All rows that belong to a stretch of clients. */
async function readStretch(
  book: ReadableBook,
  setting: ScanSetting,
  place: { readonly after: string; readonly upTo: string; readonly only: readonly string[] | null },
) {
  const { day, settings, widest } = setting;
  const { S1, S5 } = settings.thresholds;
  const stretch = { day, ...place };
  const contactDays = { days: S5.days, daysBefore: S5.days_before };
  const moveTags = { days: widest.s1Days, tags: S1.tags };
  return {
    bookings: new RowsByClient(await readBookings(book, stretch, widest.lookBack)),
    holdings: new RowsByClient(await readHoldings(book, stretch, widest.m2Days)),
    contacts: new RowsByClient(await readContacts(book, stretch, contactDays)),
    complaints: new RowsByClient(await readComplaints(book, stretch)),
    loans: new RowsByClient(await readLoans(book, stretch, widest.s4Days)),
    assessments: new RowsByClient(await readAssessments(book, stretch)),
    consents: new RowsByClient(await readAnalysisConsents(book, stretch)),
    moveTags: new RowsByClient(await readMoveTags(book, stretch, moveTags)),
  };
}

type Stretch = Awaited<ReturnType<typeof readStretch>>;

function bookingFigures(
  row: BookingRow | undefined,
  lines: Thresholds,
  outflow: OutflowAges | null,
  { day, month }: ScanSetting,
): BookingFigures {
  const sums = noBookings();
  if (row === undefined) return sums;
  const salaryMonths = new Set<number>();
  const windows = { lines, outflow, salaryMonths, month, day };
  const [codes, amounts] = [new NumberList(row[1]), new NumberList(row[2])];
  while (!codes.ended) {
    const code = codes.next();
    const name = code & 3;
    const booking = {
      age: code >> 7,
      kind: (code >> 3) & 15,
      otherBank: (code & 4) !== 0,
      sameName: name === 0 ? null : name === 3,
      amount: amounts.next(),
    };
    addBooking(sums, booking, windows);
  }
  sums.salaryMonths = salaryMonths.size;
  return sums;
}

function outflowAges(end: Day | null, day: Day): OutflowAges | null {
  if (end === null) return null;
  const start = monthEnd(addMonths(end, -3));
  return { from: day - start - 1, to: day - end };
}

function balancesOf(row: ClientRow) {
  const [monthEndOn, aum] = [row[9], row[10]];
  const known = monthEndOn !== null && aum !== null;
  return {
    balance: known
      ? { monthEnd: monthEndOn, aum, average: row[11] ?? aum, deposits: row[12] }
      : null,
    aumBefore: row[13] ?? 0,
    aumThreeMonthsBefore: row[14],
  };
}

function changesOf(row: ClientRow, { drives }: ScanSetting) {
  const [, , branchId, , , , , addressedOn, employedOn] = row;
  const change = (
    on: Day | null,
    column: 'address_changed_on' | 'employer_changed_on',
  ): MasterChange | null =>
    on === null ? null : { on, drive: drives.has(driveKey(branchId, column, on)) };
  return {
    addressChange: change(addressedOn, 'address_changed_on'),
    employerChange: change(employedOn, 'employer_changed_on'),
  };
}

function eventsFor(branchId: string, holdings: readonly HeldProduct[], setting: ScanSetting) {
  const { bankEvents, branchEvents, productEvents } = setting;
  if (bankEvents + branchEvents.size + productEvents.size === 0) return 0;
  const products = new Set(holdings.filter(isOpen).map(({ productId }) => productId));
  const ofProducts = [...products].reduce((sum, id) => sum + (productEvents.get(id) ?? 0), 0);
  return bankEvents + (branchEvents.get(branchId) ?? 0) + ofProducts;
}

function toFeatures(row: ClientRow, stretch: Stretch, setting: ScanSetting): FeatureRow {
  const [clientId, managerId, branchId, tier, openedOn, birthDate, payrollHere] = row;
  const { day, nextWorkday, judge } = setting;
  const lines = judge.thresholds(tier);
  const balances = balancesOf(row);
  const outflow = outflowAges(balances.balance?.monthEnd ?? null, day);
  const holdings = stretch.holdings.of(clientId).map(toHeld);
  const contacts = stretch.contacts.of(clientId)[0];
  const assessed = stretch.assessments.of(clientId).at(-1);
  const valid = assessed !== undefined && assessed[1] + assessmentValidDays >= day;
  return {
    day,
    nextWorkday,
    clientId,
    managerId,
    tier,
    openedOn,
    birthDate,
    payrollHere: payrollHere === 1,
    analysisAllowed: stretch.consents.of(clientId).at(-1)?.[2] !== 1,
    ...changesOf(row, setting),
    moveTags: stretch.moveTags.of(clientId).map(([, on]) => on),
    ...balances,
    bookings: bookingFigures(stretch.bookings.of(clientId)[0], lines, outflow, setting),
    holdings,
    contactsInBefore: contacts?.[1] ?? 0,
    contactsInLate: contacts?.[2] ?? 0,
    lastContactIn: contacts?.[3] ?? null,
    effectiveOutLate: contacts?.[4] ?? 0,
    validLevel: valid ? digit(assessed[2]) : null,
    openComplaints: stretch.complaints
      .of(clientId)
      .map(([, level, escalated]) => ({ level, escalated: escalated === 1 })),
    loans: stretch.loans
      .of(clientId)
      .map(([, kind, balance, dueOn, prepayRequestedOn, settledOn]) => ({
        kind,
        balance,
        dueOn,
        prepayRequestedOn,
        settledOn,
      })),
    reputationEvents: eventsFor(branchId, holdings, setting),
  };
}

/** Feature rows of the chosen clients that are looked at, stretch by stretch in id order. */
export async function* featureRows(
  book: ReadableBook,
  setting: ScanSetting,
  choice: ClientChoice,
  { after: start, upTo }: WalkRange = wholeBook,
): AsyncGenerator<FeatureRow[]> {
  const { day, settings } = setting;
  const { balance_valid_days: balanceDays } = settings.alerts;
  const beforeDays = settings.thresholds.S3.days;
  let after = start;
  for (;;) {
    const range = { day, balanceDays, beforeDays, after, upTo, limit: clientsAtOnce };
    const clients = await readClients(book, { ...range, choice });
    const last = clients.at(-1)?.[0];
    if (last === undefined) return;
    const ids = clients.map(([clientId]) => clientId);
    const place = { after, upTo: last, only: choice.kind === 'all' ? null : ids };
    const stretch = await readStretch(book, setting, place);
    yield clients.map((client) => toFeatures(client, stretch, setting));
    if (clients.length < clientsAtOnce) return;
    after = last;
    // Lets a conversation in the same process have its turn.
    await new Promise(setImmediate);
  }
}
