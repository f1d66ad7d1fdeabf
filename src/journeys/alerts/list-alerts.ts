import type { Day } from '../../domain/calendar/day.ts';
import type { Alert, AlertStatus } from '../../domain/churn/alert.ts';
import { type AlertClock, alertClock } from '../../domain/churn/alert-clock.ts';
import type { ClientSummary } from '../../domain/clients/client.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import { followHandovers } from '../delivery/follow-handovers.ts';
import type { AlertParts } from './alert-parts.ts';
import { liveThrough } from './live-through.ts';
import { withPresentEvidence } from './present-evidence.ts';

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

interface Moment {
  readonly day: Day;
  readonly parts: AlertParts;
}

async function seen(
  alert: Alert,
  reader: ClientReader,
  { day, parts }: Moment,
): Promise<SeenAlert | null> {
  const [client] = await reader.find({ kind: 'id', text: alert.clientId });
  if (client === undefined || client.status !== 'active') return null;
  const clock = await clockOf(alert, reader, parts);
  return { alert, client, status: statusOn(alert, day), clock };
}

/** One alert in the reader's scope; null: the client is not, or is not looked at any more. */
export async function seeAlert(
  alert: Alert,
  reader: ClientReader,
  moment: Moment,
): Promise<SeenAlert | null> {
  const [present] = await withPresentEvidence([alert], moment.day, moment.parts);
  return present === undefined ? null : seen(present, reader, moment);
}

/** Open alerts of the clients that the reader may see, the gravest first. */
export async function listAlerts(
  reader: ClientReader,
  day: Day,
  parts: AlertParts,
): Promise<SeenAlert[]> {
  await liveThrough(parts.today, parts);
  await followHandovers(parts);
  const open = await parts.store.openOn(day, reader.scope.managerIds);
  const all: SeenAlert[] = [];
  for (const alert of await withPresentEvidence(open, day, parts)) {
    const one = await seen(alert, reader, { day, parts });
    if (one !== null) all.push(one);
  }
  return all;
}
