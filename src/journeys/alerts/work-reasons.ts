import { civilDate, type Day, dayOf, daysInMonth } from '../../domain/calendar/day.ts';
import { dueDay, isOpen, isPlaced } from '../../domain/churn/due-day.ts';
import { dayText } from '../../domain/churn/evidence.ts';
import type { SignalCode } from '../../domain/churn/signal-code.ts';
import {
  instead,
  priorities,
  type WorkAction,
  type WorkReason,
} from '../../domain/worklist/work-reason.ts';
import type { JudgedClient } from '../../ports/book-scanner.ts';
import type { LoggedTouch, WorkClient } from '../../ports/work-book.ts';
import type { OwedCallBack } from '../delivery/plan-call-backs.ts';
import { signalTitles } from './alert-card.ts';
import type { AlertParts } from './alert-parts.ts';
import { describeHits } from './describe-hits.ts';
import type { SeenAlert } from './list-alerts.ts';
import { severityNames } from './why-alerted.ts';

const signalWork: Partial<Record<SignalCode, { priority: number; action: WorkAction }>> = {
  M2: { priority: priorities.matured, action: 'call' },
  M1: { priority: priorities.maturing, action: 'call' },
  A1: { priority: priorities.assessment, action: 'meeting' },
  U1: { priority: priorities.nearTier, action: 'meeting' },
  I1: { priority: priorities.idle, action: 'call' },
};
/** Not while a complaint is open: they would read as selling. */
const selling: ReadonlySet<SignalCode> = new Set(['U1', 'I1']);
/** Standing chances, not dates: after a contact they rest for so long. */
const standing: ReadonlySet<SignalCode> = new Set(['A1', 'U1', 'I1']);
const restDays = 30;
const closeDays = 3;
/** What is due on a day is told again only after so many days without a talk. */
const patienceDays = 3;

/** What has stood in the list for a week gives way to what is new. */
const freshDays = 7;

function alertPriority({ severity, openedOn }: SeenAlert['alert'], day: Day): number {
  const known = severity === 'amber' && openedOn <= day - freshDays;
  return known ? priorities.known : priorities[severity];
}

/** A talk after the clock ran out does not unmake the breach, but it was a talk. */
function spokenSince({ alert }: SeenAlert, touches: readonly LoggedTouch[], day: Day): boolean {
  const received = Date.parse(alert.receivedAt ?? '');
  return touches.some(
    (one) =>
      one.effective === true &&
      one.contactedOn > day - patienceDays &&
      one.contactedAtSeconds * 1000 >= received,
  );
}

export function alertReasons(
  seen: readonly SeenAlert[],
  touchesOf: (clientId: string) => readonly LoggedTouch[],
  day: Day,
): WorkReason[] {
  return seen
    .filter(({ status, clock }) => status !== 'snoozed' && clock?.state !== 'met')
    .filter((one) => !spokenSince(one, touchesOf(one.alert.clientId), day))
    .map(({ alert }) => ({
      clientId: alert.clientId,
      kind: alert.severity === 'red' ? 'red-alert' : 'alert',
      priority: alertPriority(alert, day),
      weight: alert.score,
      ways: instead.call,
      why: `${severityNames[alert.severity]}预警：${signalTitles(alert)}`,
      rows: alert.signals.flatMap(({ rows }) => rows),
      dueOn: null,
    }));
}

/** Alerts, and money that is due, rest for some days after a talk. */
export function restsAfterTalk(
  reason: WorkReason,
  touches: readonly LoggedTouch[],
  day: Day,
): boolean {
  if (reason.kind !== 'alert' && reason.kind !== 'money') return false;
  return touches.some((one) => one.effective === true && one.contactedOn > day - patienceDays);
}

/** Money whose day is near comes before promises. */
function maturingPriority({ holdings, day }: JudgedClient['row']): number {
  const near = holdings.some((one) => {
    const due = isPlaced(one) && isOpen(one) ? dueDay(one) : null;
    return due !== null && due >= day && due <= day + closeDays;
  });
  return near ? priorities.closing : priorities.maturing;
}

function worthWork({ row, hits }: JudgedClient, touches: readonly LoggedTouch[]): JudgedClient {
  const calm = row.openComplaints.length === 0;
  const spoken = touches.some((one) => one.effective && one.contactedOn > row.day - restDays);
  const useful = hits.filter(
    ({ code }) =>
      signalWork[code] !== undefined &&
      (calm || !selling.has(code)) &&
      !(spoken && standing.has(code)),
  );
  return { row, hits: useful };
}

