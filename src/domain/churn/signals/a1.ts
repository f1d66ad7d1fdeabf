import { formatDay } from '../../calendar/day.ts';
import { isOpen } from '../due-day.ts';
import { dayText, rowIds } from '../evidence.ts';
import type { Signal } from '../signal.ts';

/** Risky holdings without an assessment that still holds. */
export const a1: Signal = {
  code: 'A1',
  title: '风险测评待重做',
  fires({ validLevel, holdings }, { A1 }) {
    if (validLevel !== null) return null;
    const risks = holdings.filter(isOpen).map(({ risk }) => risk ?? 0);
    const highest = Math.max(0, ...risks);
    return highest >= A1.risk ? { value: highest, threshold: A1.risk } : null;
  },
  evidence({ clientId }, { assessments, holdings }, { A1 }) {
    const last = assessments.at(-1);
    const risky = holdings.filter((one) => isOpen(one) && (one.risk ?? 0) >= A1.risk);
    const told = last ? `上次测评${dayText(last.on)}（${last.level}），已过期` : '没有测评记录';
    return {
      lines: [`${told}，持有R${A1.risk}及以上产品${risky.length}只`],
      rows: [
        ...(last ? [`assessments:${clientId}/${formatDay(last.on)}`] : []),
        ...rowIds('holdings', risky),
      ],
    };
  },
};
