import type { KnowledgeCard } from '../../domain/knowledge/passage.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';

export type Choice =
  | { readonly kind: 'none' }
  /** `sure`: the words themselves are an objection, whatever stands around them. */
  | {
      readonly kind: 'found';
      readonly cards: readonly [KnowledgeCard, ...KnowledgeCard[]];
      readonly sure: boolean;
    };

// Chosen on the tuning half of the objection utterances.
const close = 0.2;
const sureAt = 0.42;
const joint =
  /又说|还说|又嫌|还嫌|另外|而且|一会儿|一边|又是|加上|再加|同时|顺便|也说|也嫌|还怕|又怕|又担心|还担心/;

/** Which objection a message speaks of, or which two where it joins them. */
export function chooseObjections(message: string, index: PlaybookIndex): Choice {
  const [best] = index.objections(message, 1);
  if (!best || best.closeness < close) return { kind: 'none' };
  const sure = best.closeness >= sureAt;
  const cut = joint.exec(message);
  if (cut) {
    const halves = [message.slice(0, cut.index), message.slice(cut.index)];
    const cards = halves
      .map((half) => index.objections(half, 1)[0])
      .filter((match) => match !== undefined && match.closeness >= close)
      .map((match) => match?.card)
      .filter((card) => card !== undefined);
    const [first, second] = cards;
    if (first && second && first.id !== second.id) {
      return { kind: 'found', cards: [first, second], sure };
    }
  }
  return { kind: 'found', cards: [best.card], sure };
}
