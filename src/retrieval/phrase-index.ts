import type { TextAnalysis } from './text-analysis.ts';

type Weights = ReadonlyMap<string, number>;

/** How close a message is to the phrases of one owner. */
export interface Closeness {
  /** 0–1: the closest phrase and all phrases together. */
  readonly share: number;
  /** Summed idf of the terms shared with the closest phrase. */
  readonly overlap: number;
}

interface Phrase {
  readonly owner: number;
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

/**
 * Short phrases in which people say a thing, grouped by what they lead to: an ask of a card, a client's
 * words. A question is compared with whole phrases, so that one good phrase beats many stray words.
 */
export class PhraseIndex {
  readonly #analysis: TextAnalysis;
  readonly #synonyms: readonly (readonly string[])[];
  readonly #owners: number;
  readonly #phrases: Phrase[] = [];
  /** For each term, in how many phrases of each owner it stands. */
  readonly #counts = new Map<string, Map<number, number>>();
  readonly #phrasesWith = new Map<string, number[]>();

  constructor(
    phrases: readonly (readonly string[])[],
    analysis: TextAnalysis,
    synonyms: readonly (readonly string[])[],
  ) {
    this.#analysis = analysis;
    this.#synonyms = synonyms;
    this.#owners = phrases.length;
    phrases.forEach((own, owner) => {
      for (const phrase of own) this.#add(owner, phrase);
    });
    for (const phrase of this.#phrases) {
      phrase.length = Math.sqrt([...phrase.terms].reduce((sum, term) => sum + this.#idf(term), 0));
    }
  }

  /** Closeness of a message to every owner, in their order. */
  closeness(message: string): Closeness[] {
    const { weights, total } = this.#weigh(message);
    const together = this.#byOwner(weights);
    const closest = this.#byPhrase(weights, Math.sqrt(total));
    return closest.map(({ cosine, overlap }, owner) => ({
      share:
        total === 0
          ? 0
          : phraseShare * cosine + ((1 - phraseShare) * (together[owner] ?? 0)) / total,
      overlap,
    }));
  }

  #add(owner: number, text: string): void {
    const terms = this.#terms(text);
    const at = this.#phrases.length;
    this.#phrases.push({ owner, terms, length: 0 });
    for (const term of terms) {
      const owners = this.#counts.get(term) ?? new Map<number, number>();
      owners.set(owner, (owners.get(owner) ?? 0) + 1);
      this.#counts.set(term, owners);
      const list = this.#phrasesWith.get(term);
      if (list) list.push(at);
      else this.#phrasesWith.set(term, [at]);
    }
  }

  #terms(text: string): Set<string> {
    const { words, bigrams } = this.#analysis.terms(text);
    return new Set([...words, ...bigrams].filter((term) => !this.#analysis.isFiller(term)));
  }

  #idf(term: string): number {
    const owners = this.#counts.get(term)?.size ?? 0;
    return Math.log(1 + (this.#owners - owners + 0.5) / (owners + 0.5));
  }

  /** Known terms with their weights; `total` counts all of the message's own terms, known or not. */
  #weigh(message: string): { weights: Weights; total: number } {
    const normalised = this.#analysis.normalise(message);
    const weights = new Map<string, number>();
    let total = 0;
    for (const term of this.#terms(normalised)) {
      if (!this.#counts.has(term)) continue;
      const weight = this.#idf(term);
      weights.set(term, weight);
      total += weight;
    }
    for (const group of this.#synonyms) {
      if (!group.some((word) => normalised.includes(word))) continue;
      for (const word of group) {
        if (!weights.has(word) && this.#counts.has(word)) {
          weights.set(word, synonymWeight * this.#idf(word));
        }
      }
    }
    return { weights, total };
  }

  #byOwner(weights: Weights): Float64Array {
    const scores = new Float64Array(this.#owners);
    for (const [term, weight] of weights) {
      for (const [owner, count] of this.#counts.get(term) ?? []) {
        const typical = (count * (1 + saturation)) / (count + saturation) / (1 + saturation);
        scores[owner] = (scores[owner] ?? 0) + weight * typical;
      }
    }
    return scores;
  }

  #byPhrase(weights: Weights, length: number): { cosine: number; overlap: number }[] {
    const overlaps = new Float64Array(this.#phrases.length);
    for (const [term, weight] of weights) {
      for (const at of this.#phrasesWith.get(term) ?? []) {
        overlaps[at] = (overlaps[at] ?? 0) + weight;
      }
    }
    const best = Array.from({ length: this.#owners }, () => ({ cosine: 0, overlap: 0 }));
    this.#phrases.forEach((phrase, at) => {
      const overlap = overlaps[at] ?? 0;
      if (overlap === 0) return;
      const cosine = Math.min(1, overlap / (length * phrase.length || 1));
      if (cosine > (best[phrase.owner]?.cosine ?? 0)) best[phrase.owner] = { cosine, overlap };
    });
    return best;
  }
}
