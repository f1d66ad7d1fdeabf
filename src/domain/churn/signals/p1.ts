import { ageOn } from '../age-on.ts';
import type { Signal } from '../signal.ts';

/** Young: only ever a hint beside others. */
export const p1: Signal = {
  code: 'P1',
  title: '年轻客户',
  fires({ day, birthDate }, { P1 }) {
    if (birthDate === null) return null;
    const age = ageOn(birthDate, day);
    return age < P1.below_age ? { value: age, threshold: P1.below_age } : null;
  },
  evidence: ({ day, clientId, birthDate }) => ({
    lines: birthDate === null ? [] : [`${ageOn(birthDate, day)}岁`],
    rows: [`clients:${clientId}`],
  }),
};
