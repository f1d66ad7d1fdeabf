import type { Citation } from './citation.ts';
import { quantitiesIn } from './quantities.ts';

export interface VisiblePassage {
  readonly id: string;
  readonly text: string;
}

export type GroundingFault =
  | { kind: 'unknown-mark'; mark: number }
  | { kind: 'invisible-passage'; passageId: string }
  | { kind: 'quote-not-verbatim'; mark: number }
  | { kind: 'unsupported-quantity'; quantity: string; sentence: string };

const marks = /\[(\d+)\]/g;

/** Leaves out what is form, not statement: citation marks, list numerals, label lines. */
function withoutForm(sentence: string): string {
  return sentence
    .replace(marks, '')
    .replace(/^\s*\d+[.、]\s*/, '')
    .replace(/^\*\*[^*]+\*\*.*$/, '');
}

function faultsOfSentence(sentence: string, textByMark: Map<number, string>): GroundingFault[] {
  const cited = [...sentence.matchAll(marks)].map((match) => Number(match[1]));
  const unknown = cited.filter((mark) => !textByMark.has(mark));
  const faults: GroundingFault[] = unknown.map((mark) => ({ kind: 'unknown-mark', mark }));
  const statement = withoutForm(sentence);
  const support = new Set(cited.flatMap((mark) => quantitiesIn(textByMark.get(mark) ?? '')));
  for (const quantity of quantitiesIn(statement)) {
    if (!support.has(quantity)) {
      faults.push({ kind: 'unsupported-quantity', quantity, sentence: statement });
    }
  }
  return faults;
}

/**
 * Whether every statement of an answer stands on what may be shown: cited passages exist and are
 * visible, quotes are verbatim, and each number of a line stands, with its unit, in a passage that
 * the line cites. The one gate for every writer, with or without a model. Empty: grounded.
 */
export function groundingFaults(
  text: string,
  citations: readonly Citation[],
  visible: readonly VisiblePassage[],
): GroundingFault[] {
  const passages = new Map(visible.map((passage) => [passage.id, passage.text]));
  const textByMark = new Map<number, string>();
  const faults: GroundingFault[] = [];
  for (const citation of citations) {
    const passage = passages.get(citation.passageId);
    if (passage === undefined) {
      faults.push({ kind: 'invisible-passage', passageId: citation.passageId });
      continue;
    }
    if (citation.quote === '' || !passage.includes(citation.quote)) {
      faults.push({ kind: 'quote-not-verbatim', mark: citation.n });
    }
    textByMark.set(citation.n, passage);
  }
  for (const line of text.split('\n')) faults.push(...faultsOfSentence(line, textByMark));
  return faults;
}
