import type { Day } from '../../domain/calendar/day.ts';
import { worksOn } from '../../domain/calendar/time-off.ts';
import { zonedInstant } from '../../domain/calendar/zoned-time.ts';
import { counts } from '../../domain/churn/alert-clock.ts';
import type { OutboxMessage } from '../../ports/outbox.ts';
import type { Colleague, ComplaintState } from '../../ports/work-book.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import type { DutyRoster } from './duty-roster.ts';

/** A complaint whose client is still to be called back, with the last day for it. */
export interface OwedCallBack extends ComplaintState {
  readonly lastDay: Day;
}

/** Complaints closed lately whose clients nobody has spoken with since. */
export async function owedCallBacks(
  managerIds: readonly string[],
  day: Day,
  { work, delivery }: Pick<AlertParts, 'work' | 'delivery'>,
): Promise<OwedCallBack[]> {
  const since = day - delivery.call_back_days;
  const complaints = await work.complaints(managerIds, day, since);
  const closed = complaints.flatMap((one) =>
    one.closedOn === null ? [] : [{ ...one, closedOn: one.closedOn }],
  );
  if (closed.length === 0) return [];
  const touches = await work.contacts(managerIds, { from: since, to: day });
  return closed
    .filter(
      ({ clientId, closedOn }) =>
        !touches.some(
          (one) => one.clientId === clientId && one.contactedOn >= closedOn && counts(one),
        ),
    )
    .map((one) => ({ ...one, lastDay: one.closedOn + delivery.call_back_days }));
}

/** The reminder's hour on the last day that the manager works before it is too late. */
function dueFor({ lastDay }: OwedCallBack, manager: Colleague, day: Day, parts: AlertParts): Date {
  const { calendar, timezone, delivery } = parts;
  let on = lastDay;
  while (on > day && !worksOn(on, calendar, manager.off)) on--;
  return zonedInstant(on, delivery.times.reminder, timezone);
}

/** Reminds of call-backs that are still owed when their last day comes. */
export async function planCallBacks(
  day: Day,
  roster: DutyRoster,
  parts: AlertParts,
): Promise<OutboxMessage[]> {
  const managerIds = roster
    .working(day)
    .filter(({ role }) => role === 'rm' || role === 'supervisor')
    .map(({ employeeId }) => employeeId);
  const owed = await owedCallBacks(managerIds, day, parts);
  return owed.flatMap((one) => {
    const manager = roster.inCharge(one.managerId, day);
    if (manager === null) return [];
    const dueAt = dueFor(one, manager, day, parts);
    const message = {
      recipientId: manager.employeeId,
      step: 'call-back' as const,
      subject: one.complaintId,
      day,
      alertIds: [],
      dueAt,
      expiresAt: zonedInstant(one.lastDay + 1, 0, parts.timezone),
    };
    return [message];
  });
}
