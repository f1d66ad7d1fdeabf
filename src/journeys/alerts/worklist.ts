import type { Day } from '../../domain/calendar/day.ts';
import type { TimeOff } from '../../domain/calendar/time-off.ts';
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
import { targetsFor } from './book-load.ts';
import { type CadencePlan, cadenceReason, planCadence } from './cadence-reasons.ts';
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
  /** Of them: their last day by tier has come, and there is no room. */
  readonly crowdedOut: number;
  /** Contacts a working day that the tiers ask for in the long run. */
  readonly need: number;
}

export interface WhoseList {
  readonly employeeId: string;
  readonly reader: ClientReader;
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

interface Book {
  readonly clients: readonly WorkClient[];
  readonly touches: Touches;
  readonly managerIds: readonly string[];
  readonly plan: CadencePlan;
}

async function reasonsFor(
  seen: readonly SeenAlert[],
  { clients, touches, managerIds, plan }: Book,
  day: Day,
  parts: AlertParts,
): Promise<WorkReason[]> {
  const of = (clientId: string) => touches.get(clientId) ?? [];
  const reasons = alertReasons(seen, of, day);
  for await (const judged of parts.scanner.judgedOf(managerIds, day)) {
    reasons.push(...(await signalReasons(judged, of, parts)));
  }
  reasons.push(...(await owedCallBacks(managerIds, day, parts)).map(callBackReason));
  for (const client of clients) {
    const turn = cadenceReason(client.clientId, day, plan);
    reasons.push(
      ...promiseReasons(of(client.clientId), day),
      ...calendarReasons(client, of(client.clientId), day, parts),
      ...(turn === null ? [] : [turn]),
    );
  }
  return reasons.filter((reason) => !restsAfterTalk(reason, of(reason.clientId), day));
}

/** Days of contacts from our side that the cap still counts, oldest first. */
function countedDays(touches: readonly LoggedTouch[], day: Day, capDays: number): Day[] {
  return touches
    .filter(({ direction, contactedOn }) => direction === 'out' && contactedOn > day - capDays)
    .map(({ contactedOn }) => contactedOn);
}

/** Whether a call that fails today would miss the client's turn, and what the cap leaves then. */
function turnAtRisk(
  clientId: string,
  counted: readonly Day[],
  { day, plan }: { readonly day: Day; readonly plan: CadencePlan },
  { settings, calendar }: AlertParts,
): Candidate['turnAtRisk'] {
  const { days, contacts } = settings.worklist.contact_cap;
  const turn = plan.turns.get(clientId);
  if (turn === undefined) return null;
  // The last one within the cap is for red alerts.
  const isLast = counted.length >= contacts - 2;
  const again = calendar.nextWorkday(isLast ? (counted[0] ?? day) + days - 1 : day);
  if (again <= turn.lastDay) return null;
  return isLast ? 'message-only' : 'message-after-call';
}

function candidatesOf(
  { clients, touches, plan }: Book,
  byClient: ReadonlyMap<string, readonly WorkReason[]>,
  { day, skipped }: { readonly day: Day; readonly skipped: ReadonlySet<string> },
  parts: AlertParts,
): Candidate[] {
  const { contact_cap: cap } = parts.settings.worklist;
  return clients
    .filter(({ clientId, doNotContact }) => !doNotContact && byClient.has(clientId))
    .map(({ clientId, name, preferredHours }) => {
      const counted = countedDays(touches.get(clientId) ?? [], day, cap.days);
      return {
        clientId,
        name,
        preferredHours,
        contactsLately: counted.length,
        turnAtRisk: turnAtRisk(clientId, counted, { day, plan }, parts),
        skipped: skipped.has(clientId),
        reasons: byClient.get(clientId) ?? [],
      };
    });
}

/** Turns whose last day has come and which the day's numbers leave no room for. */
function crowdedOut(
  candidates: readonly Candidate[],
  items: readonly WorkItem[],
  { day, plan }: { readonly day: Day; readonly plan: CadencePlan },
  cap: number,
): number {
  const listed = new Set(items.map(({ clientId }) => clientId));
  return candidates.filter(({ clientId, skipped, contactsLately }) => {
    const lastDay = plan.turns.get(clientId)?.lastDay ?? Number.POSITIVE_INFINITY;
    return lastDay <= day && !listed.has(clientId) && !skipped && contactsLately < cap - 1;
  }).length;
}

const always: TimeOff = { restWeekdays: [], leaveFrom: null, leaveTo: null };

/** Today's list of an employee: who to meet, call and write to, and why now. */
export async function worklist(
  { employeeId, reader }: WhoseList,
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
  const off = (await work.staff()).find((one) => one.employeeId === employeeId)?.off ?? always;
  const plan = planCadence(clients, (id) => touches.get(id) ?? [], { day, off }, parts);
  const book = { clients, touches, managerIds, plan };
  const reasons = await reasonsFor(seen, book, day, parts);
  const byClient = Map.groupBy(reasons, ({ clientId }) => clientId);
  const skipped = await parts.skips.on(employeeId, day);
  const candidates = candidatesOf(book, byClient, { day, skipped }, parts);
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
  return {
    day,
    items: shown,
    waiting,
    targets,
    done: doneOn(day, employeeId, all),
    crowdedOut: crowdedOut(candidates, items, { day, plan }, cap.contacts),
    need: plan.need,
  };
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
