import type { Clause } from '../clauses.ts';
import type { Found, Reading, Rule, Severity } from '../rule.ts';
import { type ReaderModel, readSentence } from './reader-model.ts';
import { thoughts } from './thoughts.ts';

/** A sentence that reads like one of the thoughts, and how sure that is. */
interface Doubt {
  readonly rule: Omit<Rule, 'find'>;
  readonly found: NonNullable<Found>;
}

/**
 * From these shares on a sentence is held for a person, or blocked. Where they stand was read off
 * messages that the model had not seen (docs/decisions, the second reader).
 */
const shareToHold = 0.35;
const shareToBlock = 0.45;
const leastCharacters = 4;

const greeting =
  /^(?:【[^】]*】|[^,。!?]{0,6}(?:先生|女士|[总姐哥]|您|你)好?$|(?:您|你)好$|(?:我是|这里是)[^,。!?]*$|工号[^,。!?]*$|打扰[^,。!?]*$|本次通话[^,。!?]*$)/;

interface Unit {
  readonly from: number;
  readonly to: number;
}

/** The sentences of a message without greeting and introduction. */
function sentencesToRead({ view, clauses }: Reading): Unit[] {
  const bySentence = new Map<number, Clause[]>();
  for (const clause of clauses.all) {
    bySentence.set(clause.sentence, [...(bySentence.get(clause.sentence) ?? []), clause]);
  }
  return [...bySentence.values()].flatMap((parts) => {
    let first = 0;
    while (first < parts.length - 1 && isGreeting(view.text, parts[first])) first++;
    const from = afterSignature(view.text, parts[first]?.from ?? 0);
    const to = parts.at(-1)?.to ?? from;
    return to - from >= leastCharacters ? [{ from, to }] : [];
  });
}

function isGreeting(text: string, clause: Clause | undefined): boolean {
  return (
    clause !== undefined && greeting.test(text.slice(afterSignature(text, clause.from), clause.to))
  );
}

function afterSignature(text: string, from: number): number {
  return from + (/^【[^】]*】/.exec(text.slice(from, from + 30))?.[0].length ?? 0);
}

const ofProducts = new Set(['promise', 'comparison', 'cancelled']);
const deposits = /存款|定期|定存|存单|活期|国债|储蓄|通知存款/;
const others = /理财|基金|债基|保险(?!条例)|年金|信托|黄金|积存金|净值|这[款只支个]/;

/** Guaranteed principal and interest are a deposit's own facts. */
function speaksOfItsOwnDeposit({ message }: Reading, sentence: string, label: string): boolean {
  if (!ofProducts.has(label) || others.test(sentence)) return false;
  if (message.productType === 'deposit') return true;
  return message.productType === 'none' && deposits.test(sentence);
}

function severityOf(share: number): Severity | null {
  if (share >= shareToBlock) return 'block';
  return share >= shareToHold ? 'require' : null;
}

/** Reads each sentence as a whole, by what it has in common with labelled ones. */
export function secondReading(reading: Reading, model: ReaderModel): Doubt[] {
  return sentencesToRead(reading).flatMap(({ from, to }) => {
    const sentence = reading.view.text.slice(from, to);
    const shares = readSentence(sentence, model);
    const severity = severityOf(1 - (shares[0] ?? 1));
    if (severity === null) return [];
    let best = 1;
    shares.forEach((share, at) => {
      if (at > 0 && share > (shares[best] ?? 0)) best = at;
    });
    const label = model.labels[best] ?? '';
    const thought = thoughts[label];
    if (!thought || speaksOfItsOwnDeposit(reading, sentence, label)) return [];
    return [{ rule: { ...thought, severity }, found: { from, to } }];
  });
}
