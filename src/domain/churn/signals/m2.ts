import type { Day } from '../../calendar/day.ts';
import { isPlaced, total } from '../due-day.ts';
import { dayText, money, rowIds } from '../evidence.ts';
import type { HeldProduct } from '../feature-row.ts';
import type { Signal } from '../signal.ts';

type Placed = Pick<
  HeldProduct,
  'kind' | 'amount' | 'maturityOn' | 'autoRenew' | 'closedOn' | 'startOn'
>;

/** What matured in the last days, and what was placed anew since. */
export function matured<T extends Placed>(
  holdings: readonly T[],
  day: Day,
  days: number,
): { matured: T[]; placed: T[] } {
  const placed = holdings.filter(isPlaced);
  const due = placed.filter(
    ({ maturityOn: on, autoRenew, closedOn }) =>
      !autoRenew &&
      on !== null &&
      on >= day - days &&
      on < day &&
      (closedOn === null || closedOn >= on),
  );
  const since = Math.min(...due.map(({ maturityOn }) => maturityOn ?? day));
  const others = placed.filter((one) => !due.includes(one) && one.startOn >= since);
  return { matured: due, placed: others };
}

/** Money that fell due in the last days and was for the most part not placed again. */
export const m2: Signal = {
  code: 'M2',
  title: '到期未承接',
  fires({ day, holdings }, { M2 }) {
    const found = matured(holdings, day, M2.days);
    const [x, y] = [total(found.matured), total(found.placed)];
    if (x < M2.amount_yuan || 100 * y >= M2.covered_percent * x) return null;
    return { value: x, threshold: M2.amount_yuan };
  },
  evidence({ day }, { holdings }, { M2 }) {
    const found = matured(holdings, day, M2.days);
    const anew = total(found.placed);
    const since = anew === 0 ? '此后没有新的存款、理财或其他产品' : `此后新买入${money(anew)}`;
    return {
      lines: [
        ...found.matured.map(
          ({ name, amount, maturityOn }) =>
            `“${name}”${money(amount)}于${dayText(maturityOn ?? day)}到期`,
        ),
        since,
      ],
      rows: rowIds('holdings', [...found.matured, ...found.placed]),
    };
  },
};
