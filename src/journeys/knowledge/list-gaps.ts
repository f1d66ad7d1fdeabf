import { withoutClientData } from '../../domain/conversation/without-client-data.ts';
import type { UnansweredQuestion } from '../../ports/unanswered-questions.ts';

export interface Gap {
  /** The newest question of the group, client data removed. */
  readonly question: string;
  readonly times: number;
  /** YYYY-MM-DD. */
  readonly lastAsked: string;
  /** Other wordings, client data removed. */
  readonly alsoAsked: readonly string[];
}

// Two questions are one gap when they share this part of their terms (Dice); looser groups mixed subjects.
const alike = 0.5;
const mostWordings = 5;

interface Group {
  readonly terms: ReadonlySet<string>;
  readonly questions: UnansweredQuestion[];
}

function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((term) => other.has(term)).length;
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size);
}

/** What was asked and not answered, like questions together, the most frequent first. */
export function listGaps(
  unanswered: readonly UnansweredQuestion[],
  termsOf: (question: string) => readonly string[],
): Gap[] {
  const groups: Group[] = [];
  for (const asked of unanswered) {
    const question = withoutClientData(asked.question);
    const terms = new Set(termsOf(question));
    const group = groups.find((one) => dice(one.terms, terms) >= alike);
    const entry = { question, askedAt: asked.askedAt };
    if (group) group.questions.push(entry);
    else groups.push({ terms, questions: [entry] });
  }
  return groups
    .map(({ questions }) => {
      const [newest, ...others] = questions;
      const wordings = new Set(others.map((other) => other.question));
      wordings.delete(newest?.question ?? '');
      return {
        question: newest?.question ?? '',
        times: questions.length,
        lastAsked: (newest?.askedAt ?? '').slice(0, 10),
        alsoAsked: [...wordings].slice(0, mostWordings),
      };
    })
    .sort((a, b) => b.times - a.times || (a.lastAsked < b.lastAsked ? 1 : -1));
}
