import { formatDay } from '../../calendar/day.ts';
import { money, monthText } from '../evidence.ts';
import type { Signal } from '../signal.ts';

/** More than half of the assets gone in three months, and seen going. */
export const h1: Signal = {
  code: 'H1',
  title: '资产流出过半',
  fires({ balance, aumThreeMonthsBefore: before, bookings: { outflow } }, { H1 }) {
    if (balance === null || before === null || before < H1.assets_yuan) return null;
    if (100 * balance.aum >= H1.below_percent * before) return null;
    if (100 * outflow < H1.outflow_percent * before) return null;
    return { value: balance.aum, threshold: (before * H1.below_percent) / 100 };
  },
  evidence({ clientId, balance, bookings: { outflow } }, { balances }) {
    const months = balances
      .filter(({ monthEnd }) => monthEnd <= (balance?.monthEnd ?? 0))
      .slice(-4);
    const course = months.map(({ monthEnd, aum }) => `${monthText(monthEnd)}${money(aum)}`);
    return {
      lines: [`资产：${course.join('，')}`, `期间净转往他行和取现${money(outflow)}`],
      rows: months.map(({ monthEnd }) => `balances:${clientId}/${formatDay(monthEnd)}`),
    };
  },
};
