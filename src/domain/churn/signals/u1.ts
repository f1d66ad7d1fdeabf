import { formatDay } from '../../calendar/day.ts';
import { money } from '../evidence.ts';
import type { Signal } from '../signal.ts';
import type { Thresholds } from '../signal-settings.ts';

function nextTier(average: number, { U1 }: Thresholds): number | null {
  const above = U1.tiers_yuan.filter((tier) => tier > average);
  return above.length === 0 ? null : Math.min(...above);
}

/** Close below the next tier. */
export const u1: Signal = {
  code: 'U1',
  title: '临界提升',
  fires({ balance }, thresholds) {
    if (balance === null) return null;
    const { U1 } = thresholds;
    const tier = nextTier(balance.average, thresholds);
    if (tier === null || 100 * balance.average < U1.near_percent * tier) return null;
    return tier - balance.average <= U1.gap_yuan
      ? { value: balance.average, threshold: tier }
      : null;
  },
  evidence({ clientId, balance }, _, thresholds) {
    const average = balance?.average ?? 0;
    const tier = nextTier(average, thresholds) ?? average;
    return {
      lines: [`月日均资产${money(average)}，离下一层级${money(tier)}还差${money(tier - average)}`],
      rows: [`balances:${clientId}/${formatDay(balance?.monthEnd ?? 0)}`],
    };
  },
};
