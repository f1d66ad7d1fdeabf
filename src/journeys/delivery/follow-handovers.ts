import { isoInZone } from '../../domain/calendar/zoned-time.ts';
import type { OutboxMessage } from '../../ports/outbox.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import { DutyRoster } from './duty-roster.ts';

/**
 * Gives running alerts to whoever looks after the client by the book of now, and tells them: a
 * client that changed hands does not wait for the next scan.
 */
export async function followHandovers(parts: AlertParts): Promise<void> {
  const { store, work, now, timezone, today } = parts;
  const ongoing = await store.ongoing();
  const managers = await work.managersOf(ongoing.map(({ clientId }) => clientId));
  const moved = ongoing.filter(({ clientId, managerId }) => {
    const current = managers.get(clientId);
    return current !== undefined && current !== managerId;
  });
  if (moved.length === 0) return;
  const roster = new DutyRoster(await work.staff(), parts);
  const moves = moved.map(({ alertId, clientId, managerId }) => {
    return { alertId, managerId: managers.get(clientId) ?? managerId };
  });
  const messages = moves.flatMap(({ alertId, managerId }): OutboxMessage[] => {
    const recipient = roster.inCharge(managerId, today);
    if (recipient === null) return [];
    return [
      {
        recipientId: recipient.employeeId,
        step: 'handover',
        // The same alert may come back to somebody on another day.
        subject: `${alertId}@${isoInZone(now(), timezone).slice(0, 10)}`,
        day: today,
        alertIds: [alertId],
        dueAt: roster.chanceFrom(recipient, now()),
        expiresAt: null,
      },
    ];
  });
  await store.handOver(moves, messages);
}
