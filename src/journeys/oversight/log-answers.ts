import { formatDay } from '../../domain/calendar/day.ts';
import type { Action, Card, Section } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { taskTopic } from '../../domain/conversation/topic.ts';
import type { Period } from '../../domain/outreach/period-words.ts';
import { csvOf } from '../../domain/outreach/sms-export.ts';
import type { OutreachEntry, OutreachQuery } from '../../ports/outreach-log.ts';
import {
  branchOf,
  clientOf,
  deedNames,
  type Eyes,
  reasonOf,
  rulesOf,
  type Setting,
  type Staff,
  timeOf,
  whatOf,
  wordsOf,
  writerOf,
} from './log-view.ts';
import { ruleBasis, ruleTitle } from './rule-titles.ts';

/** A look into the log, kept with the answer as plain JSON, so that 下一页 and 导出 go on from it. */
export interface LogLook {
  readonly query: OutreachQuery;
  readonly words: Period['words'];
  readonly offset: number;
  readonly eyes: Eyes;
}

export const rowsShown = 10;

const ask = (label: string, text = label): Action => ({ label, do: 'ask', text });

function answer(card: Partial<Card>, look: LogLook | null): Answer {
  const whole = { title: null, sections: [], folded: [], actions: [], citations: [], ...card };
  const topic = look === null ? {} : { topic: taskTopic('check', { look }) };
  return answerWith({ kind: 'check', intent: 'check', card: whole, ...topic });
}

const text = (words: string): Section => ({
  label: null,
  note: null,
  parts: [{ kind: 'text', text: words }],
});

/** What was asked, as one reads it: 上周（11-16 至 11-22），规则 PR-01，短信. */
function asked({ query, words }: LogLook): string {
  const { from, to, rule, channel, blocked } = query;
  const days = from === to ? formatDay(from) : `${formatDay(from)} 至 ${formatDay(to)}`;
  const ways: Readonly<Record<string, string>> = { sms: '短信', wechat: '微信', call: '电话' };
  return [
    words === days ? days : `${words}（${days}）`,
    blocked ? '拦下的' : '全部记录',
    ...(rule === undefined ? [] : [`规则 ${rule} ${ruleTitle(rule)}`]),
    ...(channel === undefined ? [] : [ways[channel] ?? channel]),
  ].join('，');
}

/** Entries as a table, with what narrows or leads on. */
export function listAnswer(
  look: LogLook,
  { total, entries }: { readonly total: number; readonly entries: readonly OutreachEntry[] },
  { staff, timezone }: Setting,
): Answer {
  const { offset, eyes } = look;
  if (total === 0) return none(look);
  const why = entries.map((entry) => rulesOf(entry) || reasonOf(entry, eyes));
  const told = why.some((words) => words !== '');
  const rows = entries.map((entry, at) => [
    `${entry.position}`,
    `${deedNames[entry.deed]} ${whatOf(entry)} ${clientOf(entry, eyes)}`,
    ...(told ? [why[at] ?? ''] : []),
    `${writerOf(entry, staff)} ${timeOf(entry, timezone)}`,
  ]);
  const head = ['号', '什么', ...(told ? ['为什么'] : []), '谁'];
  const range = total > rows.length ? `，第 ${offset + 1}–${offset + rows.length} 条` : '';
  const officer: Action[] =
    eyes === 'masked' ? [ask('按规则统计'), ask('按支行统计'), ask('导出')] : [];
  return answer(
    {
      title: '触达留痕',
      sections: [
        text(`${asked(look)}：**${total} 条**${range}。${eyes === 'masked' ? '客户已遮住。' : ''}`),
        { label: null, note: null, parts: [{ kind: 'table', head, rows }] },
      ],
      actions: [
        ...entries.slice(0, 3).map(({ position }) => ask(`看第 ${position} 条`)),
        ...(offset + rowsShown < total ? [ask('下一页')] : []),
        ...officer,
      ],
    },
    look,
  );
}

interface Tallied {
  readonly employeeId: string;
  readonly rules: readonly string[];
}

