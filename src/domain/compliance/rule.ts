import type { Clauses } from './clauses.ts';
import type { ComplianceSettings } from './compliance-settings.ts';
import type { Message } from './message.ts';
import { deniedWithin, isNotAsserted } from './polarity.ts';
import type { Span, View } from './view.ts';

export type Severity = 'block' | 'require' | 'warn';

/** What rules look at: a message, its text in readable form, and the bank's settings. */
export interface Reading {
  readonly message: Message;
  readonly view: View;
  readonly clauses: Clauses;
  /** The same text with every digit word a digit and nothing between digits. */
  readonly digits: View;
  readonly settings: ComplianceSettings;
  /** The business day, YYYY-MM-DD. */
  readonly today: string;
  /** Declared as marketing, or a service text that pushes a product. */
  readonly marketing: boolean;
}

/** `null`: the message as a whole. `digits`: the span counts units of that view. */
export type Found = (Span & { readonly in?: 'digits' }) | null;

export interface Rule {
  readonly id: string;
  readonly category: string;
  readonly severity: Severity;
  /** What it is, in two to eight characters. */
  readonly title: string;
  readonly basis: string;
  /** Why, in one sentence. */
  readonly reason: string;
  /** What to do instead, in one sentence. */
  readonly suggestion: string;
  /** Takes the place of the clause that breaks the rule; empty: the clause just goes. */
  readonly safe: string;
  readonly find: (reading: Reading) => readonly Found[];
}

export interface Claim {
  readonly says: RegExp;
  /** Somewhere in the same sentence: then it is something else. */
  readonly unless?: RegExp;
  readonly when?: (reading: Reading, place: ClaimPlace) => boolean;
  /** The words break the rule even where they are denied. */
  readonly evenDenied?: boolean;
  /** Its words may stand far apart; a denial between them counts. */
  readonly wide?: boolean;
}

export interface ClaimPlace {
  readonly claim: Span;
  readonly clause: string;
  readonly beforeClaim: string;
  readonly sentence: string;
}

function placeOf(reading: Reading, claim: Span) {
  const { view, clauses } = reading;
  const at = clauses.all.findIndex(({ from, to }) => claim.from >= from && claim.from < to);
  const clause = clauses.all[at] ?? { from: 0, to: view.text.length, sentence: 0, mark: '' };
  const sentence = clauses.sentences[clause.sentence] ?? clause;
  return { at, clause, sentence };
}

const ownDoubt = /不一定|不确定|没准|说不准|不知道|没人|不保证|可能一分|也没关系|没关系/;

function holds(claim: Claim, reading: Reading, span: Span): boolean {
  const { view, clauses } = reading;
  const { at, clause, sentence } = placeOf(reading, span);
  const words = view.text.slice(sentence.from, sentence.to);
  if (claim.unless?.test(words)) return false;
  const place = {
    claim: span,
    clause: view.text.slice(clause.from, clause.to),
    beforeClaim: view.text.slice(sentence.from, span.from),
    sentence: words,
  };
  if (claim.when && !claim.when(reading, place)) return false;
  if (claim.evenDenied) return true;
  if (ownDoubt.test(view.text.slice(span.from, span.to))) return false;
  if (claim.wide && deniedWithin(view.text.slice(span.from, span.to))) return false;
  return !isNotAsserted({ text: view.text, clauses: clauses.all, sentence, at }, span);
}

/** Where a text asserts one of the claims. */
export function asserts(...claims: readonly Claim[]): Rule['find'] {
  return (reading) =>
    claims.flatMap((claim) =>
      [...reading.view.text.matchAll(claim.says)]
        .map((match) => ({ from: match.index, to: match.index + match[0].length }))
        .filter((span) => span.to > span.from && holds(claim, reading, span)),
    );
}

const depositNouns = /存款|定期|定存|存单|活期|国债|储蓄/g;
const otherNouns =
  /理财|基金|债基|保险(?!条例|基金管理|保障|保护)|年金|增额|分红|信托|黄金|积存金|固收|净值|资管|债券|公司债/g;

function lastAt(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}

/** Whether the claim is about a deposit: by the nearest noun before it, else by the message's product. */
export function speaksOfDeposit(
  { message }: Reading,
  { beforeClaim, clause, sentence }: ClaimPlace,
): boolean {
  const sold = message.purpose === 'marketing' && notDeposits.has(message.productType);
  if (sold)
    return (
      /存款保险|国债/.test(sentence) ||
      ownClauseOfDeposit.test(clauseBefore(clause, sentence, beforeClaim))
    );
  const plain = beforeClaim.replaceAll('存款保险', '存款').replaceAll(/理财经理|结构性存款/g, '');
  const deposit = lastAt(plain, depositNouns);
  const other = lastAt(plain, otherNouns);
  if (deposit >= 0 || other >= 0) return deposit > other;
  if (clause.search(otherNouns) >= 0 && clause.search(depositNouns) < 0) return false;
  return message.productType === 'deposit';
}

// 定期收益确定，这个不确定; but 跟存款一样保本 speaks of the product.
const ownClauseOfDeposit =
  /^(?:一年期|三年期|您的?|同样[^,]{0,6}|搬不搬都行)?(?:银行)?(?:存款|定期|定存|大额存单|存单|活期|国债)(?:的)?(?:利率|利息|收益|本金)?(?:是|都|也|才|就)?$/;

function clauseBefore(clause: string, sentence: string, beforeClaim: string): string {
  const start = sentence.lastIndexOf(clause, beforeClaim.length);
  return start < 0 ? '' : beforeClaim.slice(start);
}

const notDeposits = new Set(['wealth', 'fund', 'insurance', 'gold', 'trust', 'structured_deposit']);

export const investments = new Set([
  'wealth',
  'fund',
  'gold',
  'trust',
  'bond',
  'structured_deposit',
]);
