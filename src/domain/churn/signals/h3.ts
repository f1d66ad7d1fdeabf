import { dayText, rowIds } from '../evidence.ts';
import type { Signal } from '../signal.ts';

const levels = ['', '一般', '较大', '重大', '特别重大'];

/** A complaint that is open and serious, or was taken further. */
export const h3: Signal = {
  code: 'H3',
  title: '投诉升级',
  fires({ openComplaints }, { H3 }) {
    const found = openComplaints.filter(({ level, escalated }) => level >= H3.level || escalated);
    if (found.length === 0) return null;
    return { value: Math.max(...found.map(({ level }) => level)), threshold: H3.level };
  },
  evidence({ day }, { complaints }, { H3 }) {
    const found = complaints.filter((one) => one.level >= H3.level || one.escalatedOn !== null);
    return {
      lines: found.map(({ openedOn, level, escalatedOn, topic }) => {
        const about = topic === null ? '' : `（${topic}）`;
        const further = escalatedOn === null ? '' : `，${dayText(escalatedOn)}升级`;
        return `${dayText(openedOn)}的${levels[level]}投诉${about}未结，已${day - openedOn}天${further}`;
      }),
      rows: rowIds('complaints', found),
    };
  },
};
