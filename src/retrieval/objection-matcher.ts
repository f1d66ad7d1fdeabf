import type { KnowledgeCard } from '../domain/knowledge/passage.ts';
import type { ObjectionMatch } from '../ports/playbook-index.ts';
import type { TextAnalysis } from './text-analysis.ts';

type Weights = ReadonlyMap<string, number>;

interface Phrase {
  readonly card: number;
  readonly terms: ReadonlySet<string>;
  /** Square root of the summed idf: the phrase's length as a vector of present terms. */
  length: number;
}

// Chosen on the tuning half of the objection utterances (guichao eval): how much the closest phrase
// of a card counts beside all of its phrases together, and a synonym beside the word itself.
const phraseShare = 0.6;
const synonymWeight = 0.4;
// A term in many phrases of one card is typical of it, but the fifth adds little to the fourth.
const saturation = 1.5;

function phrasesOf(card: KnowledgeCard): string[] {
  const says = card.objection === null ? [] : Object.values(card.objection.says).flat();
  return [card.title.replace(/^(客户|企业主)/, ''), ...card.asks, ...says];
}

/** Finds the objection card that a client's words call for, by their closeness to its phrases. */
export class ObjectionMatcher {
  readonly #cards: readonly KnowledgeCard[];
  readonly #analysis: TextAnalysis;
  readonly #synonyms: readonly (readonly string[])[];
  readonly #phrases: Phrase[] = [];
  /** For each term, in how many phrases of each card it stands. */
  readonly #counts = new Map<string, Map<number, number>>();

  constructor(
    cards: readonly KnowledgeCard[],
    analysis: TextAnalysis,
    synonyms: readonly (readonly string[])[],
  ) {
    this.#cards = cards.filter((card) => card.objection !== null);
    this.#analysis = analysis;
    this.#synonyms = synonyms;
    this.#cards.forEach((card, at) => {
      for (const phrase of phrasesOf(card)) this.#add(at, phrase);
    });
    for (const phrase of this.#phrases) {
      phrase.length = Math.sqrt([...phrase.terms].reduce((sum, term) => sum + this.#idf(term), 0));
    }
  }

  /** The closest cards, best first; `closeness` 0–1. */
  match(text: string, k: number): ObjectionMatch[] {
    const weights = this.#weigh(text);
    let total = 0;
    for (const weight of weights.values()) if (weight > 0) total += weight;
    if (total === 0) return [];
    const together = this.#byCard(weights);
    const closest = this.#byPhrase(weights, Math.sqrt(total));
    const scored = this.#cards.map((card, at) => {
      const whole = (together[at] ?? 0) / total;
      const closeness = phraseShare * (closest[at] ?? 0) + (1 - phraseShare) * whole;
      return { card, closeness };
    });
    return scored
      .filter(({ closeness }) => closeness > 0)
      .sort((a, b) => b.closeness - a.closeness)
      .slice(0, k);
  }

  #add(card: number, text: string): void {
    const terms = this.#terms(text);
    this.#phrases.push({ card, terms, length: 0 });
    for (const term of terms) {
      const cards = this.#counts.get(term) ?? new Map<number, number>();
      cards.set(card, (cards.get(card) ?? 0) + 1);
      this.#counts.set(term, cards);
    }
  }

  #terms(text: string): Set<string> {
    const { words, bigrams } = this.#analysis.terms(text);
    const kept = words.filter((word) => !this.#analysis.isFiller(word));
    return new Set([...kept, ...bigrams.filter((pair) => !this.#analysis.isFiller(pair))]);
  }

  #idf(term: string): number {
    const cards = this.#counts.get(term)?.size ?? 0;
    return Math.log(1 + (this.#cards.length - cards + 0.5) / (cards + 0.5));
  }

  #weigh(text: string): Weights {
    const normalised = this.#analysis.normalise(text);
    const weights = new Map<string, number>();
    for (const term of this.#terms(normalised)) {
      if (this.#counts.has(term)) weights.set(term, this.#idf(term));
    }
    for (const group of this.#synonyms) {
      if (!group.some((word) => normalised.includes(word))) continue;
      for (const word of group) {
        if (!weights.has(word) && this.#counts.has(word)) {
          weights.set(word, synonymWeight * this.#idf(word));
        }
      }
    }
    return weights;
  }

  #byCard(weights: Weights): Float64Array {
    const scores = new Float64Array(this.#cards.length);
    for (const [term, weight] of weights) {
      for (const [card, count] of this.#counts.get(term) ?? []) {
        scores[card] =
          (scores[card] ?? 0) + (weight * count * (1 + saturation)) / (count + saturation) / 2;
      }
    }
    return scores;
  }

  #byPhrase(weights: Weights, length: number): Float64Array {
    const best = new Float64Array(this.#cards.length);
    for (const phrase of this.#phrases) {
      let overlap = 0;
      for (const term of phrase.terms) overlap += weights.get(term) ?? 0;
      const cosine = overlap / (length * phrase.length || 1);
      if (cosine > (best[phrase.card] ?? 0)) best[phrase.card] = cosine;
    }
    return best;
  }
}
