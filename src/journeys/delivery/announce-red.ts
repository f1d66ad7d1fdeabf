import type { Day } from '../../domain/calendar/day.ts';
import type { Alert } from '../../domain/churn/alert.ts';
import type { OutboxMessage } from '../../ports/outbox.ts';
import type { Colleague } from '../../ports/work-book.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import { DutyRoster } from './duty-roster.ts';
import { spread } from './spread.ts';

/** Cards of single clients come after the digest that names them. */
const afterDigestMs = 15_000;

type Red = Pick<Alert, 'alertId' | 'managerId' | 'receivedAt'>;

function messageTo(
  recipient: Colleague,
  about: Pick<OutboxMessage, 'step' | 'subject' | 'alertIds' | 'day'>,
  from: Date,
  { roster, jitterSeconds }: { roster: DutyRoster; jitterSeconds: number },
): OutboxMessage {
  const { employeeId } = recipient;
  const pause = spread(employeeId, jitterSeconds) + afterDigestMs;
  const dueAt = new Date(roster.chanceFrom(recipient, from).getTime() + pause);
  return { ...about, recipientId: employeeId, dueAt, expiresAt: null };
}

/**
 * What tells manager and supervisor of alerts that became red today: a card each, or one summary
 * where a manager has more of them than the cap.
 */
export async function announceRed(
  reds: readonly Red[],
  day: Day,
  parts: Pick<AlertParts, 'work' | 'settings' | 'calendar' | 'timezone' | 'delivery' | 'now'>,
): Promise<OutboxMessage[]> {
  if (reds.length === 0) return [];
  const roster = new DutyRoster(await parts.work.staff(), parts);
  const setting = { roster, jitterSeconds: parts.delivery.jitter_seconds };
  const now = parts.now();
  return [...Map.groupBy(reds, ({ managerId }) => managerId)].flatMap(([managerId, own]) => {
    const manager = roster.inCharge(managerId, day);
    const recipients = new Map(
      [...(manager === null ? [] : [manager]), ...roster.leadersOf(managerId, day)].map((one) => [
        one.employeeId,
        one,
      ]),
    );
    const received = (one: Red) => new Date(one.receivedAt ?? now);
    const bundles =
      own.length > parts.settings.alerts.red_cap
        ? [{ step: 'red-summary' as const, subject: `${day}-${managerId}`, alerts: own }]
        : own.map((one) => ({ step: 'red' as const, subject: one.alertId, alerts: [one] }));
    return bundles.flatMap(({ step, subject, alerts }) => {
      const from = new Date(Math.max(...alerts.map((one) => received(one).getTime())));
      const alertIds = alerts.map(({ alertId }) => alertId);
      const about = { step, subject, alertIds, day };
      return [...recipients.values()].map((one) => messageTo(one, about, from, setting));
    });
  });
}
