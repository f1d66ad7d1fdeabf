import type { TextAnalysis } from './text-analysis.ts';

const han = /\p{Script=Han}/u;

type Weights = ReadonlyMap<string, number>;

/** How close a message is to the phrases of one owner. */
export interface Closeness {
  /** 0–1: the closest phrase and all phrases together. */
  readonly share: number;
  /** Summed idf of the terms shared with the closest phrase. */
  readonly overlap: number;
  /** Summed idf of the terms shared with any phrase, each by how typical it is of the owner. */
  readonly pooled: number;
}

interface Phrase {
  readonly owner: number;
  readonly terms: ReadonlySet<string>;
  /** Square root of the summed idf: the phrase's length as a vector of present terms. */
  length: number;
}

// Chosen on the tuning half of the objection utterances (guichao eval): how much the closest phrases
// of a card count beside all of its phrases together, a synonym beside the word itself, and a single
// character beside a word: people vary words more than the characters in them.
const phraseShare = 0.4;
const synonymWeight = 0.4;
const characterWeight = 0.5;
// A term in many phrases of one card is typical of it, but the fifth adds little to the fourth.
const saturation = 1;
// The closest phrase counts fully, the next ones half and a quarter: one stray hit should not decide.
const nearest = [1, 0.5, 0.25] as const;

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
      pooled: together[owner] ?? 0,
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
    const characters = [...this.#analysis.normalise(text)].filter((one) => han.test(one));
    const terms = [...words, ...bigrams, ...characters];
    return new Set(terms.filter((term) => !this.#analysis.isFiller(term)));
  }

  #idf(term: string): number {
    const owners = this.#counts.get(term)?.size ?? 0;
    const weight = Math.log(1 + (this.#owners - owners + 0.5) / (owners + 0.5));
    return term.length === 1 ? characterWeight * weight : weight;
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

  /** Of each owner the nearest phrases by cosine, weighted, and the overlap of the nearest one. */
  #byPhrase(weights: Weights, length: number): { cosine: number; overlap: number }[] {
    const overlaps = new Float64Array(this.#phrases.length);
    for (const [term, weight] of weights) {
      for (const at of this.#phrasesWith.get(term) ?? []) {
        overlaps[at] = (overlaps[at] ?? 0) + weight;
      }
    }
    const near = Array.from({ length: this.#owners }, () => ({
      cosines: [] as number[],
      overlap: 0,
    }));
    this.#phrases.forEach((phrase, at) => {
      const overlap = overlaps[at] ?? 0;
      const own = near[phrase.owner];
      if (overlap === 0 || !own) return;
      const cosine = Math.min(1, overlap / (length * phrase.length || 1));
      if (cosine > Math.max(0, ...own.cosines)) own.overlap = overlap;
      own.cosines.push(cosine);
    });
    const whole = nearest.reduce<number>((sum, weight) => sum + weight, 0);
    return near.map(({ cosines, overlap }) => {
      const sorted = cosines.sort((a, b) => b - a);
      const sum = nearest.reduce<number>((all, weight, at) => all + weight * (sorted[at] ?? 0), 0);
      return { cosine: sum / whole, overlap };
    });
  }
}
