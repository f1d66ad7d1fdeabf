import type { Day } from '../../domain/calendar/day.ts';
import type { Alert, AlertStatus } from '../../domain/churn/alert.ts';
import { type AlertClock, alertClock } from '../../domain/churn/alert-clock.ts';
import type { ClientSummary } from '../../domain/clients/client.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import { followHandovers } from '../delivery/follow-handovers.ts';
import type { AlertParts } from './alert-parts.ts';
import { liveThrough } from './live-through.ts';

/** An alert as its owner sees it. */
export interface SeenAlert {
  readonly alert: Alert;
  readonly client: ClientSummary;
  readonly status: AlertStatus;
  readonly clock: AlertClock | null;
}

/** A snooze that is over is open again. */
function statusOn({ status, snoozedUntil }: Alert, day: Day): AlertStatus {
  const over = status === 'snoozed' && snoozedUntil !== null && snoozedUntil <= day;
  return over ? 'open' : status;
}

async function clockOf(
  { receivedAt, severity, clientId, managerId }: Alert,
  reader: ClientReader,
  parts: AlertParts,
): Promise<AlertClock | null> {
  if (severity !== 'red' || receivedAt === null) return null;
  const card = await reader.card(clientId);
  const { calendar, timezone, scanner } = parts;
  const off = await scanner.timeOff(managerId);
  const setting = { now: parts.now(), calendar, timezone, off };
  return alertClock(new Date(receivedAt), card?.contacts ?? [], setting);
}

/** One alert in the reader's scope; null: the client is not, or is not looked at any more. */
export async function seeAlert(
  alert: Alert,
  reader: ClientReader,
  { day, parts }: { readonly day: Day; readonly parts: AlertParts },
): Promise<SeenAlert | null> {
  const [client] = await reader.find({ kind: 'id', text: alert.clientId });
  if (client === undefined || client.status !== 'active') return null;
  const clock = await clockOf(alert, reader, parts);
  return { alert, client, status: statusOn(alert, day), clock };
}

/** Open alerts of the clients that the reader may see, the gravest first. */
export async function listAlerts(
  reader: ClientReader,
  day: Day,
  parts: AlertParts,
): Promise<SeenAlert[]> {
  await liveThrough(parts.today, parts);
  await followHandovers(parts);
  const alerts = await parts.store.openOn(day, reader.scope.managerIds);
  const seen: SeenAlert[] = [];
  for (const alert of alerts) {
    const one = await seeAlert(alert, reader, { day, parts });
    if (one !== null) seen.push(one);
  }
  return seen;
}
