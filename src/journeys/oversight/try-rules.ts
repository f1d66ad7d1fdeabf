import { formatDay } from '../../domain/calendar/day.ts';
import type { Section } from '../../domain/card/card.ts';
import type { CheckResult, Compliance } from '../../domain/compliance/check-message.ts';
import { readMessage } from '../../domain/compliance/message.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Trial } from '../../domain/outreach/oversight-words.ts';
import { isMarketing, type Purpose } from '../../domain/outreach/purpose.ts';
import type { OutreachEntry } from '../../ports/outreach-log.ts';
import type { OversightParts } from './oversight-parts.ts';
import { isRule, ruleTitle } from './rule-titles.ts';

const logDays = 90;
const mostTexts = 2000;
const mostExamples = 5;

const verdictNames = { clear: '规则检查通过', 'needs-edit': '要补', blocked: '不能发' } as const;

function told({ verdict, findings, ruleSet }: CheckResult): string {
  const open = findings.filter(({ severity }) => severity !== 'warn');
  const why = open.map(
    ({ rule, title, quote }) => `${rule} ${title}${quote === null ? '' : `“${quote}”`}`,
  );
  return `${verdictNames[verdict]}${why.length > 0 ? `：${why.join('；')}` : ''}（规则版本 ${ruleSet}）`;
}

interface Pair {
  readonly now: Compliance;
  readonly then: Compliance;
  readonly today: string;
}

/** What a text alone says, judged: a line inside a running conversation, client unknown, consent given. */
function judge(text: string, marketing: boolean, channel: string, { now, then, today }: Pair) {
  const message = readMessage({
    channel: channel === '' ? (text.startsWith('【') ? 'sms' : 'wechat') : channel,
    purpose: marketing ? 'marketing' : 'service',
    consent: true,
    stage: 'reply',
    text,
  });
  return { before: now.check(message, today), after: then.check(message, today) };
}

interface Difference {
  readonly looked: number;
  readonly stricter: readonly string[];
  readonly laxer: readonly string[];
}

const rank = { clear: 0, 'needs-edit': 1, blocked: 2 } as const;

function compare(entries: readonly OutreachEntry[], pair: Pair): Difference {
  const seen = new Set<string>();
  const stricter: string[] = [];
  const laxer: string[] = [];
  for (const { text, masked, channel, purpose } of entries) {
    if (!/[\p{L}\p{N}]/u.test(text) || seen.size === seen.add(text).size) continue;
    const { before, after } = judge(text, isMarketing(purpose as Purpose), channel, pair);
    if (rank[after.verdict] > rank[before.verdict]) stricter.push(masked);
    if (rank[after.verdict] < rank[before.verdict]) laxer.push(masked);
  }
  return { looked: seen.size, stricter, laxer };
}

function examples(label: string, texts: readonly string[]): Section[] {
  if (texts.length === 0) return [];
  const items = texts.slice(0, mostExamples);
  return [{ label, note: null, parts: [{ kind: 'list', ordered: false, items }] }];
}

const say = (words: string): Section => ({
  label: null,
  note: null,
  parts: [{ kind: 'text', text: words }],
});

const how =
  '试规则这样写：试规则 PR-01 加“稳稳拿”，查：这款您稳稳拿。也可以放行：试规则 放行“低风险等级”。要加的话用引号，规则用编号；“查：”后面是要试的文字，可以不写。';

function clarify(words: string): Answer {
  const card = { title: null, sections: [say(words)], folded: [], actions: [], citations: [] };
  return answerWith({ kind: 'clarify', intent: 'check', card });
}

function changeWords({ phrases, allowed }: Trial): string {
  return [
    ...phrases.map(({ rule, phrase }) => `${rule} ${ruleTitle(rule)} 加“${phrase}”`),
    ...allowed.map((phrase) => `放行“${phrase}”`),
  ].join('；');
}

/** A text, and what the log holds, by the rules as they are and as they would be; nothing is changed. */
export async function tryRules(trial: Trial, parts: OversightParts): Promise<Answer> {
  const { phrases, allowed, text } = trial;
  const unknown = phrases.find(({ rule }) => !isRule(rule) || rule.startsWith('OT-'));
  if (unknown) return clarify(`没有 ${unknown.rule} 这条文字规则。${how}`);
  if (phrases.length + allowed.length === 0) return clarify(how);
  const short = [...phrases.map(({ phrase }) => phrase), ...allowed].find((one) => one.length < 2);
  if (short !== undefined) return clarify(`“${short}”太短，会误伤，至少写两个字。`);
  const { settings } = parts.compliance;
  const then = parts.compliance.withSettings({
    ...settings,
    phrases: [
      ...settings.phrases,
      ...phrases.map(({ rule, phrase }) => ({ rule, phrases: [phrase] })),
    ],
    allowed_phrases: [...settings.allowed_phrases, ...allowed],
  });
  const { day } = parts.now();
  const pair = { now: parts.compliance, then, today: formatDay(day) };
  const own =
    text === null
      ? []
      : (() => {
          const { before, after } = judge(text, false, '', pair);
          const items = [`现在：${told(before)}`, `改后：${told(after)}`];
          return [
            {
              label: '这条文字',
              note: null,
              parts: [{ kind: 'list', ordered: false, items } as const],
            },
          ];
        })();
  const query = { from: day - logDays + 1, to: day, blocked: false };
  const { entries } = await parts.log.search(query, { limit: mostTexts, offset: 0 });
  const { looked, stricter, laxer } = compare(entries, pair);
  const inLog = `近 ${logDays} 天留痕里 ${looked} 条不同的文字：多拦 ${stricter.length} 条，少拦 ${laxer.length} 条（只看文字，不看客户）。`;
  return answerWith({
    kind: 'check',
    intent: 'check',
    card: {
      title: '试规则',
      sections: [
        say(
          `试的是：${changeWords(trial)}。只是试，没有生效；要生效请改 knowledge/compliance/phrases.yaml。`,
        ),
        ...own,
        say(inLog),
        ...examples('会多拦的', stricter),
        ...examples('会少拦的', laxer),
      ],
      folded: [],
      actions: [],
      citations: [],
    },
  });
}
