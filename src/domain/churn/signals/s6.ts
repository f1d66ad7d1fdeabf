import { isOpen, total } from '../due-day.ts';
import { money, rowIds } from '../evidence.ts';
import type { Signal } from '../signal.ts';

interface Risky {
  readonly risk: number | null;
  readonly amount: number;
  readonly closedOn: number | null;
}

function above<T extends Risky>(holdings: readonly T[], level: number): T[] {
  return holdings.filter((one) => isOpen(one) && one.risk !== null && one.risk > level);
}

/** Holdings riskier than the assessment allows: a matter of suitability, never of selling. */
export const s6: Signal = {
  code: 'S6',
  title: '适当性待复核',
  fires({ validLevel, balance, holdings }, { S6 }) {
    if (validLevel === null || balance === null) return null;
    const sum = total(above(holdings, validLevel));
    if (sum <= 0 || 100 * sum < S6.percent_of_assets * balance.aum) return null;
    return { value: sum, threshold: Math.ceil((S6.percent_of_assets * balance.aum) / 100) };
  },
  evidence({ validLevel }, { holdings }) {
    const level = validLevel ?? 5;
    const found = above(holdings, level);
    return {
      lines: found.map(
        ({ name, risk, amount }) => `测评C${level}，持有R${risk}“${name}”${money(amount)}`,
      ),
      rows: rowIds('holdings', found),
    };
  },
};
