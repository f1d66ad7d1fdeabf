import type { Day } from '../../domain/calendar/day.ts';
import { nextWorkingDay, worksOn } from '../../domain/calendar/time-off.ts';
import { wallClock, zonedInstant } from '../../domain/calendar/zoned-time.ts';
import { type Alert, isOngoing } from '../../domain/churn/alert.ts';
import { alertClock } from '../../domain/churn/alert-clock.ts';
import type { DeliveryStep, OutboxMessage } from '../../ports/outbox.ts';
import type { Colleague, LoggedTouch } from '../../ports/work-book.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import type { DutyRoster } from './duty-roster.ts';

/** A clock that a press has ended is looked after for so long: a press alone does not meet it. */
const lookedAfterDays = 14;
const farBackDays = 40;

interface Timing {
  readonly day: Day;
  readonly now: Date;
  readonly roster: DutyRoster;
  readonly parts: AlertParts;
}

function tell(
  recipients: readonly Colleague[],
  { alertId }: Alert,
  step: DeliveryStep,
  { day, now, roster }: Timing,
  expiresAt: Date | null = null,
): OutboxMessage[] {
  const known = new Map(recipients.map((one) => [one.employeeId, one]));
  return [...known.values()].map((one) => ({
    recipientId: one.employeeId,
    step,
    subject: alertId,
    day,
    alertIds: [],
    dueAt: roster.chanceFrom(one, now),
    expiresAt,
  }));
}

/** The reminder's hour on the last working day before the clock ends; halfway where there is none. */
function reminderAt(received: Date, dueAt: Date, manager: Colleague, { parts }: Timing): Date {
  const { calendar, timezone, delivery } = parts;
  const first = wallClock(received, timezone).day;
  for (let day = wallClock(dueAt, timezone).day; day >= first; day--) {
    if (!worksOn(day, calendar, manager.off)) continue;
    const at = zonedInstant(day, delivery.times.reminder, timezone);
    if (at > received && at < dueAt) return at;
  }
  return new Date((received.getTime() + dueAt.getTime()) / 2);
}

function planClock(alert: Alert, touches: readonly LoggedTouch[], timing: Timing): OutboxMessage[] {
  const { day, now, roster, parts } = timing;
  const manager = roster.find(alert.managerId);
  if (manager === null || alert.receivedAt === null) return [];
  const received = new Date(alert.receivedAt);
  const { calendar, timezone } = parts;
  const setting = { now, calendar, timezone, off: manager.off };
  const { dueAt, state } = alertClock(received, touches, setting);
  const own = roster.inCharge(alert.managerId, day);
  const managers = own === null ? [] : [own];
  if (state === 'breached') {
    const everybody = [...managers, ...roster.leadersOf(alert.managerId, day)];
    return tell(everybody, alert, 'breach', timing);
  }
  const soon = state === 'running' && now >= reminderAt(received, dueAt, manager, timing);
  return soon && isOngoing(alert) ? tell(managers, alert, 'reminder', timing, dueAt) : [];
}

/** Another rule than the clock, and off unless the bank switches it on: nobody has taken an amber one. */
function planUnacknowledged(alert: Alert, timing: Timing): OutboxMessage[] {
  const { day, roster, parts } = timing;
  const { on, workdays } = parts.delivery.amber_unacknowledged;
  if (!on || alert.severity !== 'amber' || alert.status !== 'open') return [];
  const manager = roster.find(alert.managerId);
  if (manager === null) return [];
  let due = alert.openedOn;
  for (let count = 0; count < workdays; count++) {
    due = nextWorkingDay(due, parts.calendar, manager.off);
  }
  if (day < due) return [];
  return tell(roster.leadersOf(alert.managerId, day), alert, 'unacknowledged', timing);
}

async function touchesOf(alerts: readonly Alert[], day: Day, { work }: AlertParts) {
  const managerIds = [...new Set(alerts.map(({ managerId }) => managerId))];
  const touches = await work.contacts(managerIds, { from: day - farBackDays, to: day });
  return Map.groupBy(touches, ({ clientId }) => clientId);
}

/** Reminders before red clocks end, breaches once they have, and what nobody has taken. */
export async function planClocks(
  day: Day,
  roster: DutyRoster,
  parts: AlertParts,
): Promise<OutboxMessage[]> {
  const timing = { day, now: parts.now(), roster, parts };
  const ongoing = await parts.store.ongoing();
  const pressed = await parts.store.closedSince(day - lookedAfterDays);
  const resolved = pressed.filter(
    ({ status, outcome }) => status === 'resolved' && outcome !== null && outcome !== '信号消失',
  );
  const reds = [...ongoing, ...resolved].filter(({ severity }) => severity === 'red');
  const told = await parts.outbox.deliveredSteps(reds.map(({ alertId }) => alertId));
  const running = reds.filter(
    ({ alertId }) => told.has(`red/${alertId}`) || told.has(`red-summary/${alertId}`),
  );
  const touches = await touchesOf(running, day, parts);
  return [
    ...running.flatMap((one) => planClock(one, touches.get(one.clientId) ?? [], timing)),
    ...ongoing.flatMap((one) => planUnacknowledged(one, timing)),
  ];
}
