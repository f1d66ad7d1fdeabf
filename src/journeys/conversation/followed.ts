import { textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { type FollowUp, followUpIn, followUpNamed } from '../../domain/conversation/follow-up.ts';
import type { Topic } from '../../domain/conversation/topic.ts';
import type { StoredTurn } from '../../ports/conversation-store.ts';
import { followObjection } from '../answers/follow-objection.ts';
import type { ConversationKnowledge } from './conversation-knowledge.ts';

const longestFollowUp = 28;
// Chosen on the tuning half of the dialogues: what the examples must be sure of to be believed, how
// sure they must be of “still no” for a message to bring no objection of its own, and how clearly a
// message must call for another card to leave the one at hand.
const sure = 0.25;
const stillNo = 0.9;
const otherCard = { share: 0.85, closeness: 0.33 };
// “回到转走钱那个，发微信怎么说”: a message that returns to the client spoken of before.
const pointsBack =
  /^(回到|说回|接着说|还是说|再说|继续)?(刚才|刚刚|前面|之前|上面|先前|上一个)?.{0,10}(那个|那位|那条|那户|的客户)[^，,]{0,6}[，,]/;
const returns = /^(回到|说回|接着说|继续)|刚才|刚刚|前面|之前|先前|上一个/;
// “那另外那种情况呢”: points at something that was never said.
const pointsNowhere =
  /^(那|上面|前面|刚才|这|另(外|一))?.{0,3}(那|这)(个|种|俩|两个|条|句|边|样)?.{0,4}(呢|怎么办|怎么样|情况呢?|第.个)?[?？]?$|^(上面|前面)那(俩|两个|个)|第(一|二|三)个[?？]?$/;

interface Read {
  readonly part: FollowUp | 'none' | null;
  /** 0–1: how sure the examples are of it. */
  readonly share: number;
}

/** What is left of a message once it has said which client it returns to; null: it does not return. */
function afterReturning(text: string): string | null {
  const head = pointsBack.exec(text)?.[0];
  return head !== undefined && returns.test(head) ? text.slice(head.length).trim() : null;
}

function partOf(text: string, { reader }: ConversationKnowledge): Read {
  const rest = afterReturning(text);
  const readings = reader.followUps(rest ?? text);
  const read = rest === null ? readings[0] : readings.find(({ label }) => label !== 'none');
  if (!read || (rest === null && read.share < sure)) return { part: followUpIn(text), share: 0 };
  return { part: read.label === 'none' ? 'none' : followUpNamed(read.label), share: read.share };
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
    nearest !== undefined &&
    nearest.share >= otherCard.share &&
    index.closest(text).objection >= otherCard.closeness &&
    !topic.cardIds.includes(nearest.card.id)
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
  const { part, share } = partOf(text, knowledge);
  const vague = open.objection !== null && text.length <= 12 && pointsNowhere.test(text);
  if (part === null || part === 'none') return vague ? clarified(topic) : null;
  if (part.part === 'rung' && share < stillNo && bringsOther(text, topic, knowledge)) return null;
  return followObjection(part, topic, knowledge.index);
}
