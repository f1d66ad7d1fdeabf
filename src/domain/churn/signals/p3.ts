import { isOpen } from '../due-day.ts';
import type { HeldProduct } from '../feature-row.ts';
import type { Signal } from '../signal.ts';

function kinds(holdings: readonly Pick<HeldProduct, 'kind' | 'closedOn'>[]): number {
  const open = holdings.filter((one) => isOpen(one) && one.kind !== 'demand');
  return new Set(open.map(({ kind }) => kind)).size;
}

export const p3: Signal = {
  code: 'P3',
  title: '产品少于三类',
  fires({ holdings }, { P3 }) {
    const count = kinds(holdings);
    return count < P3.kinds ? { value: count, threshold: P3.kinds } : null;
  },
  evidence: ({ clientId }, { holdings }) => ({
    lines: [`活期之外持有${kinds(holdings)}类产品`],
    rows: [`clients:${clientId}`],
  }),
};
