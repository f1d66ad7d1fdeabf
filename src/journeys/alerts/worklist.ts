import { addMonths, civilDate, type Day } from '../../domain/calendar/day.ts';

import type { SignalCode } from '../../domain/churn/signal-code.ts';
import type { ClientCondition } from '../../domain/clients/client-filter.ts';
import type { NotedContact } from '../../domain/clients/client-notes.ts';
import type { ContactsMade, JudgedClient } from '../../ports/book-scanner.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import { signalTitles } from './alert-card.ts';
import type { AlertParts } from './alert-parts.ts';
import { describeHits } from './describe-hits.ts';
import { listAlerts } from './list-alerts.ts';
import { severityNames } from './why-alerted.ts';

type WorkAction = 'meeting' | 'call' | 'message';

export interface WorkItem {
  readonly clientId: string;
  readonly name: string;
  readonly action: WorkAction;
  /** Why now, the most urgent first. */
  readonly why: readonly string[];
  readonly rows: readonly string[];
}

export interface Worklist {
  readonly day: Day;
  readonly items: readonly WorkItem[];
  readonly targets: ContactsMade;
  /** Counted from recorded contacts only, for the employee's own eyes. */
  readonly done: ContactsMade;
  /** Clients with a reason who did not fit into today's numbers. */
  readonly waiting: number;
}

interface Reason {
  readonly clientId: string;
  readonly priority: number;
  readonly action: WorkAction;
  readonly why: string;
  readonly rows: readonly string[];
}

/** What is looked at first; alerts by their severity, then money that is due, then promises. */
const priorities = {
  red: 0,
  amber: 10,
  promise: 15,
  watch: 50,
  birthday: 60,
  fresh: 65,
  quiet: 80,
};
const codePriority: Partial<Record<SignalCode, number>> = {
  M2: 12,
  M1: 20,
  A1: 40,
  U1: 45,
  I1: 48,
};
const codeAction: Partial<Record<SignalCode, WorkAction>> = {
  M2: 'call',
  M1: 'call',
  A1: 'meeting',
  U1: 'meeting',
  I1: 'call',
};
/** Not while a complaint is open: they would read as selling. */
const selling = new Set<SignalCode>(['U1', 'I1']);

async function alertReasons(reader: ClientReader, day: Day, parts: AlertParts): Promise<Reason[]> {
  const seen = await listAlerts(reader, day, parts);
  return seen
    .filter(({ status }) => status !== 'snoozed')
    .map(({ alert }) => ({
      clientId: alert.clientId,
      priority: priorities[alert.severity],
      action: 'call',
      why: `${severityNames[alert.severity]}预警：${signalTitles(alert)}`,
      rows: alert.signals.flatMap(({ rows }) => rows),
    }));
}

function worthWork({ row, hits }: JudgedClient): JudgedClient {
  const calm = row.openComplaints.length === 0;
  const useful = hits.filter(
    ({ code }) => codePriority[code] !== undefined && (calm || !selling.has(code)),
  );
  return { row, hits: useful };
}

async function signalReasons(
  judged: readonly JudgedClient[],
  { scanner }: AlertParts,
): Promise<Reason[]> {
  const useful = judged.map(worthWork).filter(({ hits }) => hits.length > 0);
  const described = await describeHits(useful, scanner);
  return [...described].flatMap(([clientId, hits]) =>
    hits.map(({ code, title, evidence, rows }) => {
      const [priority = 99, action = 'call'] = [codePriority[code], codeAction[code]];
      return { clientId, priority, action, why: `${title}：${evidence[0] ?? ''}`, rows };
    }),
  );
}

interface ListReason {
  readonly conditions: readonly ClientCondition[];
  readonly priority: number;
  readonly action: WorkAction;
  readonly why: string;
}

function monthDay(day: Day): number {
  const { month, day: dayOfMonth } = civilDate(day);
  return month * 100 + dayOfMonth;
}

