import { dayText, rowIds } from '../evidence.ts';
import type { Signal } from '../signal.ts';

/** An approved reputation event that reaches the client by bank, branch or product. */
export const s7: Signal = {
  code: 'S7',
  title: '声誉事件',
  fires: ({ reputationEvents }) =>
    reputationEvents > 0 ? { value: reputationEvents, threshold: 1 } : null,
  evidence: (_, { events }) => ({
    lines: events.map(({ text, from }) => `${dayText(from)}起：${text ?? '声誉事件'}`),
    rows: rowIds('events', events),
  }),
};
