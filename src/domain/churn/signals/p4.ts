import { ageOn } from '../age-on.ts';
import type { Signal } from '../signal.ts';

/** The salary goes elsewhere; of the retired nobody expects one. */
export const p4: Signal = {
  code: 'P4',
  title: '非主结算账户',
  fires({ day, payrollHere, birthDate, bookings: { lastSalaryOn } }, { P4 }) {
    if (payrollHere || (lastSalaryOn !== null && lastSalaryOn > day - P4.days)) return null;
    const retired = birthDate !== null && ageOn(birthDate, day) >= P4.pension_age;
    return retired ? null : { value: 0, threshold: 1 };
  },
  evidence: ({ clientId }, _, { P4 }) => ({
    lines: [`近${P4.days}天没有代发工资入账`],
    rows: [`clients:${clientId}`],
  }),
};
