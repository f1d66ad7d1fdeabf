import type { Day } from '../../calendar/day.ts';
import { dayText, money, rowIds } from '../evidence.ts';
import type { Signal } from '../signal.ts';
import type { Thresholds } from '../signal-settings.ts';

interface Repayable {
  readonly kind: string;
  readonly balance: number;
  readonly dueOn: Day | null;
  readonly prepayRequestedOn: Day | null;
  readonly settledOn: Day | null;
}

/** The day on which the client asked to repay early, or did; null: neither lately. */
function repaidOn(loan: Repayable, day: Day, { S4 }: Thresholds): Day | null {
  if (loan.kind !== 'mortgage' && loan.kind !== 'business') return null;
  const since = day - S4.days;
  const { prepayRequestedOn: asked, settledOn, dueOn } = loan;
  const early = settledOn !== null && dueOn !== null && dueOn - settledOn > S4.days_before_due;
  const days = [asked, early ? settledOn : null].filter((on) => on !== null && on > since);
  return days.length === 0 ? null : Math.max(...(days as Day[]));
}

export const s4: Signal = {
  code: 'S4',
  title: '提出还清贷款',
  fires({ day, loans }, thresholds) {
    const days = loans.map((loan) => repaidOn(loan, day, thresholds)).filter((on) => on !== null);
    return days.length === 0
      ? null
      : { value: day - Math.max(...days), threshold: thresholds.S4.days };
  },
  evidence({ day }, { loans }, thresholds) {
    const found = loans.filter((loan) => repaidOn(loan, day, thresholds) !== null);
    const names: Readonly<Record<string, string>> = { mortgage: '房贷', business: '经营贷' };
    return {
      lines: found.map((loan) => {
        const on = repaidOn(loan, day, thresholds) ?? day;
        const what = on === loan.settledOn ? '提前结清' : '提出提前还款';
        return `${names[loan.kind]}余额${money(loan.balance)}，${dayText(on)}${what}`;
      }),
      rows: rowIds('loans', found),
    };
  },
};
