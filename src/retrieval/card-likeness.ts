import type { KnowledgeCard } from '../domain/knowledge/passage.ts';
import { cardShares } from './card-classifier.ts';
import type { LexicalIndex } from './lexical-index.ts';
import { type Closeness, PhraseIndex } from './phrase-index.ts';
import type { CardScore } from './rank.ts';
import type { TextAnalysis } from './text-analysis.ts';

// Chosen on the tuning halves of the objection utterances and the playbook questions (guichao eval).
const closenessWeight = 20;
const askWeight = 2;
const learnedWeight = 10;
// ln of the share below which a card gets nothing for how the question is put: one in ten thousand.
const leastLogShare = -9.2;

const none: Closeness = { share: 0, overlap: 0, pooled: 0 };

/** How like a message is to the phrases of each card: by shared words, and as learnt over all cards. */
export class CardLikeness {
  readonly #cards: readonly KnowledgeCard[];
  readonly #index: LexicalIndex;
  readonly #analysis: TextAnalysis;
  readonly #clientWords: PhraseIndex;
  readonly #asks: PhraseIndex;

  constructor(
    cards: readonly KnowledgeCard[],
    index: LexicalIndex,
    analysis: TextAnalysis,
    synonyms: readonly (readonly string[])[],
  ) {
    this.#cards = cards;
    this.#index = index;
    this.#analysis = analysis;
    const among = (counts: (owner: number) => boolean) =>
      new PhraseIndex(index.phrases, cards.length, analysis, synonyms, counts);
    this.#asks = among(() => true);
    this.#clientWords = among((owner) => cards[owner]?.objection !== null);
  }

  /** For each card, zero for those that are no objection; they sum to 1 where any is like the message. */
  objectionShares(message: string): number[] {
    const closeness = this.#clientWords.closeness(message);
    const learnt = this.#learnt(message);
    const powers = this.#cards.map((card, at) => {
      const { share } = closeness[at] ?? none;
      if (card.objection === null || share === 0) return 0;
      return (learnt[at] ?? 0) * Math.exp(closenessWeight * share);
    });
    const total = powers.reduce((sum, power) => sum + power, 0);
    return total === 0 ? powers : powers.map((power) => power / total);
  }

  /** Closeness (0–1) of the nearest objection card and of the nearest other card. */
  closest(message: string): { objection: number; playbook: number } {
    return this.#nearest(this.#asks.closeness(message));
  }

  /** What each card adds to the score of its passages. */
  scores(question: string): CardScore[] {
    const closeness = this.#asks.closeness(question);
    const { objection, playbook } = this.#nearest(closeness);
    const asObjection = 1 / (1 + Math.exp(-closenessWeight * (objection - playbook)));
    const learnt = this.#learnt(question);
    return this.#cards.map((card, at) => {
      if (card.asks.length === 0) return { asks: 0, learned: 0 };
      const { share, overlap, pooled } = closeness[at] ?? none;
      const kind = card.objection === null ? 1 - asObjection : asObjection;
      const logShare = Math.log(kind * (learnt[at] ?? 0) + 1e-12);
      return {
        asks: askWeight * (pooled + share * overlap),
        learned: learnedWeight * Math.max(0, logShare - leastLogShare),
      };
    });
  }

  #nearest(closeness: readonly Closeness[]) {
    let [objection, playbook] = [0, 0];
    this.#cards.forEach((card, at) => {
      const { share } = closeness[at] ?? none;
      if (card.objection === null) playbook = Math.max(playbook, share);
      else objection = Math.max(objection, share);
    });
    return { objection, playbook };
  }

  /** Learnt shares in the order of the cards, objections and others each among themselves. */
  #learnt(message: string): number[] {
    const objections = cardShares(message, this.#index.objections, this.#analysis);
    const others = cardShares(message, this.#index.others, this.#analysis);
    let [objection, other] = [0, 0];
    return this.#cards.map((card) =>
      card.objection === null ? (others[other++] ?? 0) : (objections[objection++] ?? 0),
    );
  }
}