function listReasons(day: Day, { settings }: AlertParts): ListReason[] {
  const { birthday_days, new_client_days, no_contact_days } = settings.worklist;
  const lately = { from: day - no_contact_days, to: day };
  return [
    {
      conditions: [{ kind: 'promise-open', days: { from: addMonths(day, -3), to: day } }],
      priority: priorities.promise,
      action: 'call',
      why: '答应过的事到日子了，还没有有效沟通',
    },
    {
      conditions: [{ kind: 'birthday', from: monthDay(day), to: monthDay(day + birthday_days) }],
      priority: priorities.birthday,
      action: 'message',
      why: `${birthday_days}天内过生日`,
    },
    {
      conditions: [
        { kind: 'opened', days: { from: day - new_client_days, to: day } },
        { kind: 'contacted', days: lately, effective: true, not: true },
      ],
      priority: priorities.fresh,
      action: 'call',
      why: `开户${new_client_days}天内，还没有有效沟通`,
    },
    {
      conditions: [{ kind: 'contacted', days: lately, not: true }],
      priority: priorities.quiet,
      action: 'message',
      why: `${no_contact_days}天没有联系`,
    },
  ];
}

function targetsFor(clients: number, { settings }: AlertParts): ContactsMade {
  const { book, meetings, calls, messages } = settings.worklist;
  const scaled = (count: number) => Math.max(1, Math.round((count * clients) / book));
  return { meetings: scaled(meetings), calls: scaled(calls), messages: scaled(messages) };
}

async function allReasons(reader: ClientReader, day: Day, parts: AlertParts) {
  const reasons = await alertReasons(reader, day, parts);
  const managerIds = reader.scope.managerIds;
  let clients = 0;
  for await (const judged of parts.scanner.judgedOf(managerIds, day)) {
    clients += judged.length;
    reasons.push(...(await signalReasons(judged, parts)));
  }
  for (const { conditions, ...reason } of listReasons(day, parts)) {
    const active: ClientCondition = { kind: 'status', statuses: ['active'] };
    const page = await reader.list({ conditions: [active, ...conditions], limit: 60 });
    reasons.push(...page.clients.map(({ clientId }) => ({ ...reason, clientId, rows: [] })));
  }
  return { reasons, clients };
}

/** Reasons by client, the most urgent client first. */
function byClient(reasons: readonly Reason[]): Reason[][] {
  const grouped = new Map<string, Reason[]>();
  for (const reason of [...reasons].sort((a, b) => a.priority - b.priority)) {
    grouped.set(reason.clientId, [...(grouped.get(reason.clientId) ?? []), reason]);
  }
  return [...grouped.values()];
}

const room: Readonly<Record<WorkAction, keyof ContactsMade>> = {
  meeting: 'meetings',
  call: 'calls',
  message: 'messages',
};

/** What the bank's files tell of the day and what was recorded here. */
async function contactsMade(
  employeeId: string,
  day: Day,
  { scanner, notes }: AlertParts,
): Promise<ContactsMade> {
  const filed = await scanner.contactsMade(employeeId, day);
  const noted = await notes.contactsOn(employeeId, day);
  const count = (fits: (one: NotedContact) => boolean) => noted.filter(fits).length;
  const talked = (channel: string) =>
    count((one) => one.channel === channel && one.effective === true);
  const written = count(
    ({ channel, direction }) => (channel === 'sms' || channel === 'wechat') && direction === 'out',
  );
  return {
    meetings: filed.meetings + talked('visit'),
    calls: filed.calls + talked('call'),
    messages: filed.messages + written,
  };
}

/** Today's list of an employee: who to meet, call and write to, and why now. */
export async function worklist(
  { employeeId, reader }: { readonly employeeId: string; readonly reader: ClientReader },
  day: Day,
  parts: AlertParts,
): Promise<Worklist> {
  const { reasons, clients } = await allReasons(reader, day, parts);
  const targets = targetsFor(clients, parts);
  const left = { ...targets };
  const items: WorkItem[] = [];
  let waiting = 0;
  for (const own of byClient(reasons)) {
    const [first] = own;
    if (first === undefined) continue;
    if (left[room[first.action]] <= 0) {
      waiting++;
      continue;
    }
    const card = await reader.card(first.clientId);
    if (card === null || card.client.doNotContact || card.client.status !== 'active') continue;
    left[room[first.action]]--;
    items.push({
      clientId: first.clientId,
      name: card.client.name,
      action: first.action,
      why: own.map(({ why }) => why),
      rows: [...new Set(own.flatMap(({ rows }) => rows))],
    });
  }
  const done = await contactsMade(employeeId, day, parts);
  return { day, items, targets, done, waiting };
}

export function progressText({ targets, done }: Worklist): string {
  const pairs = [
    ['约见', done.meetings, targets.meetings],
    ['通话', done.calls, targets.calls],
    ['消息', done.messages, targets.messages],
  ];
  return pairs.map(([name, made, target]) => `${name}${made}/${target}`).join('，');
}
