import { civilDate, type Day, dayOf, daysInMonth } from '../domain/calendar/day.ts';
import type { Chance } from './chance.ts';
import type { Movement } from './client-money.ts';
import type { Profile } from './client-profile.ts';
import { type AddRow, date, yuan } from './demo-rows.ts';

/** Other banks by their clearing codes. */
const otherBanks = ['102', '103', '104', '105', '308', '313'] as const;

interface Booking {
  readonly day: Day;
  readonly amount: number;
  readonly kind: string;
  readonly bank?: string;
  readonly sameName?: boolean;
}

/** Spending slackens, stops or bursts as the story goes; Spring Festival and November are busier. */
function spendsIn(profile: Profile, monthStart: Day, month: number): number {
  const { story, turn, monthlySpends } = profile;
  const since = monthStart - turn;
  if (story === 'gone-quiet' && since > -15) return 0;
  if (story === 'spending-less' && since > -30)
    return monthlySpends * Math.max(0.12, 0.7 - since / 120);
  if (story === 'restless' && since > -30 && since < 30) return monthlySpends + 14;
  const season = month === 1 || month === 2 || month === 11 ? 1.25 : 1;
  return monthlySpends * season;
}

function spending(profile: Profile, day: Day, chance: Chance): Booking {
  const restless = profile.story === 'restless' && Math.abs(day - profile.turn) < 30;
  const kind = restless
    ? 'transfer'
    : chance.weighted([
        ['third_party_payment', profile.age < 45 ? 50 : 25],
        ['card', 30],
        ['transfer', 15],
        ['cash', profile.age > 55 ? 20 : 5],
      ]);
  const amount = -chance.skewed(kind === 'transfer' || kind === 'cash' ? 3000 : 380, 0.9);
  if (kind !== 'transfer') return { day, amount, kind };
  const outside = chance.happens(0.3);
  const sameName = outside && chance.happens(0.2);
  return { day, amount, kind, bank: outside ? chance.pick(otherBanks) : 'OWN', sameName };
}

function regular(profile: Profile, year: number, month: number, chance: Chance): Booking[] {
  const on = (day: number) => dayOf(year, month, Math.min(day, daysInMonth(year, month)));
  const bookings: Booking[] = [];
  if (profile.salary > 0) {
    const bonus = month === 1 && profile.age < 60 ? 2.2 : 1;
    const amount = profile.salary * bonus * (0.97 + 0.06 * chance.next());
    bookings.push({ day: on(profile.payday), amount, kind: 'salary' });
  }
  if (month % 3 === 0)
    bookings.push({ day: on(21), amount: profile.wealth / 9000, kind: 'interest' });
  if (profile.wealth > 300_000 && profile.story !== 'idle-salary' && chance.happens(0.25)) {
    const amount = -1000 * chance.between(10, 80);
    bookings.push({ day: on(chance.between(1, 28)), amount, kind: 'investment' });
  }
  return bookings;
}

function monthOf(profile: Profile, first: Day, chance: Chance): Booking[] {
  const { year, month } = civilDate(first);
  const length = daysInMonth(year, month);
  const bookings = regular(profile, year, month, chance);
  const expected = spendsIn(profile, first, month);
  const count = Math.floor(expected + chance.next());
  for (let at = 0; at < count; at++) {
    bookings.push(spending(profile, first + chance.between(0, length - 1), chance));
  }
  return bookings;
}

/** The client's bookings from `from` to `until`, the story's transfers among them, in order. */
export function writeBookings(
  profile: Profile,
  movements: readonly Movement[],
  { from, until }: { readonly from: Day; readonly until: Day },
  chance: Chance,
  add: AddRow,
): void {
  const bookings: Booking[] = movements.map(({ day, amount, sameName }) => ({
    day,
    amount,
    kind: 'transfer',
    bank: chance.pick(otherBanks),
    sameName,
  }));
  const start = civilDate(from);
  for (let first = dayOf(start.year, start.month, 1); first <= until; ) {
    bookings.push(...monthOf(profile, first, chance));
    const { year, month } = civilDate(first);
    first += daysInMonth(year, month);
  }
  const least = Math.max(from, profile.openedOn);
  bookings.sort((a, b) => a.day - b.day);
  let number = 0;
  for (const { day, amount, kind, bank, sameName } of bookings) {
    if (day < least || day > until) continue;
    add('transactions', {
      transaction_id: `T${profile.clientId.slice(1)}${String(++number).padStart(4, '0')}`,
      client_id: profile.clientId,
      booked_on: date(day),
      amount: yuan(amount),
      kind,
      channel: kind === 'cash' ? 'counter' : 'mobile',
      counterparty_bank: bank ?? null,
      counterparty_same_name: sameName ?? null,
    });
  }
}
