import { z } from 'zod';
import { groundingFaults } from '../../domain/knowledge/grounding.ts';
import { type ConversationKnowledge, replyTo } from '../conversation/reply-to.ts';
import type { Mark } from './mark.ts';

export const playbookQuestionSchema = z.strictObject({
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

type PlaybookQuestion = z.infer<typeof playbookQuestionSchema>;

const answerable = new Set(['fact', 'figure', 'howto', 'rule']);

/** What counts beside the answer's truth, by the kind of question. */
const abstention: Partial<Record<PlaybookQuestion['category'], string>> = {
  unanswerable: '该说没有时说没有',
  'out-of-scope': '该说没有时说没有',
  'named-only': '只有名称时说明',
  'sources-differ': '说法不一时并列',
  unsafe: '违规请求拒绝',
};

/** Asks one question and judges the answer by what the question's author wrote down beforehand. */
function judge(question: PlaybookQuestion, knowledge: ConversationKnowledge): Mark[] {
  const { index } = knowledge;
  const { id, half, category, facts } = question;
  const answer = replyTo(question.text, [], knowledge);
  const detail = `${question.text} → ${answer.kind} ${answer.citations[0]?.passageId ?? ''}`;
  const mark = (measure: string, ok: boolean, group = ''): Mark => ({
    id,
    half,
    measure,
    group,
    ok,
    detail,
  });
  const text = index.normalise(answer.text);
  const kindRight = question.kinds.includes(answer.kind);
  const stated = question.contains.every((group) =>
    group.some((words) => text.includes(index.normalise(words))),
  );
  const visible = answer.citations.flatMap((citation) =>
    index.passagesOf(citation.passageId.replace(/#\d+$/, '')),
  );
  const valid = groundingFaults(answer.text, answer.citations, visible).length === 0;
  const marks = [mark('出处有效', valid)];
  if (facts.length > 0) {
    const wanted = new Set(facts);
    const five = index.search(question.text, 5);
    const found = five.some((hit) => hit.passage.card.facts.some((fact) => wanted.has(fact)));
    marks.push(mark('前五段找到', found));
  }
  if (answerable.has(category)) {
    marks.push(mark('答案说到要点', stated, category));
    marks.push(mark('没有误说没有', answer.kind !== 'no-evidence'));
  }
  const told = abstention[category];
  if (told !== undefined) marks.push(mark(told, kindRight && stated));
  return marks;
}

export function evaluatePlaybooks(
  questions: readonly PlaybookQuestion[],
  knowledge: ConversationKnowledge,
): Mark[] {
  return questions.flatMap((question) => judge(question, knowledge));
}
