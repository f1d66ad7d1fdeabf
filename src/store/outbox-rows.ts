import { createHash, randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Day } from '../domain/calendar/day.ts';
import { type OutboxMessage, outboxKey } from '../ports/outbox.ts';
import type { Schema } from './schema.ts';

/** One conversation per person and day, found again by everything that is told on that day. */
function conversationFor(recipientId: string, day: Day): string {
  const hex = createHash('sha256').update(`deliveries/${recipientId}/${day}`).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function toRow(message: OutboxMessage): Schema['outbox'] {
  const { recipientId, step, subject, day, dueAt, expiresAt } = message;
  return {
    key: outboxKey(message),
    recipient_id: recipientId,
    step,
    subject,
    day,
    due_at: dueAt.getTime(),
    expires_at: expiresAt?.getTime() ?? null,
    state: 'waiting',
    conversation_id: conversationFor(recipientId, day),
    turn_id: randomUUID(),
    attempts: 0,
    not_before: 0,
    held_by: '',
    held_until: 0,
    tried: null,
    channel: null,
    reference: null,
    delivered_at: null,
    read_at: null,
    fault: null,
  };
}

/** Writes messages inside whatever transaction changes the state that they tell about. */
export async function writeMessages(
  tx: Transaction<Schema> | Kysely<Schema>,
  messages: readonly OutboxMessage[],
): Promise<number> {
  let count = 0;
  for (const message of messages) {
    const row = toRow(message);
    const written = await tx
      .insertInto('outbox')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('key')
      .executeTakeFirst();
    if (written === undefined) continue;
    count++;
    const alerts = message.alertIds.map((alert_id) => ({ key: row.key, alert_id }));
    if (alerts.length > 0) await tx.insertInto('outbox_alerts').values(alerts).execute();
  }
  return count;
}
