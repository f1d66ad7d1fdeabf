import type { Day } from '../../domain/calendar/day.ts';
import { wallClock } from '../../domain/calendar/zoned-time.ts';
import type { Action, Card, Section } from '../../domain/card/card.ts';
import type { Alert } from '../../domain/churn/alert.ts';
import type { AlertClock } from '../../domain/churn/alert-clock.ts';
import { dayText, money } from '../../domain/churn/evidence.ts';
import { alertingCodes } from '../../domain/churn/severity.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { leadingWinBack, playbookFor } from './alert-playbook.ts';
import type { SeenAlert } from './list-alerts.ts';
import { presentSignals } from './present-evidence.ts';
import { severityNames } from './why-alerted.ts';

const shownInList = 8;

export function clockText({ dueAt, state }: AlertClock, timezone: string): string {
  const { day, minuteOfDay } = wallClock(dueAt, timezone);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
  const due = `${dayText(day)}${time}`;
  if (state === 'met') return `${due}前已有效沟通`;
  return state === 'breached' ? `${due}的时限已过` : `${due}前完成一次深度沟通`;
}

/** A manager's own words first: the signals that alert, then what goes with them. */
function alertingSignals({ signals }: Alert): Alert['signals'] {
  return signals.filter(({ code }) => alertingCodes.has(code));
}

/** What an alert is about now. */
export function signalTitles(alert: Alert): string {
  return presentSignals(alertingSignals(alert))
    .map(({ title }) => title)
    .join('、');
}

export function recordCitation(alert: Alert, code: string, n: number): Citation | null {
  const signal = alert.signals.find((one) => one.code === code);
  const [row] = signal?.rows ?? [];
  if (signal === undefined || row === undefined) return null;
  return {
    n,
    passageId: row,
    document: '客户档案',
    heading: `${signal.code} ${signal.title}`,
    origin: 'record',
    quote: signal.evidence.join('；'),
    source: signal.rows.join('、'),
  };
}

/** One alert: what was seen, what to say first, where it is from. */
export function alertCard(
  seen: SeenAlert,
  index: PlaybookIndex,
  timezone: string,
  draft: Draft | null = null,
): Card {
  const { alert, client, clock } = seen;
  const citations: Citation[] = [];
  const evidence = alertingSignals(alert).map(({ code, title, evidence: lines }) => {
    const citation = recordCitation(alert, code, citations.length + 1);
    if (citation) citations.push(citation);
    const mark = citation ? `[${citation.n}]` : '';
    return `**${code} ${title}**：${lines.join('；')}${mark}`;
  });
  const steps = playbookFor(alert, index, citations.length + 1);
  citations.push(...steps.map(({ citation }) => citation));
  const leading = leadingWinBack(alert);
  const first = steps.find(({ isLine }) => isLine) ?? steps[0];
  const prepared: Section[] = draft === null ? [] : [draftSection(draft)];
  const advice: Section[] = first
    ? [
        {
          label: draft === null ? '开口第一句' : '也可以这样说',
          note: first.citation.origin === 'project' ? '项目自写' : null,
          parts: [{ kind: 'line', text: first.citation.quote, marks: [first.citation.n] }],
        },
      ]
    : [];
  const others = alert.signals.filter(({ code }) => !alertingCodes.has(code));
  const folded: Section[] = [
    ...(others.length > 0
      ? [
          {
            label: '一并看到',
            note: null,
            parts: [
              {
                kind: 'list' as const,
                ordered: false,
                items: others.map(({ title, evidence: lines }) => `${title}：${lines.join('；')}`),
              },
            ],
          },
        ]
      : []),
    {
      label: '依据',
      note: null,
      parts: [{ kind: 'text', text: alert.signals.flatMap(({ rows }) => rows).join('、') }],
    },
  ];
  const name = client.name;
  return {
    title: `${severityNames[alert.severity]}｜${name}　${signalTitles(alert)}`,
    sections: [
      ...(clock
        ? [{ label: null, note: null, parts: [textPart(clockText(clock, timezone))] }]
        : []),
      { label: '看到什么', note: null, parts: [{ kind: 'list', ordered: false, items: evidence }] },
      ...prepared,
      ...advice,
      ...(leading ? [{ label: null, note: null, parts: [textPart(directionText(leading))] }] : []),
    ],
    folded,
    actions: outcomeActions(name, draft),
    citations,
  };
}

const textPart = (text: string) => ({ kind: 'text', text }) as const;

function directionText({ reason, strategy }: { reason: string; strategy: string }): string {
  return `先按“${reason}”想，走“${strategy}”；听他说了再定。**别提**看到他的流水，从答应过的事或到期进。`;
}

/** Words for this client that have passed the check, to be said by the manager and nobody else. */
function draftSection({ text, remarks }: Draft): Section {
  const line = { kind: 'line', text, marks: [] } as const;
  const note = '规则检查通过';
  return { label: '开口第一句', note, parts: [line, ...remarks.slice(0, 2).map(textPart)] };
}

export function outcomeActions(name: string, draft: Draft | null): Action[] {
  const words = draft === null ? `给${name}写条问候的短信` : `看草稿 ${draft.draftId.slice(0, 8)}`;
  return [
    { label: '已有效沟通', do: 'ask', text: `${name}的预警，联系过了` },
    { label: '起草', do: 'ask', text: words },
    { label: '客户自用', do: 'ask', text: `把${name}的预警标成客户自用` },
    { label: '稍后提醒', do: 'ask', text: `${name}的预警稍后提醒` },
    { label: '误报', do: 'ask', text: `${name}的预警是误报` },
    { label: '看依据', do: 'ask', text: `${name}为什么预警` },
  ];
}

/** All open alerts on one screen: the first one told, the rest a table. */
export function alertListCard(
  seen: readonly SeenAlert[],
  {
    title,
    through,
    timezone,
    today,
  }: {
    readonly title: string;
    readonly through: string;
    readonly timezone: string;
    readonly today: Day;
  },
): Card {
  const rows = seen
    .slice(0, shownInList)
    .map(({ alert, client, clock }) => [
      severityNames[alert.severity],
      client.name,
      signalTitles(alert),
      money(alert.aumAtRisk),
      clock
        ? clockText(clock, timezone)
        : `${dayText(alert.openedOn)}起，第${today - alert.openedOn + 1}天`,
    ]);
  const more = seen.length > rows.length ? `，先列${rows.length}条` : '';
  const first = seen[0];
  const citations = seen.slice(0, shownInList).flatMap(({ alert }, at) => {
    const leading = alertingSignals(alert)[0];
    return leading ? (recordCitation(alert, leading.code, at + 1) ?? []) : [];
  });
  const cited = rows.map((row, at) => {
    const has = citations.some(({ n }) => n === at + 1);
    return has ? [...row.slice(0, 2), `${row[2]} [${at + 1}]`, ...row.slice(3)] : row;
  });
  return {
    title,
    sections: [
      { label: null, note: null, parts: [textPart(`共${seen.length}条${more}${through}`)] },
      {
        label: null,
        note: null,
        parts: [{ kind: 'table', head: ['级别', '客户', '信号', '涉及', '时限'], rows: cited }],
      },
      ...(first
        ? [{ label: null, note: null, parts: [textPart(`先看${first.client.name}。`)] }]
        : []),
    ],
    folded: [],
    actions: seen
      .slice(0, 3)
      .map(({ client }) => ({ label: client.name, do: 'ask', text: `${client.name}的预警给我看` })),
    citations,
  };
}
