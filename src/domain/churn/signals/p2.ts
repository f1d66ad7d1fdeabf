import { formatDay } from '../../calendar/day.ts';
import type { Signal } from '../signal.ts';

export const p2: Signal = {
  code: 'P2',
  title: '习惯第三方支付',
  fires({ bookings: { own90, thirdParty90 } }, { P2 }) {
    if (own90 < P2.least_count || 100 * thirdParty90 <= P2.percent * own90) return null;
    return { value: thirdParty90, threshold: (own90 * P2.percent) / 100 };
  },
  evidence: ({ day, clientId, bookings: { own90, thirdParty90 } }, _, { P2 }) => ({
    lines: [`近${P2.days}天${own90}笔交易，其中第三方支付${thirdParty90}笔`],
    rows: [`transactions:${clientId}/${formatDay(day - P2.days + 1)}..${formatDay(day)}`],
  }),
};
