import type { Day } from '../calendar/day.ts';
import type { Alert } from './alert.ts';
import type { ClientDetails } from './client-details.ts';
import type { SignalCode } from './signal-code.ts';
import { leadingOrder } from './win-back.ts';

/** The days that a signal looks back over, where it looks at money at all. */
const windows: Partial<Record<SignalCode, number>> = {
  S3: 30,
  H1: 92,
  H2: 60,
  M2: 7,
  S2A: 90,
  S2B: 90,
  S4: 30,
  S1: 30,
};
const shownWeeks = 26;

/** Money of one client over half a year, as an alert's picture shows it; amounts in cents. */
export interface AlertTrend {
  readonly from: Day;
  readonly to: Day;
  readonly window: { readonly from: Day; readonly to: Day } | null;
  readonly balances: readonly { readonly on: Day; readonly cents: number }[];
  readonly weeks: readonly {
    readonly from: Day;
    readonly inCents: number;
    readonly outCents: number;
  }[];
}

/** Money moved between the client and others; what the bank books itself is left out. */
const moved = new Set(['transfer', 'card', 'third_party_payment', 'cash', 'investment', 'salary']);

export function alertTrend(
  { signals }: Alert,
  { balances, bookings }: ClientDetails,
  day: Day,
): AlertTrend {
  const codes = new Set(signals.map(({ code }) => code));
  const leading = leadingOrder.find((code) => codes.has(code));
  const last = signals.find(({ code }) => code === leading)?.lastOn ?? day;
  const days = leading === undefined ? undefined : windows[leading];
  const from = day - 7 * shownWeeks + 1;
  const own = bookings.filter(({ kind }) => moved.has(kind));
  const weeks = Array.from({ length: shownWeeks }, (_, at) => {
    const begins = from + 7 * at;
    const inside = own.filter(({ on }) => on >= begins && on < begins + 7);
    const sum = (sign: 1 | -1) =>
      inside.reduce((total, { amount }) => total + (sign * amount > 0 ? sign * amount : 0), 0);
    return { from: begins, inCents: sum(1), outCents: sum(-1) };
  });
  return {
    from,
    to: day,
    window: days === undefined ? null : { from: last - days + 1, to: last },
    balances: balances
      .filter(({ monthEnd }) => monthEnd >= from)
      .map(({ monthEnd, aum }) => ({ on: monthEnd, cents: aum })),
    weeks,
  };
}
