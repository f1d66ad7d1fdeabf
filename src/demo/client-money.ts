import { addMonths, type Day, monthEnd } from '../domain/calendar/day.ts';
import type { Chance } from './chance.ts';
import type { Profile } from './client-profile.ts';
import {
  deposits,
  fundProducts,
  insuranceProducts,
  structuredDeposit,
  wealthProducts,
} from './demo-catalogue.ts';
import { type AddRow, type DemoRow, date, yuan } from './demo-rows.ts';

/** Money that comes or goes in one piece, by transfer. */
export interface Movement {
  readonly day: Day;
  readonly amount: number;
  readonly sameName: boolean;
}

const monthsOfBalances = 15;

/** The transfers of the client's story, up to `until`. */
export function movementsOf(profile: Profile, until: Day, chance: Chance): Movement[] {
  const { story, turn, wealth } = profile;
  const movements: Movement[] = [];
  if (story === 'moving-money') {
    const pieces = chance.between(3, 6);
    const share = 0.35 + 0.4 * chance.next();
    for (let at = 0, day = turn; at < pieces; at++, day += chance.between(2, 11)) {
      const amount = -1000 * Math.max(10, Math.round((wealth * share) / pieces / 1000));
      movements.push({ day, amount, sameName: chance.happens(0.85) });
    }
  } else if (chance.happens(0.25)) {
    const day = until - chance.between(0, 240);
    const amount = 1000 * chance.between(5, Math.max(6, Math.round(wealth / 8000)));
    movements.push({ day, amount: chance.happens(0.5) ? amount : -amount, sameName: true });
  }
  return movements.filter(({ day }) => day <= until);
}

const terms: Readonly<Record<string, number>> = {
  P101: 12,
  P102: 24,
  P103: 36,
  P104: 36,
  [structuredDeposit]: 6,
  P203: 6,
  P204: 12,
};

function chosenProducts({ age, wealth }: Profile, chance: Chance): string[] {
  const products: string[] = [chance.pick(deposits)];
  if (chance.happens(0.45)) products.push(chance.pick(wealthProducts));
  if (chance.happens(0.2)) products.push(structuredDeposit);
  if (chance.happens(age < 60 ? 0.22 : 0.06)) products.push(chance.pick(fundProducts));
  if (chance.happens(0.12)) products.push(chance.pick(insuranceProducts));
  if (wealth > 6_000_000 && chance.happens(0.3)) products.push('P601');
  if (chance.happens(0.06)) products.push('P501');
  return products;
}

interface Piece {
  readonly id: string;
  readonly product: string;
  readonly amount: number;
  readonly until: Day;
}

type HoldingBase = Pick<DemoRow<'holdings'>, 'client_id' | 'product_id' | 'amount'>;

/** A placement without an end; funds carry what they cost and what they are worth. */
function openEnded(profile: Profile, piece: Piece, base: HoldingBase, chance: Chance, add: AddRow) {
  const { id, product, amount, until } = piece;
  const start = Math.max(profile.openedOn, until - chance.between(30, 900));
  const fund = product.startsWith('P3');
  const worth = 0.86 + 0.3 * chance.next();
  add('holdings', {
    ...base,
    holding_id: id,
    start_on: date(start),
    cost: fund ? yuan(amount) : null,
    market_value: fund ? yuan(amount * worth) : null,
    value_on: fund ? date(until) : null,
  });
}

/** A placement with an end, and often the one before, on whose maturity it began. */
function withTerm(
  profile: Profile,
  piece: Piece & { readonly months: number },
  base: HoldingBase,
  chance: Chance,
  add: AddRow,
) {
  const { id, product, amount, until, months } = piece;
  const lost = profile.story === 'not-rolled-over' && product.startsWith('P1');
  const matures = lost ? profile.turn : until + chance.between(1, months * 30);
  const start = addMonths(matures, -months);
  add('holdings', {
    ...base,
    holding_id: `${id}A`,
    start_on: date(start),
    maturity_on: date(matures),
    redeem_by: product === 'P203' ? date(matures - 4) : null,
    auto_renew: product === structuredDeposit ? false : chance.happens(0.3),
    closed_on: matures > until ? null : date(matures),
  });
  if (start - profile.openedOn < 200 || !chance.happens(0.5)) return;
  add('holdings', {
    ...base,
    holding_id: `${id}B`,
    amount: yuan(amount * 0.94),
    start_on: date(addMonths(start, -months)),
    maturity_on: date(start),
    auto_renew: false,
    closed_on: date(start),
  });
}

function place(profile: Profile, piece: Piece, chance: Chance, add: AddRow): void {
  const { product, amount } = piece;
  const base = { client_id: profile.clientId, product_id: product, amount: yuan(amount) };
  const months = terms[product];
  if (months === undefined) openEnded(profile, piece, base, chance, add);
  else withTerm(profile, { ...piece, months }, base, chance, add);
}

/** Holdings; how many yuan of them are no deposits. */
export function writeHoldings(profile: Profile, until: Day, chance: Chance, add: AddRow): number {
  const products = chosenProducts(profile, chance);
  const number = profile.clientId.slice(1);
  let invested = 0;
  products.forEach((product, at) => {
    const share = (0.2 + 0.5 * chance.next()) / products.length;
    const amount = 1000 * Math.max(10, Math.round((profile.wealth * share) / 1000));
    if (!product.startsWith('P1')) invested += amount;
    place(profile, { id: `H${number}${at + 1}`, product, amount, until }, chance, add);
  });
  const demand = Math.max(2000, profile.wealth * (0.05 + 0.1 * chance.next()));
  add('holdings', {
    holding_id: `H${number}0`,
    client_id: profile.clientId,
    product_id: 'P001',
    amount: yuan(demand),
    start_on: date(profile.openedOn),
  });
  return invested;
}

/** Month ends with what stood there after the movements so far; new year is a high, summer a low. */
export function writeBalances(
  profile: Profile,
  movements: readonly Movement[],
  invested: number,
  until: Day,
  chance: Chance,
  add: AddRow,
): void {
  const drift = 0.004 * (chance.next() - 0.4);
  let before = profile.wealth;
  for (let back = monthsOfBalances; back >= 0; back--) {
    const end = monthEnd(addMonths(until, -back));
    if (end > until || end < profile.openedOn) continue;
    const moved = movements.reduce((sum, one) => (one.day <= end ? sum + one.amount : sum), 0);
    const month = Number(date(end).slice(5, 7));
    const season = month <= 2 || month === 12 ? 1.02 : month >= 7 && month <= 8 ? 0.99 : 1;
    const grown = 1 + drift * (monthsOfBalances - back) + 0.01 * (chance.next() - 0.5);
    const aum = Math.max(500, profile.wealth * grown * season + moved);
    add('balances', {
      client_id: profile.clientId,
      month_end: date(end),
      aum: yuan(aum),
      aum_avg: yuan((aum + before) / 2),
      deposits: yuan(Math.max(0, aum - invested)),
    });
    before = aum;
  }
}
