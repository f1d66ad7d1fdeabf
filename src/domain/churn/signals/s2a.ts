import { formatDay } from '../../calendar/day.ts';
import { money } from '../evidence.ts';
import type { Signal } from '../signal.ts';

/** Three windows in a row with less and less spending: both how often and how much. */
export const s2a: Signal = {
  code: 'S2A',
  title: '交易持续减少',
  fires({ bookings: { n0, n1, n2, t0, t2 } }, { S2A }) {
    const fewer = n2 >= S2A.least_count && n0 <= n1 && n1 <= n2;
    const below = S2A.below_percent;
    if (!fewer || 100 * n0 >= below * n2 || 100 * t0 >= below * t2) return null;
    return { value: n0, threshold: (n2 * below) / 100 };
  },
  evidence({ day, clientId, bookings: { n0, n1, n2, t0, t2 } }, _, { S2A: { days } }) {
    return {
      lines: [
        `消费转账笔数：前${2 * days}–${3 * days}天${n2}笔，前${days}–${2 * days}天${n1}笔，近${days}天${n0}笔`,
        `金额：前${2 * days}–${3 * days}天${money(t2)}，近${days}天${money(t0)}`,
      ],
      rows: [`transactions:${clientId}/${formatDay(day - 3 * days + 1)}..${formatDay(day)}`],
    };
  },
};
