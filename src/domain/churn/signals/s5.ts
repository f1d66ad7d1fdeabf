import { dayText, rowIds } from '../evidence.ts';
import type { Signal } from '../signal.ts';

/** Somebody who used to get in touch and has stopped, though we did reach them. */
export const s5: Signal = {
  code: 'S5',
  title: '不再主动联络',
  fires({ day, contactsInBefore, contactsInLate, effectiveOutLate, lastContactIn }, { S5 }) {
    const quiet = contactsInBefore >= S5.least_contacts && contactsInLate === 0;
    if (!quiet || effectiveOutLate === 0 || lastContactIn === null) return null;
    return { value: day - lastContactIn, threshold: S5.days };
  },
  evidence({ day, contactsInBefore, lastContactIn, effectiveOutLate }, { contacts }, { S5 }) {
    const last = contacts.filter(({ direction, on }) => direction === 'in' && on === lastContactIn);
    const reached = contacts.filter(
      ({ direction, effective, on }) => direction === 'out' && effective && on > day - S5.days,
    );
    const when = lastContactIn === null ? '' : `，最近一次是${dayText(lastContactIn)}`;
    return {
      lines: [
        `此前一年主动联络${contactsInBefore}次${when}，近${S5.days}天没有`,
        `同期我方有效沟通${effectiveOutLate}次`,
      ],
      rows: rowIds('contacts', [...last, ...reached]),
    };
  },
};