export async function signalReasons(
  judged: readonly JudgedClient[],
  touchesOf: (clientId: string) => readonly LoggedTouch[],
  { scanner }: AlertParts,
): Promise<WorkReason[]> {
  const useful = judged
    .map((one) => worthWork(one, touchesOf(one.row.clientId)))
    .filter(({ hits }) => hits.length > 0);
  const rowOf = new Map(useful.map(({ row }) => [row.clientId, row]));
  const described = await describeHits(useful, scanner);
  return [...described].flatMap(([clientId, hits]) =>
    hits.flatMap(({ code, title, evidence, rows }): WorkReason[] => {
      const [work, row] = [signalWork[code], rowOf.get(clientId)];
      if (work === undefined || row === undefined) return [];
      const priority = code === 'M1' ? maturingPriority(row) : work.priority;
      const kind = standing.has(code) ? 'signal' : 'money';
      const why = `${title}：${evidence[0] ?? ''}`;
      const ways = instead[work.action];
      return [{ clientId, kind, priority, ways, why, rows, weight: 0, dueOn: null }];
    }),
  );
}

/** What was said to be done by a day, and nobody has spoken with the client since. */
export function promiseReasons(touches: readonly LoggedTouch[], day: Day): WorkReason[] {
  return touches.flatMap((one, at) => {
    if (one.nextOn === null || one.nextOn > day) return [];
    if (touches.slice(at + 1).some(({ effective }) => effective === true)) return [];
    return [
      {
        clientId: one.clientId,
        kind: 'promise' as const,
        priority: priorities.promise,
        ways: instead.call,
        why: `${dayText(one.contactedOn)}答应${dayText(one.nextOn)}前回复，还没有有效沟通`,
        rows: [`contacts:${one.contactId}`],
        weight: 0,
        dueOn: one.nextOn,
      },
    ];
  });
}

export function callBackReason({
  clientId,
  complaintId,
  closedOn,
  lastDay,
}: OwedCallBack): WorkReason {
  return {
    clientId,
    kind: 'call-back',
    priority: priorities.callBack,
    ways: instead.call,
    why: `投诉${closedOn === null ? '' : dayText(closedOn)}办结，${dayText(lastDay)}前回访一次，只问解决了没有`,
    rows: [`complaints:${complaintId}`],
    weight: 0,
    dueOn: lastDay,
  };
}

const onboardingNames = ['开户第一天', '开户第一周', '开户第一个月'];

/** A new client is spoken with in the first day, the first week and the first month. */
function onboarding(
  { clientId, openedOn }: WorkClient,
  touches: readonly LoggedTouch[],
  day: Day,
  steps: readonly number[],
): WorkReason | null {
  const age = day - openedOn;
  const at = steps.findIndex((step) => age <= step);
  if (at === -1) return null;
  const from = openedOn + (at === 0 ? 0 : (steps[at - 1] ?? 0) + 1);
  if (touches.some((one) => one.effective === true && one.contactedOn >= from)) return null;
  const dueOn = openedOn + (steps[at] ?? 0);
  const name = onboardingNames[at] ?? `开户${steps[at]}天内`;
  return {
    clientId,
    kind: 'onboarding',
    priority: priorities.onboarding,
    ways: instead.call,
    why: `${name}（${dayText(openedOn)}开户），${dayText(dueOn)}前有一次有效沟通`,
    rows: [`clients:${clientId}`],
    weight: 0,
    dueOn,
  };
}

/** The birthday on or after the day; 29 February is kept on the last day of the month. */
function nextBirthday(birth: Day, day: Day): Day {
  const { month, day: dayOfMonth } = civilDate(birth);
  const inYear = (year: number) =>
    dayOf(year, month, Math.min(dayOfMonth, daysInMonth(year, month)));
  const { year } = civilDate(day);
  return inYear(year) >= day ? inYear(year) : inYear(year + 1);
}

function birthday(
  { clientId, birthDate }: WorkClient,
  touches: readonly LoggedTouch[],
  day: Day,
  days: number,
): WorkReason | null {
  if (birthDate === null) return null;
  const on = nextBirthday(birthDate, day);
  if (on > day + days) return null;
  if (touches.some((one) => one.direction === 'out' && one.contactedOn >= on - days)) return null;
  const why = on === day ? '今天生日' : `${dayText(on)}生日`;
  const rows = [`clients:${clientId}`];
  const { birthday: priority } = priorities;
  return {
    clientId,
    kind: 'birthday',
    priority,
    ways: instead.message,
    why,
    rows,
    weight: 0,
    dueOn: on,
  };
}

/** What the calendar asks for: a beginning, and a birthday. */
export function calendarReasons(
  client: WorkClient,
  touches: readonly LoggedTouch[],
  day: Day,
  { settings }: AlertParts,
): WorkReason[] {
  const { onboarding_days, birthday_days } = settings.worklist;
  const reasons = [
    onboarding(client, touches, day, onboarding_days),
    birthday(client, touches, day, birthday_days),
  ];
  return reasons.filter((one) => one !== null);
}
