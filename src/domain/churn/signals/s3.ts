import { dayText, money, rowIds } from '../evidence.ts';
import type { FeatureRow } from '../feature-row.ts';
import type { Signal } from '../signal.ts';

/** Money that left for other banks in the window, less what came from there. */
export function netOutflow({ bookings: { out30, in30 } }: FeatureRow): number {
  return out30 - in30;
}

/** Large sums to other banks, more than before, and where it is told mostly to the own name. */
export const s3: Signal = {
  code: 'S3',
  title: '大额转往他行',
  readsBookings: true,
  fires(row, { S3 }) {
    const { out30, outBefore, sameNameTold, sameNameOut } = row.bookings;
    const net = netOutflow(row);
    const share = S3.percent_of_assets;
    if (net < S3.net_yuan || 100 * net < share * row.aumBefore) return null;
    if (out30 <= outBefore) return null;
    if (sameNameTold && 100 * sameNameOut < S3.same_name_percent * out30) return null;
    const line = Math.ceil((share * row.aumBefore) / 100);
    return { value: net, threshold: Math.max(S3.net_yuan, line) };
  },
  evidence(row, { bookings }, { S3 }) {
    const { day, aumBefore } = row;
    const { out30, in30, outBefore, sameNameTold } = row.bookings;
    const outs = bookings.filter(
      ({ on, kind, amount, counterpartyBank: bank }) =>
        on > day - S3.days && kind === 'transfer' && amount < 0 && bank !== null && bank !== 'OWN',
    );
    const same = sameNameTold ? '（以本人同名账户为主）' : '';
    const back = in30 > 0 ? `，同期从他行转回${money(in30)}` : '';
    const net = netOutflow(row);
    const share =
      aumBefore > 0
        ? `，占此前月末资产${money(aumBefore)}的${Math.round((100 * net) / aumBefore)}%`
        : '';
    return {
      lines: [
        `近${S3.days}天${outs.length}笔转往他行${same}合计${money(out30)}${back}，净转出${money(net)}${share}`,
        `此前${S3.days_before}天同口径转出${money(outBefore)}`,
        ...outs.slice(-5).map(({ on, amount }) => `${dayText(on)}转出${money(-amount)}`),
      ],
      rows: rowIds('transactions', outs),
    };
  },
};
