import { z } from 'zod';
import type { ConversationKnowledge } from '../conversation/conversation-knowledge.ts';
import { replyTo } from '../conversation/reply-to.ts';
import type { Mark } from './mark.ts';

export const utteranceSchema = z.object({
  id: z.string(),
  half: z.enum(['tuning', 'unseen']),
  form: z.enum(['direct', 'indirect', 'pasted', 'typo', 'rambling', 'mixed']),
  text: z.string(),
  /** The best first; of a mixed one both. */
  cards: z.array(z.string()).min(1),
  /** Either of the cards is a fair answer. */
  either: z.boolean().optional(),
  channel: z.enum(['call', 'wechat', 'visit']).optional(),
  disc: z.enum(['D', 'I', 'S', 'C']).optional(),
});

type Utterance = z.infer<typeof utteranceSchema>;

function judge(utterance: Utterance, knowledge: ConversationKnowledge): Mark[] {
  const { id, half, form, cards } = utterance;
  const answer = replyTo(utterance.text, [], knowledge);
  const shown = answer.topic?.cardIds ?? [];
  const three = new Set([
    ...shown,
    ...knowledge.index.objections(utterance.text, 3).map((match) => match.card.id),
  ]);
  const detail = `${utterance.text} → ${answer.intent} ${shown.join(' + ')} 应为 ${cards.join(' + ')}`;
  const mark = (measure: string, ok: boolean): Mark => ({
    id,
    half,
    measure,
    group: form,
    ok,
    detail,
  });
  const mixed = form === 'mixed' && utterance.either !== true;
  // A mixed message is rightly opened with either of its two objections.
  const fair = mixed || utterance.either === true ? cards : cards.slice(0, 1);
  const marks = [
    mark('第一张就对', fair.includes(shown[0] ?? '')),
    mark(
      '前三张里有',
      cards.some((card) => three.has(card)),
    ),
  ];
  if (mixed) {
    marks.push(
      mark(
        '两层顾虑都给出',
        cards.every((card) => shown.includes(card)),
      ),
    );
  }
  const { topic } = answer;
  if (utterance.channel) marks.push(mark('听出渠道', topic?.channel === utterance.channel));
  if (utterance.disc) marks.push(mark('听出客户类型', topic?.disc === utterance.disc));
  return marks;
}

/** What managers type about objections: whether the right card answers. */
export function evaluateObjections(
  utterances: readonly Utterance[],
  knowledge: ConversationKnowledge,
): Mark[] {
  return utterances.flatMap((utterance) => judge(utterance, knowledge));
}
