import { rowIds } from '../evidence.ts';
import type { Signal } from '../signal.ts';

const moving = new Set(['transfer', 'cash', 'investment']);

/** A sudden burst of movements, against the weeks before. */
export const s2b: Signal = {
  code: 'S2B',
  title: '交易频次变化',
  readsBookings: true,
  fires({ bookings: { burst, burstBefore } }, { S2B }) {
    const { days, days_before, least_count, times } = S2B;
    if (burst < least_count || burst * days_before <= times * burstBefore * days) return null;
    return { value: burst, threshold: least_count };
  },
  evidence({ day, bookings: { burst, burstBefore } }, { bookings }, { S2B }) {
    const late = bookings.filter(({ on, kind }) => on > day - S2B.days && moving.has(kind));
    const before = `此前${S2B.days_before}天${burstBefore}笔`;
    return {
      lines: [`近${S2B.days}天转账、现金和投资共${burst}笔，${before}`],
      rows: rowIds('transactions', late),
    };
  },
};
