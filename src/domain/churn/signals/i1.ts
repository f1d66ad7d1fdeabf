import { formatDay } from '../../calendar/day.ts';
import { isOpen, total } from '../due-day.ts';
import { money } from '../evidence.ts';
import type { FeatureRow } from '../feature-row.ts';
import type { Signal } from '../signal.ts';

/** Deposits that are bound in no term; null where they are not known. */
function idle({ balance, holdings }: FeatureRow): number | null {
  if (balance === null || balance.deposits === null) return null;
  const bound = holdings.filter(
    (one) => isOpen(one) && (one.kind === 'term_deposit' || one.kind === 'structured_deposit'),
  );
  return balance.deposits - total(bound);
}

/** A salary that comes in and lies idle. */
export const i1: Signal = {
  code: 'I1',
  title: '资金闲置',
  fires(row, { I1 }) {
    const sum = idle(row);
    const { salaryMonths, investments } = row.bookings;
    if (sum === null || sum < I1.idle_yuan) return null;
    if (salaryMonths < I1.salary_months || investments > 0) return null;
    return { value: sum, threshold: I1.idle_yuan };
  },
  evidence(row, _, { I1 }) {
    const { clientId, balance, bookings } = row;
    const salary = `近${I1.days}天有${bookings.salaryMonths}个月代发入账`;
    return {
      lines: [
        `${salary}，近${I1.days_without_investment}天没有买入，活期约${money(idle(row) ?? 0)}`,
      ],
      rows: [`balances:${clientId}/${formatDay(balance?.monthEnd ?? 0)}`],
    };
  },
};
