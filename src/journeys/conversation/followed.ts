import { textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { type FollowUp, followUpIn, followUpNamed } from '../../domain/conversation/follow-up.ts';
import type { Topic } from '../../domain/conversation/topic.ts';
import type { StoredTurn } from '../../ports/conversation-store.ts';
import { followObjection } from '../answers/follow-objection.ts';
import type { ConversationKnowledge } from './conversation-knowledge.ts';

const longestFollowUp = 28;
// Chosen on the tuning half of the dialogues: what the examples must be sure of to overrule the rules,
// and how clearly a message must call for another card to leave the one at hand.
const sure = 0.4;
const otherCard = 0.85;
// “那另外那种情况呢”: points at something that was never said.
const pointsNowhere =
  /^(那|上面|前面|刚才|这|另(外|一))?.{0,3}(那|这)(个|种|俩|两个|条|句|边|样)?.{0,4}(呢|怎么办|怎么样|情况呢?|第.个)?[?？]?$|^(上面|前面)那(俩|两个|个)|第(一|二|三)个[?？]?$/;

function partOf(text: string, { reader }: ConversationKnowledge): FollowUp | 'none' | null {
  const byRule = followUpIn(text);
  const [read] = reader.followUps(text);
  if (!read || read.share < sure) return byRule;
  return read.label === 'none' ? 'none' : followUpNamed(read.label);
}

function clarified(topic: Topic): Answer {
  const ask = (label: string) => ({ label, do: 'ask', text: label }) as const;
  const card = textCard('您说的是哪一样？点一个，或者把情况说全一点。', [
    ask('他还是不同意'),
    ask('换个说法'),
    ask('发微信怎么说'),
    ask('下一步做什么'),
  ]);
  return answerWith({ kind: 'clarify', intent: 'objection', card, topic });
}

function bringsOther(text: string, topic: Topic, { index }: ConversationKnowledge): boolean {
  const [nearest] = index.objections(text, 1);
  return (
    nearest !== undefined && nearest.share >= otherCard && !topic.cardIds.includes(nearest.card.id)
  );
}

/**
 * The reply to a short follow-up to an answer out of a card; null where the message brings a subject of its
 * own. `text` is normalised.
 */
export function followed(
  text: string,
  earlier: readonly StoredTurn[],
  knowledge: ConversationKnowledge,
): Answer | null {
  const topic = earlier.findLast((turn) => turn.answer?.topic)?.answer?.topic;
  const open = topic && knowledge.index.card(topic.cardIds[0] ?? '');
  if (!topic || !open || text.length > longestFollowUp) return null;
  const part = partOf(text, knowledge);
  const vague = open.objection !== null && text.length <= 12 && pointsNowhere.test(text);
  if (part === null || part === 'none') return vague ? clarified(topic) : null;
  if (part.part === 'rung' && bringsOther(text, topic, knowledge)) return null;
  return followObjection(part, topic, knowledge.index);
}
