import { dayText, money } from '../evidence.ts';
import type { Signal } from '../signal.ts';

const own = new Set(['transfer', 'card', 'third_party_payment', 'cash', 'investment']);

/** Two months without a movement of the client's own, by somebody who used to move money. */
export const h2: Signal = {
  code: 'H2',
  title: '连续两个月无交易',
  readsBookings: true,
  fires({ day, openedOn, balance, bookings: { outsLate, outsBefore } }, { H2 }) {
    if (openedOn > day - H2.days_before || balance === null) return null;
    if (outsBefore < H2.least_count || outsLate > 0 || balance.aum < H2.assets_yuan) return null;
    return { value: outsBefore, threshold: H2.least_count };
  },
  evidence({ balance, bookings: { outsBefore } }, { bookings }, { H2 }) {
    const last = bookings.filter(({ kind, amount }) => own.has(kind) && amount < 0).at(-1);
    const lastText = last ? `，最后一笔是${dayText(last.on)}` : '';
    return {
      lines: [
        `近${H2.days}天没有主动支出，此前${H2.days_before - H2.days}天有${outsBefore}笔${lastText}`,
        `最近月末资产${money(balance?.aum ?? 0)}`,
      ],
      rows: last ? [`transactions:${last.id}`] : [],
    };
  },
};
