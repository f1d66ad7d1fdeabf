import type { Day } from '../../calendar/day.ts';
import { dueDay, isOpen, isPlaced, total } from '../due-day.ts';
import { dayText, money, rowIds } from '../evidence.ts';
import type { HeldProduct } from '../feature-row.ts';
import type { Signal } from '../signal.ts';
import type { Thresholds } from '../signal-settings.ts';

type Placed = Pick<
  HeldProduct,
  'kind' | 'amount' | 'maturityOn' | 'redeemBy' | 'autoRenew' | 'closedOn'
>;

function stepToday(one: Placed, from: Day, before: Day, { M1 }: Thresholds): boolean {
  const due = dueDay(one);
  if (due === null) return false;
  const steps = one.autoRenew ? M1.steps_auto_renew : M1.steps;
  return steps.some((step) => due - step >= from && due - step < before);
}

/** Due days of which a step falls on D or on a day off after it, with their sums. */
function dueNow<T extends Placed>(
  holdings: readonly T[],
  day: Day,
  nextWorkday: Day,
  thresholds: Thresholds,
): { due: Day; sum: number; rows: T[] }[] {
  const placed = holdings.filter((one) => isPlaced(one) && isOpen(one));
  const days = new Set(
    placed.filter((one) => stepToday(one, day, nextWorkday, thresholds)).map(dueDay),
  );
  return [...days].flatMap((due) => {
    const rows = placed.filter((one) => dueDay(one) === due);
    const sum = total(rows);
    return due !== null && sum >= thresholds.M1.amount_yuan ? [{ due, sum, rows }] : [];
  });
}

/** Money that falls due, on the steps before it; steps on days off come the workday before. */
export const m1: Signal = {
  code: 'M1',
  title: '资金到期',
  fires({ day, nextWorkday, holdings }, thresholds) {
    const found = dueNow(holdings, day, nextWorkday, thresholds);
    if (found.length === 0) return null;
    return {
      value: Math.max(...found.map(({ sum }) => sum)),
      threshold: thresholds.M1.amount_yuan,
    };
  },
  evidence({ day, nextWorkday }, { holdings }, thresholds) {
    const found = dueNow(holdings, day, nextWorkday, thresholds);
    return {
      lines: found.map(({ due, sum, rows }) => {
        const names = rows.map(({ name }) => `“${name}”`).join('、');
        return `${dayText(due)}到期${money(sum)}：${names}，还有${due - day}天`;
      }),
      rows: found.flatMap(({ rows }) => rowIds('holdings', rows)),
    };
  },
};
