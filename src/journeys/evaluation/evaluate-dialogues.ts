import { z } from 'zod';
import { intents } from '../../domain/conversation/answer.ts';
import type { StoredTurn } from '../../ports/conversation-store.ts';
import { type ConversationKnowledge, replyTo } from '../conversation/reply-to.ts';
import type { Mark } from './mark.ts';

const expectation = z.object({
  card: z.string().optional(),
  part: z.string().optional(),
  step: z.number().optional(),
  kind: z.string().optional(),
  intent: z.enum(intents).optional(),
});

export const dialogueSchema = z.object({
  id: z.string(),
  half: z.enum(['tuning', 'unseen']),
  turns: z.array(z.object({ text: z.string(), expect: expectation })).min(2),
});

type Dialogue = z.infer<typeof dialogueSchema>;
type Expectation = z.infer<typeof expectation>;

/** Labels of which one must be shown when a part is asked for. */
const shownFor: Record<string, readonly string[]> = {
  rung: ['第一步', '第二步', '到此为止'],
  softer: ['委婉一点'],
  wechat: ['发微信', '照着发'],
  call: ['电话里', '照着说'],
  visit: ['面谈时', '照着说'],
  shorter: ['短一点'],
  why: ['为什么', '依据'],
  dont: ['别说'],
  rule: ['别说', '依据'],
  ask: ['反问一句'],
  record: ['记一笔'],
  next: ['下一步'],
  stop: ['到此为止'],
  'disc:D': ['控制型', '照着说'],
  'disc:I': ['影响型', '照着说'],
  'disc:S': ['稳健型', '照着说'],
  'disc:C': ['谨慎型', '照着说'],
};

function right(expected: Expectation, turn: StoredTurn, before: StoredTurn | undefined): boolean {
  const { answer } = turn;
  if (!answer) return false;
  if (expected.kind !== undefined) return answer.kind === expected.kind;
  if (expected.intent !== undefined && expected.card === undefined) {
    return answer.intent === expected.intent;
  }
  if (answer.topic?.cardIds[0] !== expected.card) return false;
  if (expected.part === undefined) return true;
  const labels = answer.card.sections.map((section) => section.label);
  if (expected.part === 'another') {
    const earlier = before?.answer?.card.sections.map((section) => section.parts);
    return (
      JSON.stringify(earlier) !== JSON.stringify(answer.card.sections.map(({ parts }) => parts))
    );
  }
  if (expected.part === 'rung' && expected.step === 2)
    return (
      !labels.includes('第一步') && labels.some((label) => shownFor.rung?.includes(label ?? ''))
    );
  const wanted = shownFor[expected.part] ?? [];
  return labels.some((label) => wanted.includes(label ?? ''));
}

function judge({ id, half, turns }: Dialogue, knowledge: ConversationKnowledge): Mark[] {
  const said: StoredTurn[] = [];
  return turns.map(({ text, expect }, at) => {
    const answer = replyTo(text, said, knowledge);
    const turn = { turnId: `${at}`, question: text, answer };
    const ok = right(expect, turn, said.at(-1));
    said.push(turn);
    const got = `${answer.kind} ${answer.intent} ${answer.topic?.cardIds.join('+') ?? ''} ${answer.card.sections.map((section) => section.label).join('/')}`;
    const detail = `${turns
      .slice(0, at + 1)
      .map((one) => one.text)
      .join(' ｜ ')} → ${got} 应为 ${JSON.stringify(expect)}`;
    const group = expect.part?.replace(/:.*/, '') ?? expect.kind ?? (at === 0 ? '首问' : '换话题');
    const measure = at === 0 ? '首问答对' : '追问接住';
    return { id, half, measure, group, ok, detail };
  });
}

/** Conversations of several turns: whether each follow-up is taken as it was meant. */
export function evaluateDialogues(
  dialogues: readonly Dialogue[],
  knowledge: ConversationKnowledge,
): Mark[] {
  return dialogues.flatMap((dialogue) => judge(dialogue, knowledge));
}
