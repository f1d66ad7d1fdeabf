import type { Day } from '../../calendar/day.ts';
import { isOpen } from '../due-day.ts';
import { dayText, money, rowIds } from '../evidence.ts';
import type { HeldProduct } from '../feature-row.ts';
import type { Signal } from '../signal.ts';
import type { Thresholds } from '../signal-settings.ts';

type Valued = Pick<HeldProduct, 'closedOn' | 'cost' | 'marketValue' | 'valueOn'>;

function losing<T extends Valued>(holdings: readonly T[], day: Day, { L1 }: Thresholds): T[] {
  return holdings.filter((one) => {
    const { cost, marketValue, valueOn } = one;
    if (!isOpen(one) || cost === null || marketValue === null || valueOn === null) return false;
    const fresh = valueOn > day - L1.days && valueOn <= day;
    return fresh && 100 * marketValue < L1.value_percent * cost;
  });
}

/** A holding clearly below its cost, valued lately. */
export const l1: Signal = {
  code: 'L1',
  title: '持仓浮亏',
  fires({ day, holdings }, thresholds) {
    const worst = losing(holdings, day, thresholds).sort(
      (a, b) => (a.marketValue ?? 0) - (a.cost ?? 0) - ((b.marketValue ?? 0) - (b.cost ?? 0)),
    )[0];
    if (worst === undefined) return null;
    const line = Math.ceil(((worst.cost ?? 0) * thresholds.L1.value_percent) / 100);
    return { value: worst.marketValue ?? 0, threshold: line };
  },
  evidence({ day }, { holdings }, thresholds) {
    const found = losing(holdings, day, thresholds);
    return {
      lines: found.map(
        ({ name, cost, marketValue, valueOn }) =>
          `“${name}”成本${money(cost ?? 0)}，${dayText(valueOn ?? day)}市值${money(marketValue ?? 0)}`,
      ),
      rows: rowIds('holdings', found),
    };
  },
};
