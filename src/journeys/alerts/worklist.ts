import type { Day } from '../../domain/calendar/day.ts';
import { wallClock } from '../../domain/calendar/zoned-time.ts';
import { cadenceDays } from '../../domain/worklist/cadence.ts';
import {
  type Candidate,
  chooseWork,
  type WorkItem,
  type WorkNumbers,
} from '../../domain/worklist/choose-work.ts';
import type { WorkReason } from '../../domain/worklist/work-reason.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { LoggedTouch, WorkClient } from '../../ports/work-book.ts';
import { owedCallBacks } from '../delivery/plan-call-backs.ts';
import type { AlertParts } from './alert-parts.ts';
import { listAlerts, type SeenAlert } from './list-alerts.ts';
import {
  alertReasons,
  calendarReasons,
  callBackReason,
  promiseReasons,
  restsAfterTalk,
  signalReasons,
} from './work-reasons.ts';

export interface Worklist {
  readonly day: Day;
  readonly items: readonly WorkItem[];
  readonly targets: WorkNumbers;
  /** Counted from recorded contacts only, for the employee's own eyes. */
  readonly done: WorkNumbers;
  /** Clients with a reason who did not fit into today. */
  readonly waiting: number;
}

interface Whose {
  readonly employeeId: string;
  readonly reader: ClientReader;
}

function targetsFor(clients: number, { settings }: AlertParts): WorkNumbers {
  const { book, meetings, calls, messages } = settings.worklist;
  const scaled = (count: number) => Math.max(1, Math.round((count * clients) / book));
  return { meetings: scaled(meetings), calls: scaled(calls), messages: scaled(messages) };
}

/** What an employee has recorded on a day: effective visits and calls, and messages sent. */
function doneOn(day: Day, employeeId: string, touches: readonly LoggedTouch[]): WorkNumbers {
  const own = touches.filter((one) => one.managerId === employeeId && one.contactedOn === day);
  const count = (fits: (one: LoggedTouch) => boolean) => own.filter(fits).length;
  return {
    meetings: count(({ channel, effective }) => channel === 'visit' && effective === true),
    calls: count(({ channel, effective }) => channel === 'call' && effective === true),
    messages: count(
      ({ channel, direction }) =>
        direction === 'out' && (channel === 'sms' || channel === 'wechat'),
    ),
  };
}

type Touches = ReadonlyMap<string, readonly LoggedTouch[]>;

async function reasonsFor(
  seen: readonly SeenAlert[],
  {
    clients,
    touches,
    managerIds,
  }: { clients: readonly WorkClient[]; touches: Touches; managerIds: readonly string[] },
  day: Day,
  parts: AlertParts,
): Promise<WorkReason[]> {
  const of = (clientId: string) => touches.get(clientId) ?? [];
  const reasons = alertReasons(seen, day);
  for await (const judged of parts.scanner.judgedOf(managerIds, day)) {
    reasons.push(...(await signalReasons(judged, of, parts)));
  }
  reasons.push(...(await owedCallBacks(managerIds, day, parts)).map(callBackReason));
  for (const client of clients) {
    reasons.push(
      ...promiseReasons(of(client.clientId), day),
      ...calendarReasons(client, of(client.clientId), day, parts),
    );
  }
  return reasons.filter((reason) => !restsAfterTalk(reason, of(reason.clientId), day));
}

/** Today's list of an employee: who to meet, call and write to, and why now. */
export async function worklist(
  { employeeId, reader }: Whose,
  day: Day,
  parts: AlertParts,
): Promise<Worklist> {
  const { work, settings } = parts;
  const { managerIds } = reader.scope;
  const { cadence, contact_cap: cap } = settings.worklist;
  const seen = await listAlerts(reader, day, parts);
  const clients = await work.clients(managerIds, day);
  const longest = Math.max(...clients.map(({ tier }) => cadenceDays(tier, cadence)), 90);
  const all = await work.contacts(managerIds, { from: day - 2 * longest, to: day });
  const touches: Touches = Map.groupBy(all, ({ clientId }) => clientId);
  const reasons = await reasonsFor(seen, { clients, touches, managerIds }, day, parts);
  const byClient = Map.groupBy(reasons, ({ clientId }) => clientId);
  const skipped = await parts.skips.on(employeeId, day);
  const candidates = clients
    .filter(({ clientId, doNotContact }) => !doNotContact && byClient.has(clientId))
    .map(({ clientId, name, preferredHours }): Candidate => {
      const own = touches.get(clientId) ?? [];
      const lately = own.filter(
        ({ direction, contactedOn }) => direction === 'out' && contactedOn > day - cap.days,
      );
      return {
        clientId,
        name,
        preferredHours,
        contactsLately: lately.length,
        skipped: skipped.has(clientId),
        reasons: byClient.get(clientId) ?? [],
      };
    });
  const targets = targetsFor(clients.length, parts);
  const clock = wallClock(parts.now(), parts.timezone);
  const minuteOfDay = clock.day === day ? clock.minuteOfDay : null;
  const { items, waiting } = chooseWork(candidates, {
    day,
    minuteOfDay,
    targets,
    contactCap: cap.contacts,
  });
  const shown = await lookedUp(items, reader);
  return { day, items: shown, waiting, targets, done: doneOn(day, employeeId, all) };
}

/** What somebody is shown of a client is looked up in their own name, which logs it. */
async function lookedUp(items: readonly WorkItem[], reader: ClientReader): Promise<WorkItem[]> {
  const seen = await reader.these(items.map(({ clientId }) => clientId));
  const visible = new Set(seen.map(({ clientId }) => clientId));
  return items.filter(({ clientId }) => visible.has(clientId));
}

export function progressText({ targets, done }: Pick<Worklist, 'targets' | 'done'>): string {
  const pairs = [
    ['约见', done.meetings, targets.meetings],
    ['通话', done.calls, targets.calls],
    ['消息', done.messages, targets.messages],
  ];
  return pairs.map(([name, made, target]) => `${name}${made}/${target}`).join('，');
}
