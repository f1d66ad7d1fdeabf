import type { Day } from '../../domain/calendar/day.ts';
import { zonedInstant } from '../../domain/calendar/zoned-time.ts';
import type { DeliveryStep, OutboxMessage } from '../../ports/outbox.ts';
import type { Colleague } from '../../ports/work-book.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import type { DutyRoster } from './duty-roster.ts';
import { spread } from './spread.ts';

const leads = (role: Colleague['role']) => role === 'supervisor' || role === 'branch_head';
/** A reminder to record the day's contacts is of no use in the night. */
const dayEndsAfterMinutes = 4 * 60;

/** The digests of a day, for everybody who works on it. */
export function planDigests(
  day: Day,
  roster: DutyRoster,
  { delivery, timezone }: Pick<AlertParts, 'delivery' | 'timezone'>,
): OutboxMessage[] {
  const { times, jitter_seconds: jitter } = delivery;
  const message = (
    { employeeId }: Colleague,
    step: DeliveryStep,
    [from, to]: readonly [number, number],
  ): OutboxMessage => ({
    recipientId: employeeId,
    step,
    subject: String(day),
    day,
    alertIds: [],
    dueAt: new Date(zonedInstant(day, from, timezone).getTime() + spread(employeeId, jitter)),
    expiresAt: zonedInstant(day, to, timezone),
  });
  return roster.working(day).flatMap((one) => {
    const begins = one.role === 'branch_head' ? times.branch_head : times.morning;
    const morning = message(one, 'morning', [begins, times.day_end]);
    const end: readonly [number, number] = [times.day_end, times.day_end + dayEndsAfterMinutes];
    if (one.role === 'rm') return [morning, message(one, 'day-end', end)];
    return leads(one.role) ? [morning] : [];
  });
}
