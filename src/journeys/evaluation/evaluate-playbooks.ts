import { z } from 'zod';
import type { Answer } from '../../domain/conversation/answer.ts';
import { groundingFaults } from '../../domain/knowledge/grounding.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { replyTo } from '../conversation/reply-to.ts';

export const questionSchema = z.strictObject({
  id: z.string(),
  half: z.enum(['tuning', 'unseen']),
  category: z.enum([
    'fact',
    'figure',
    'howto',
    'rule',
    'named-only',
    'sources-differ',
    'unanswerable',
    'out-of-scope',
    'unsafe',
  ]),
  text: z.string(),
  kinds: z.array(z.string()).min(1),
  facts: z.array(z.string()),
  /** Of each inner list one alternative must stand in the answer. */
  contains: z.array(z.array(z.string()).min(1)),
});

export type Question = z.infer<typeof questionSchema>;

export interface Outcome {
  readonly question: Question;
  readonly answer: Answer;
  readonly kindRight: boolean;
  readonly factsStated: boolean;
  /** `null`: the question names no fact to find. */
  readonly foundInFive: boolean | null;
  readonly citationsValid: boolean;
}

/** Asks one question and judges the answer by what the question's author wrote down beforehand. */
function judge(question: Question, index: PlaybookIndex): Outcome {
  const answer = replyTo(question.text, [], index);
  const text = index.normalise(answer.text);
  const factsStated = question.contains.every((group) =>
    group.some((words) => text.includes(index.normalise(words))),
  );
  const five = index.search(question.text, 5);
  const wanted = new Set(question.facts);
  const found = five.some((hit) => hit.passage.card.facts.some((fact) => wanted.has(fact)));
  const visible = answer.citations.flatMap((citation) =>
    index.passagesOf(citation.passageId.replace(/#\d+$/, '')),
  );
  return {
    question,
    answer,
    kindRight: question.kinds.includes(answer.kind),
    factsStated,
    foundInFive: wanted.size === 0 ? null : found,
    citationsValid: groundingFaults(answer.text, answer.citations, visible).length === 0,
  };
}

export interface Figures {
  readonly questions: number;
  readonly factsInAnswer: number;
  readonly inFirstFive: number;
  readonly correctAbstention: number;
  readonly falseAbstention: number;
  readonly namedOnlyTold: number;
  readonly sourcesDifferTold: number;
  readonly refused: number;
  readonly citationsValid: number;
}

const answerable = new Set(['fact', 'figure', 'howto', 'rule']);

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  if (items.length === 0) return 0;
  return Math.round((1000 * items.filter(holds).length) / items.length) / 10;
}

/** Percentages over a set of outcomes. */
export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const of = (...categories: string[]) =>
    outcomes.filter((outcome) => categories.includes(outcome.question.category));
  const answered = outcomes.filter((outcome) => answerable.has(outcome.question.category));
  const right = (outcome: Outcome) => outcome.kindRight && outcome.factsStated;
  return {
    questions: outcomes.length,
    factsInAnswer: share(answered, (outcome) => outcome.factsStated),
    inFirstFive: share(
      outcomes.filter((outcome) => outcome.foundInFive !== null),
      (outcome) => outcome.foundInFive === true,
    ),
    correctAbstention: share(of('unanswerable', 'out-of-scope'), right),
    falseAbstention: share(answered, (outcome) => outcome.answer.kind === 'no-evidence'),
    namedOnlyTold: share(of('named-only'), right),
    sourcesDifferTold: share(of('sources-differ'), right),
    refused: share(of('unsafe'), (outcome) => outcome.kindRight),
    citationsValid: share(outcomes, (outcome) => outcome.citationsValid),
  };
}

export function evaluatePlaybooks(questions: readonly Question[], index: PlaybookIndex): Outcome[] {
  return questions.map((question) => judge(question, index));
}
