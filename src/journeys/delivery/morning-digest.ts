import type { Day } from '../../domain/calendar/day.ts';
import type { Action, Card, Section } from '../../domain/card/card.ts';
import { dayText, money } from '../../domain/churn/evidence.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { WorkItem } from '../../domain/worklist/choose-work.ts';
import type { BookStanding, ClientReader } from '../../ports/client-book.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import type { LoggedTouch } from '../../ports/work-book.ts';
import { clockText, signalTitles } from '../alerts/alert-card.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import { listAlerts, type SeenAlert } from '../alerts/list-alerts.ts';
import { severityNames } from '../alerts/why-alerted.ts';
import { promiseReasons } from '../alerts/work-reasons.ts';
import { worklist } from '../alerts/worklist.ts';
import { dailyLine } from './daily-line.ts';
import { dataLine, hasArrived } from './data-day.ts';
import { clientsOf, dueCitation, sumOf, weekEnd } from './due-figures.ts';

const firstThings = 3;
/** Contacts from before don't tell of this week's appointments. */
const appointmentDays = 14;
const promiseDays = 92;
const marks = { red: '🔴', amber: '🟡', watch: '👀' } as const;

const part = (text: string) => ({ kind: 'text', text }) as const;
const section = (label: string | null, ...parts: Section['parts']): Section => ({
  label,
  note: null,
  parts,
});

class Sources {
  readonly citations: Citation[] = [];

  /** The mark of a source, `[3]`; nothing where there is no row. */
  mark(make: (n: number) => Citation | null): string {
    const citation = make(this.citations.length + 1);
    if (citation === null) return '';
    this.citations.push(citation);
    return `[${citation.n}]`;
  }
}

function itemCitation({ why, rows }: WorkItem, n: number): Citation | null {
  const [row] = rows;
  if (row === undefined) return null;
  const place = { document: '客户档案', heading: '今天先做', origin: 'record' as const };
  return { n, passageId: row, ...place, quote: why.join('；'), source: rows.join('、') };
}

interface Scene {
  readonly employeeId: string;
  readonly name: string;
  readonly reader: ClientReader;
  readonly day: Day;
  readonly parts: AlertParts;
  readonly index: PlaybookIndex;
}

function firstLine(
  item: WorkItem,
  seen: SeenAlert | undefined,
  sources: Sources,
  zone: string,
): string {
  const mark = sources.mark((n) => itemCitation(item, n));
  if (seen === undefined) return `⏰ **${item.name}**｜${item.why[0] ?? ''}${mark}`;
  const { alert, clock } = seen;
  const risk = `涉及${money(alert.aumAtRisk)}`;
  const by = clock === null ? '' : `｜${clockText(clock, zone)}`;
  return `${marks[alert.severity]} **${item.name}**｜${signalTitles(alert)}，${risk}${by}${mark}`;
}

/** What is new today; where the day's data is not there, nothing is. */
function newsText(seen: readonly SeenAlert[], { day }: Scene, arrived: boolean): string {
  if (!arrived) return '';
  const fresh = seen.filter(({ alert, status }) => alert.openedOn === day && status === 'open');
  const told = fresh.filter(({ alert }) => alert.inDigest);
  if (told.length === 0) return '今天没有新预警。';
  const names = told.map(
    ({ alert, client }) => `${client.name}（${severityNames[alert.severity]}）`,
  );
  const held = fresh.length - told.length;
  const rest = held > 0 ? `，另有${held}条在清单里` : '';
  return `今天新增${told.length}条预警：${names.join('、')}${rest}。`;
}

