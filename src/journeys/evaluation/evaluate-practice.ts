import { z } from 'zod';
import { scoreReply } from '../../domain/practice/score-reply.ts';
import type { Mark } from './mark.ts';

export const practiceAnswerSchema = z.object({
  id: z.string(),
  half: z.enum(['tuning', 'unseen']),
  card: z.string(),
  client: z.string(),
  answer: z.string(),
  label: z.enum(['good', 'middling', 'forbidden']),
});

type PracticeAnswer = z.infer<typeof practiceAnswerSchema>;

function orderMarks(answers: readonly PracticeAnswer[]): Mark[] {
  const by = (label: PracticeAnswer['label']) => answers.find((one) => one.label === label);
  const [good, middling, forbidden] = [by('good'), by('middling'), by('forbidden')];
  if (!good || !middling || !forbidden) return [];
  const points = [good, middling, forbidden].map(({ answer }) => scoreReply(answer).points);
  const [best = 0, middle = 0, worst = 0] = points;
  const detail = `${good.card} 得分 ${points.join(' / ')}`;
  const shared = { id: good.id, half: good.half, group: '', detail };
  return [{ ...shared, measure: '好＞中＞违规 排对', ok: best > middle && middle > worst }];
}

function forbiddenMark({ id, half, answer, label }: PracticeAnswer): Mark {
  const caught = scoreReply(answer).forbidden.length > 0;
  const measure = label === 'forbidden' ? '违规的话抓住' : '合规的话不误伤';
  const ok = label === 'forbidden' ? caught : !caught;
  return { id, half, measure, group: '', ok, detail: answer };
}

/** Whether drill scores put good answers before middling ones and catch every forbidden one. */
export function evaluatePractice(answers: readonly PracticeAnswer[]): Mark[] {
  const cards = [...new Set(answers.map((answer) => answer.card))];
  return [
    ...cards.flatMap((card) => orderMarks(answers.filter((answer) => answer.card === card))),
    ...answers.map(forbiddenMark),
  ];
}
