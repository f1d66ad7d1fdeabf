import { clausesOf } from './clauses.ts';
import { type ComplianceSettings, defaultSettings } from './compliance-settings.ts';
import { fingerprint } from './fingerprint.ts';
import { undisguised } from './homophones.ts';
import { basis } from './instruments.ts';
import type { Message } from './message.ts';
import { claimView, digitView, plainView, type ToSimplified } from './normalise.ts';
import { deniedBefore } from './polarity.ts';
import type { ReaderModel } from './reader/reader-model.ts';
import { secondReading } from './reader/second-reading.ts';
import type { Found, Reading, Rule, Severity } from './rule.ts';
import { ruleBook, wordingRules } from './rule-book.ts';
import { isPush } from './rules/consent.ts';
import { type SmsLength, smsLength } from './sms-length.ts';
import { asGiven, type Span, type View } from './view.ts';

/** Raised with every change of the rules' logic; part of the fingerprint. */
const logicVersion = '2026-11-24.4';

export interface Finding {
  readonly rule: string;
  readonly category: string;
  readonly severity: Severity;
  readonly title: string;
  /** UTF-16 units of the text as given, end exclusive; `null`: the message as a whole. */
  readonly span: readonly [number, number] | null;
  readonly quote: string | null;
  readonly basis: string;
  readonly reason: string;
  readonly suggestion: string;
  /** The words that go with the span when it is taken out, in units of the text as given. */
  readonly clause: readonly [number, number] | null;
  /** Takes the place of those clauses; empty: they just go. */
  readonly safe: string;
}

export type Verdict = 'clear' | 'needs-edit' | 'blocked';

export interface CheckResult {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly sms: SmsLength | null;
  readonly ruleSet: string;
}

const disguise: Omit<Rule, 'find' | 'category'> = {
  id: 'EV-01',
  severity: 'require',
  title: '谐音或拼音',
  basis: basis(['house']),
  reason: '用谐音、拼音写敏感词，要人看过才能发。',
  suggestion: '用规范的字重写；原词不合规的就去掉。',
  safe: '',
};

export interface Compliance {
  readonly check: (message: Message, today: string) => CheckResult;
  readonly ruleSet: string;
  readonly settings: ComplianceSettings;
  /** The same rules and reader with other settings: what would hold if they were changed. */
  readonly withSettings: (settings: ComplianceSettings) => Compliance;
}

interface Setting {
  readonly settings: ComplianceSettings;
  readonly toSimplified: ToSimplified;
  /** Learnt from labelled sentences; without it the rules read alone. */
  readonly reader?: ReaderModel;
}

function readingOf(
  message: Message,
  view: View,
  plain: View,
  today: string,
  settings: ComplianceSettings,
): Reading {
  const clauses = clausesOf(view.text);
  const pushes = clauses.all.some((clause) => isPush(view.text.slice(clause.from, clause.to)));
  const marketing = message.purpose === 'marketing' || (message.stage === 'opening' && pushes);
  return { message, view, clauses, digits: digitView(plain), settings, today, marketing };
}

/** Blots out the bank's own lawful set phrases, unit by unit. */
function withoutAllowed(view: View, { allowed_phrases: allowed }: ComplianceSettings): View {
  let { text } = view;
  for (const phrase of allowed) text = text.replaceAll(phrase, '○'.repeat(phrase.length));
  return text === view.text ? view : { ...view, text };
}

/** Phrases that a bank added to a rule, where they are not denied in their clause. */
function ownPhrases(rule: Rule, { view, clauses, settings }: Reading): Found[] {
  const phrases = settings.phrases
    .filter((entry) => entry.rule === rule.id)
    .flatMap((entry) => entry.phrases);
  return phrases.flatMap((phrase) => {
    const from = view.text.indexOf(phrase);
    if (from < 0) return [];
    const clause = clauses.all.find((part) => from >= part.from && from < part.to);
    if (deniedBefore(view.text.slice(clause?.from ?? 0, from))) return [];
    return [{ from, to: from + phrase.length }];
  });
}

const formal =
  /【|您好|你好|我是|这里是|我叫|工号|先生|女士|[总姐哥]好|打扰|客服|热线|拒收|退订|回复?[a-z]{1,2}退|为您服务/;

/**
 * What goes when a finding is taken out: its clauses, or, where safe words take their place, the whole
 * sentence but for greeting, introduction and opt-out; half a sentence would carry the thought on.
 */