async function weekLine(
  scene: Scene,
  touches: readonly LoggedTouch[],
  sources: Sources,
): Promise<string> {
  const { day, parts, reader } = scene;
  const due = await parts.work.dueMoney(reader.scope.managerIds, { from: day, to: weekEnd(day) });
  if (due.length === 0) return '**本周到期** 没有';
  const met = new Set(
    touches
      .filter(
        ({ contactedOn, result }) => contactedOn > day - appointmentDays && /约/.test(result ?? ''),
      )
      .map(({ clientId }) => clientId),
  );
  const booked = new Set(due.map(({ clientId }) => clientId).filter((id) => met.has(id))).size;
  const mark = sources.mark((n) => dueCitation(due, n, '本周到期'));
  return `**本周到期** ${clientsOf(due)}位，${money(sumOf(due))}，已约${booked}位${mark}`;
}

function promiseLine(touches: readonly LoggedTouch[], day: Day, sources: Sources): string {
  const open = [...Map.groupBy(touches, ({ clientId }) => clientId).values()].flatMap((own) =>
    promiseReasons(own, day),
  );
  if (open.length === 0) return '**答应过的** 没有到期的';
  const today = open.filter(({ dueOn }) => dueOn === day).length;
  const rows = open.flatMap((one) => one.rows);
  const quote = open.map(({ why }) => why).join('；');
  const place = { document: '客户档案', heading: '答应过的', origin: 'record' as const };
  const mark = sources.mark((n) => ({
    n,
    passageId: rows[0] ?? '',
    ...place,
    quote,
    source: rows.join('、'),
  }));
  return `**答应过的** 今天${today}件，逾期${open.length - today}件${mark}`;
}

function actionsFor(
  items: readonly WorkItem[],
  alerted: ReadonlySet<string>,
  total: number,
  line: string | null,
): Action[] {
  const opened = items.map(({ clientId, name }): Action => {
    const about = alerted.has(clientId) ? `${name}的预警给我看` : `${name}的情况过一遍`;
    return { label: `${name}·开场白`, do: 'ask', text: about };
  });
  const answer: Action[] =
    line === null ? [] : [{ label: '看答案', do: 'ask', text: `客户说“${line}”，怎么回` }];
  return [...opened, ...answer, { label: `全部清单（${total}）`, do: 'ask', text: '今天的清单' }];
}

async function cardOf(scene: Scene, standing: BookStanding): Promise<Card> {
  const { employeeId, name, reader, day, parts, index } = scene;
  const list = await worklist({ employeeId, reader }, day, parts);
  const seen = await listAlerts(reader, day, parts);
  const alerts = new Map(seen.map((one) => [one.alert.clientId, one]));
  const touches = await parts.work.contacts(reader.scope.managerIds, {
    from: day - promiseDays,
    to: day,
  });
  const sources = new Sources();
  const first = list.items.slice(0, firstThings);
  const lines = first.map((item) =>
    firstLine(item, alerts.get(item.clientId), sources, parts.timezone),
  );
  const news = newsText(seen, scene, hasArrived(day, standing, parts));
  const week = await weekLine(scene, touches, sources);
  const promises = promiseLine(touches, day, sources);
  const line = dailyLine(day, index);
  const label = first.length === 0 ? null : `今天先做这${first.length}件`;
  return {
    title: `早上好，${name}　${dayText(day)}`,
    sections: [
      section(null, part(dataLine(day, standing, parts))),
      ...(label === null ? [] : [section(label, { kind: 'list', ordered: true, items: lines })]),
      section(null, part([news, `${week}　·　${promises}`].filter(Boolean).join('\n'))),
      ...(line === null
        ? []
        : [section('今日一句（晨会练）', part(`客户说“${line}”，你的第一句是？`))]),
    ],
    folded: [],
    actions: actionsFor(first, new Set(alerts.keys()), list.items.length, line),
    citations: sources.citations,
  };
}

/** A manager's morning: three things first, the week's money, what was promised, one line to practise. */
export async function morningDigest(scene: Scene): Promise<Answer> {
  const card = await cardOf(scene, await scene.parts.book.standing());
  return answerWith({ kind: 'worklist', intent: 'worklist', card });
}
