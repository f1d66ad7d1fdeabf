import type { Day } from '../../domain/calendar/day.ts';
import type { Card, Section } from '../../domain/card/card.ts';
import { dayText, money } from '../../domain/churn/evidence.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { clockText, recordCitation, signalTitles } from '../alerts/alert-card.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import type { SeenAlert } from '../alerts/list-alerts.ts';
import { dailyLine } from './daily-line.ts';
import { dataLine, hasArrived } from './data-day.ts';
import { between, clientsOf, dueCitation, sumOf, weekEnd } from './due-figures.ts';
import { type TeamFigures, teamFigures } from './team-figures.ts';

const shownReds = 5;

interface Scene {
  readonly title: string;
  readonly reader: ClientReader;
  readonly day: Day;
  readonly parts: AlertParts;
  readonly index: PlaybookIndex;
}

const text = (label: string | null, words: string): Section => ({
  label,
  note: null,
  parts: [{ kind: 'text', text: words }],
});

function redText({ red, managers, breachedYesterday, effectiveYesterday }: TeamFigures): string {
  const by = managers.filter((one) => one.red > 0).map((one) => `${one.name}${one.red}`);
  const whose = by.length > 0 ? `（${by.join('、')}）` : '';
  return `🔴 未完成${red.length}${whose}｜昨日超时${breachedYesterday}｜昨日有效沟通${effectiveYesterday}`;
}

function moneyText({ due, lastWeek }: TeamFigures, day: Day, mark: string): string {
  const today = money(sumOf(between(due, day, day)));
  const week = money(sumOf(between(due, day, weekEnd(day))));
  const { dueCents, keptCents } = lastWeek;
  const kept =
    dueCents === 0
      ? '上周没有到期'
      : `上周到期承接率${Math.round((100 * keptCents) / dueCents)}%（承接${money(keptCents)}／到期${money(dueCents)}）`;
  return `**到期资金** 今天${today}、本周${week}${mark}；${kept}`;
}

/** One thing for the meeting: notice that has to be given this week, else a sentence to practise. */
function meetingText({ due }: TeamFigures, { day, index }: Scene): string {
  const notice = between(due, day, day + 6).filter(({ byNotice }) => byNotice);
  const products = [...Map.groupBy(notice, ({ productName }) => productName)];
  const [most] = products.sort(([, a], [, b]) => clientsOf(b) - clientsOf(a));
  if (most !== undefined) {
    const [product, own] = most;
    const [first] = own;
    return `${product}赎回预约最早${dayText(first?.dueOn ?? day)}截止，涉及${clientsOf(own)}位客户。`;
  }
  const line = dailyLine(day, index);
  return line === null ? '没有特别的事。' : `一起练一句：客户说“${line}”，第一句怎么接。`;
}

async function needsYou({ escalated }: TeamFigures, { reader, day }: Scene): Promise<string[]> {
  const lines: string[] = [];
  for (const { clientId, escalatedOn } of escalated) {
    const [client] = await reader.find({ kind: 'id', text: clientId });
    if (client === undefined || escalatedOn === null) continue;
    lines.push(`${client.name}（${clientId}）投诉升级第${day - escalatedOn + 1}天`);
  }
  return lines;
}

function redLines(
  red: readonly SeenAlert[],
  citations: Citation[],
  { parts, names }: { parts: AlertParts; names: ReadonlyMap<string, string> },
): string[] {
  return red.slice(0, shownReds).map(({ alert, client, clock }) => {
    const [leading] = alert.signals;
    const citation = leading ? recordCitation(alert, leading.code, citations.length + 1) : null;
    if (citation) citations.push(citation);
    const by = clock === null ? '' : `｜${clockText(clock, parts.timezone)}`;
    const mark = citation ? `[${citation.n}]` : '';
    const manager = names.get(client.managerId) ?? client.managerId;
    return `**${client.name}**（${manager}）｜${signalTitles(alert)}${by}${mark}`;
  });
}

async function cardOf(scene: Scene): Promise<Card> {
  const { title, reader, day, parts } = scene;
  const standing = await parts.book.standing();
  const figures = await teamFigures(reader, day, parts);
  const names = new Map((await parts.work.staff()).map((one) => [one.employeeId, one.name]));
  const citations: Citation[] = [];
  const week = between(figures.due, day, weekEnd(day));
  const cited = dueCitation(week, 1, '本周到期');
  if (cited) citations.push(cited);
  const reds = redLines(figures.red, citations, { parts, names });
  const yours = await needsYou(figures, scene);
  const list = (label: string, items: readonly string[]): Section[] =>
    items.length === 0
      ? []
      : [{ label, note: null, parts: [{ kind: 'list', ordered: false, items }] }];
  const fresh = figures.seen.filter(({ alert }) => alert.openedOn === day).length;
  const news = fresh === 0 && hasArrived(day, standing, parts) ? ['今天没有新预警。'] : [];
  return {
    title: `${title}　${dayText(day)}`,
    sections: [
      text(null, dataLine(day, standing, parts)),
      text(null, [redText(figures), ...news].join('\n')),
      ...list('红色', reds),
      text(null, moneyText(figures, day, cited ? '[1]' : '')),
      ...list(
        '管户排不过来',
        figures.overloaded.map(({ name, figures: load }) => `${name}：${load}`),
      ),
      ...list(`需要您出面${yours.length}件`, yours),
      text('今天晨会就讲一件事', meetingText(figures, scene)),
    ],
    folded: [],
    actions: [
      { label: '看红色预警', do: 'ask', text: '现在有哪些红色预警' },
      { label: '超时的', do: 'ask', text: '有哪些预警超时了' },
    ],
    citations,
  };
}

/** The morning of who leads a team or a branch; names stand only beside red and escalated. */
export async function teamDigest(scene: Scene): Promise<Answer> {
  return answerWith({ kind: 'alerts', intent: 'alerts', card: await cardOf(scene) });
}