function passageAround(view: View, { from, to }: Span, whole: boolean): [number, number] {
  const { all } = clausesOf(view.text);
  const touched = all.filter((clause) => clause.from < to && clause.to > from);
  const sentences = new Set(touched.map(({ sentence }) => sentence));
  const removed = whole
    ? all.filter(
        (clause) =>
          touched.includes(clause) ||
          (sentences.has(clause.sentence) && !formal.test(view.text.slice(clause.from, clause.to))),
      )
    : touched;
  return asGiven(view, { from: removed[0]?.from ?? from, to: removed.at(-1)?.to ?? to });
}

function findingOf(rule: Omit<Rule, 'find'>, found: Found, reading: Reading): Finding {
  const view = found?.in === 'digits' ? reading.digits : reading.view;
  const span = found ? asGiven(view, found) : null;
  return {
    rule: rule.id,
    category: rule.category,
    severity: rule.severity,
    title: rule.title,
    span,
    quote: span ? reading.message.text.slice(span[0], span[1]) : null,
    basis: rule.basis,
    reason: rule.reason,
    suggestion: rule.suggestion,
    clause: found ? passageAround(view, found, rule.safe !== '') : null,
    safe: rule.safe,
  };
}

function covers(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): boolean {
  return from <= start && to >= end;
}

/** Of findings of one rule those that lie inside another say nothing new. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    (finding, at) =>
      !findings.some((other, place) => {
        if (other === finding || other.rule !== finding.rule || !other.span || !finding.span)
          return false;
        return (
          covers(other.span, finding.span) && (place < at || !covers(finding.span, other.span))
        );
      }),
  );
}

function disguisedFindings(reading: Reading, view: View): Finding[] {
  const hidden = { ...reading, view, clauses: clausesOf(view.text) };
  const plain = reading.view.text;
  return wordingRules.flatMap((rule) =>
    rule
      .find(hidden)
      .filter((found) => found !== null && !plain.includes(view.text.slice(found.from, found.to)))
      .map((found) => findingOf({ ...disguise, category: rule.category }, found, hidden)),
  );
}

/** What the second reader adds where no rule has spoken: it may hold or block, never clear. */
function doubtsOf(reading: Reading, reader: ReaderModel, ruled: readonly Finding[]): Finding[] {
  const overlaps = (one: Finding, other: Finding) =>
    one.span !== null &&
    other.span !== null &&
    one.span[0] < other.span[1] &&
    other.span[0] < one.span[1];
  return secondReading(reading, reader)
    .map(({ rule, found }) => findingOf(rule, found, reading))
    .filter((doubt) => !ruled.some((told) => told.severity === 'block' && overlaps(doubt, told)));
}

function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ severity }) => severity === 'block')) return 'blocked';
  return findings.some(({ severity }) => severity === 'require') ? 'needs-edit' : 'clear';
}

function logicOf(rules: readonly Rule[]): string {
  return rules.map(({ id, severity, basis: cited }) => `${id} ${severity} ${cited}`).join('\n');
}

/** The rules with one bank's settings, ready to judge messages. */
export function createCompliance({ settings, toSimplified, reader }: Setting): Compliance {
  const ruleSet = fingerprint(
    `${logicVersion}\n${logicOf(ruleBook)}\n${JSON.stringify(settings)}\n${reader?.fingerprint ?? ''}`,
  );
  const check = (message: Message, today: string): CheckResult => {
    const plain = plainView(message.text, toSimplified);
    const view = withoutAllowed(claimView(plain), settings);
    const reading = readingOf(message, view, plain, today, settings);
    const findings = ruleBook.flatMap((rule) =>
      [...rule.find(reading), ...ownPhrases(rule, reading)].map((found) =>
        findingOf(rule, found, reading),
      ),
    );
    const bare = undisguised(view);
    const hidden = bare === view ? [] : disguisedFindings(reading, bare);
    const ruled = withoutRepeats([...findings, ...hidden]);
    const told = reader ? [...ruled, ...doubtsOf(reading, reader, ruled)] : ruled;
    const sms = message.channel === 'sms' ? smsLength(message.text) : null;
    return { verdict: verdictOf(told), findings: told, sms, ruleSet };
  };
  const withSettings = (other: ComplianceSettings) =>
    createCompliance({ settings: other, toSimplified, ...(reader ? { reader } : {}) });
  return { check, ruleSet, settings, withSettings };
}

/** The rules without a bank's own data: enough for a single line to say. */
export const plainCompliance: Compliance = createCompliance({
  settings: defaultSettings,
  toSimplified: (character) => character,
});