function counted(keys: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const noRule = '—';
const rulesIn = ({ rules }: Tallied): readonly string[] => (rules.length > 0 ? rules : [noRule]);

const none = (look: LogLook): Answer =>
  answer({ sections: [text(`${asked(look)}：没有。`)] }, look);

export function byRuleAnswer(look: LogLook, tallied: readonly Tallied[]): Answer {
  if (tallied.length === 0) return none(look);
  const counts = counted(tallied.flatMap(rulesIn));
  const rows = counts.map(([rule, count]) => [
    rule,
    rule === noRule ? '没有记规则（主管退回等）' : ruleTitle(rule),
    `${count}`,
  ]);
  const table = { kind: 'table', head: ['规则', '拦什么', '次数'], rows } as const;
  const words = `${asked(look)}，按规则：共 ${tallied.length} 条。一条可以碰到几条规则。`;
  return answer(
    {
      title: '触达留痕·按规则',
      sections: [text(words), { label: null, note: null, parts: [table] }],
      actions: [
        ...counts
          .slice(0, 3)
          .filter(([rule]) => rule !== noRule)
          .map(([rule]) => ask(`看 ${rule} 的`, `${look.words}被 ${rule} 拦的`)),
        ask('按支行统计'),
        ask('导出'),
      ],
    },
    look,
  );
}

export function byBranchAnswer(look: LogLook, tallied: readonly Tallied[], staff: Staff): Answer {
  if (tallied.length === 0) return none(look);
  const branch = ({ employeeId }: Tallied) => branchOf(employeeId, staff);
  const rows = counted(tallied.map(branch)).map(([name, count]) => {
    const here = tallied.filter((one) => branch(one) === name);
    const [most] = counted(here.flatMap(rulesIn));
    const top =
      most === undefined || most[0] === noRule ? noRule : `${most[0]} ${ruleTitle(most[0])}`;
    return [name, `${count}`, top];
  });
  const table = { kind: 'table', head: ['支行', '次数', '最多的规则'], rows } as const;
  return answer(
    {
      title: '触达留痕·按支行',
      sections: [
        text(`${asked(look)}，按支行：共 ${tallied.length} 条。`),
        { label: null, note: null, parts: [table] },
      ],
      actions: [ask('按规则统计'), ask('导出')],
    },
    look,
  );
}

const columns = [
  'position',
  'at',
  'deed',
  'employee_id',
  'branch',
  'client_masked',
  'channel',
  'purpose',
  'verdict',
  'rules',
  'reason',
  'text_masked',
  'text_hash',
  'rule_set',
  'skeleton',
];

/** The entries as a file, clients masked. */
export function exportAnswer(
  look: LogLook,
  { total, entries }: { readonly total: number; readonly entries: readonly OutreachEntry[] },
  staff: Staff,
): Answer {
  if (total === 0) return none(look);
  const rows = entries.map((entry) => [
    entry.position,
    entry.at,
    entry.deed,
    entry.employeeId,
    branchOf(entry.employeeId, staff),
    clientOf(entry, 'masked'),
    entry.channel,
    entry.purpose,
    entry.verdict,
    entry.rules.join(' '),
    reasonOf(entry, 'masked'),
    entry.masked,
    entry.textHash,
    entry.ruleSet,
    entry.skeletonId,
  ]);
  const part =
    total > entries.length ? `，共 ${total} 条，一次最多 ${entries.length} 条，请缩小日期` : '';
  const save = {
    label: `下载 ${entries.length} 条`,
    do: 'save',
    name: `outreach-${formatDay(look.query.from)}-${formatDay(look.query.to)}.csv`,
    content: csvOf(columns, rows),
  } as const;
  const words = `${asked(look)}：备好 ${entries.length} 条${part}。客户已遮住；这次导出记进了查阅日志。`;
  return answer({ sections: [text(words)], actions: [save] }, look);
}

const storyLine = (entry: OutreachEntry, { staff, timezone }: Setting): string => {
  const who =
    entry.actorId === entry.employeeId
      ? ''
      : `（${staff.get(entry.actorId)?.name ?? entry.actorId}）`;
  return `${timeOf(entry, timezone)} ${deedNames[entry.deed]}${who}${entry.rules.length > 0 ? `：${entry.rules.join('、')}` : ''}`;
};

function fieldsOf(entry: OutreachEntry, eyes: Eyes, { staff, timezone }: Setting) {
  const { verdict, ruleSet, skeletonId, skeletonVersion, alertId, textHash } = entry;
  const verdicts: Readonly<Record<string, string>> = {
    clear: '规则检查通过',
    'needs-edit': '要补',
    blocked: '不能发',
  };
  const pairs = [
    ['谁', writerOf(entry, staff)],
    ['时间', timeOf(entry, timezone)],
    ['客户', clientOf(entry, eyes)],
    ['什么', `${deedNames[entry.deed]}　${whatOf(entry)}`],
    ['检查', verdicts[verdict] ?? verdict],
    ['模板', skeletonId === '' ? '没有写成' : `${skeletonId} / ${skeletonVersion}`],
    ['预警', alertId ?? '没有'],
    ['规则版本', ruleSet],
    ['文字哈希', textHash === '' ? '—' : textHash.slice(0, 16)],
  ] as const;
  return pairs.map(([name, value]) => ({ name, value }));
}

/** One entry: the words, why, by which rules, and the whole way of that draft. */
export function entryAnswer(
  entry: OutreachEntry,
  history: readonly OutreachEntry[],
  eyes: Eyes,
  setting: Setting,
): Answer {
  const why = entry.rules.map((rule) => {
    const basis = ruleBasis(rule);
    return `${rule} ${ruleTitle(rule)}${basis === null ? '' : `（${basis}）`}`;
  });
  const reason = reasonOf(entry, eyes);
  const words = wordsOf(entry, eyes);
  const list = (label: string, items: readonly string[]): Section[] =>
    items.length === 0
      ? []
      : [{ label, note: null, parts: [{ kind: 'list', ordered: false, items }] }];
  const reveal: Action[] =
    eyes === 'masked'
      ? [{ label: '揭示客户', do: 'ask', text: `揭示 ${entry.position} 案号：`, edit: true }]
      : [];
  return answer(
    {
      title: `第 ${entry.position} 条`,
      sections: [
        ...(words === ''
          ? []
          : [{ label: '文字', note: null, parts: [{ kind: 'text', text: words } as const] }]),
        ...list('为什么', [...(reason === '' ? [] : [reason]), ...why]),
        {
          label: '记录',
          note: null,
          parts: [{ kind: 'fields', fields: fieldsOf(entry, eyes, setting) }],
        },
        ...list(
          '这份草稿的经过',
          history.map((one) => storyLine(one, setting)),
        ),
      ],
      actions: reveal,
    },
    null,
  );
}

/** Who the client of one entry is, told for a case. */
export function revealAnswer(entry: OutreachEntry, caseNumber: string): Answer {
  const words = [
    `第 ${entry.position} 条的客户：**${entry.clientId}**。`,
    ...(entry.text === '' ? [] : [`原文：${entry.text}`]),
    `案号 ${caseNumber}，这次揭示记进了查阅日志。一次只揭示一条。`,
  ];
  return answerWith({
    kind: 'check',
    intent: 'check',
    card: { ...emptyCard, sections: [text(words.join('\n'))] },
    data: { clientIds: [entry.clientId] },
  });
}

const emptyCard: Card = { title: null, sections: [], folded: [], actions: [], citations: [] };
