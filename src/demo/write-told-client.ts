import { addMonths, type Day, monthEnd } from '../domain/calendar/day.ts';
import { identityOf, mobileOf, tierOf } from './client-master.ts';
import { type AddRow, date, yuan } from './demo-rows.ts';
import { type Told, toldClients, type When } from './told-clients.ts';

type Dated = (when: When) => string;

const byNumber = new Map(toldClients.map((one) => [one.number, one]));

function writeClient(one: Told, day: Dated, until: Day, add: AddRow): void {
  const { number, client, age, tail, aum } = one;
  const birth = addMonths(until, -12 * age - 5);
  add('clients', {
    client_id: idOf(number),
    manager_id: '1024',
    opened_on: day(-4200),
    status: 'active',
    birth_date: date(birth),
    mobile: mobileOf(number, tail),
    id_number: identityOf(birth, number),
    address_city: '杭州',
    tier: tierOf(10_000 * (aum[0] ?? 0)),
    payroll_here: false,
    do_not_contact: false,
    remark: '演示数据',
    ...client,
  });
}

function idOf(number: number): string {
  return `C${String(number).padStart(6, '0')}`;
}

function writeHoldings({ number, holdings }: Told, day: Dated, until: Day, add: AddRow): void {
  for (const { start, maturity, redeem, closed_on, ...rest } of holdings) {
    const maturity_on = maturity === undefined ? null : day(maturity);
    add('holdings', {
      client_id: idOf(number),
      start_on: day(start),
      maturity_on,
      redeem_by: redeem === undefined ? null : day(redeem),
      closed_on: closed_on === 'maturity' ? maturity_on : null,
      value_on: rest.cost === undefined ? null : date(until),
      ...rest,
    });
  }
}

function writeMoney({ number, aum, transfers = [] }: Told, day: Dated, until: Day, add: AddRow) {
  const client_id = idOf(number);
  const lastEnd = monthEnd(until) === until ? until : monthEnd(addMonths(until, -1));
  for (let back = 12; back >= 0; back--) {
    const value = 10_000 * (aum[back] ?? aum.at(-1) ?? 0);
    const month_end = date(monthEnd(addMonths(lastEnd, -back)));
    const deposits = yuan(value * 0.7);
    add('balances', { client_id, month_end, aum: yuan(value), aum_avg: yuan(value), deposits });
  }
  for (const [transaction_id, at, amount] of transfers) {
    add('transactions', {
      transaction_id,
      client_id,
      booked_on: day(at),
      amount: yuan(amount),
      kind: 'transfer',
      channel: 'mobile',
      counterparty_bank: '105',
      counterparty_same_name: true,
    });
  }
}

/** Writes the client with this number if the dialogues tell of one; whether they do. */
export function writeToldClient(number: number, until: Day, add: AddRow): boolean {
  const one = byNumber.get(number);
  if (one === undefined) return false;
  const day = (when: When) => date(until + 1 + when);
  writeClient(one, day, until, add);
  writeHoldings(one, day, until, add);
  writeMoney(one, day, until, add);
  const client_id = idOf(number);
  for (const { at, next, ...rest } of one.contacts) {
    add('contacts', {
      client_id,
      manager_id: '1024',
      contacted_at: `${day(at)}T10:20:00+08:00`,
      next_on: next === undefined ? null : day(next),
      ...rest,
    });
  }
  if (one.level)
    add('assessments', { client_id, assessed_on: day(one.level[1]), level: one.level[0] });
  for (const channel of one.marketing ?? []) {
    add('consents', { client_id, purpose: 'marketing', channel, granted_on: day(-254) });
  }
  return true;
}
