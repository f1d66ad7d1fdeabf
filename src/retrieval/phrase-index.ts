import { type PhraseTable, phraseTerms } from './phrase-table.ts';
import { positionsOf } from './postings.ts';
import type { TextAnalysis } from './text-analysis.ts';

/** How close a message is to the phrases of one card. */
export interface Closeness {
  /** 0–1: the closest phrases and all phrases together. */
  readonly share: number;
  /** Summed idf of the terms shared with the closest phrase. */
  readonly overlap: number;
  /** Summed idf of the terms shared with any phrase, each by how typical it is of the card. */
  readonly pooled: number;
}

// Chosen on the tuning half of the objection utterances (guichao eval): how much the closest phrases
// of a card count beside all of its phrases together, a synonym beside the word itself, and a single
// character beside a word: people vary words more than the characters in them.
const phraseShare = 0.4;
const synonymWeight = 0.4;
const characterWeight = 0.5;
// A term in many phrases of one card is typical of it, but the fifth adds little to the fourth.
const saturation = 1;
// A card with more phrases than others must not win by their number alone.
const lengthNorm = 0.5;
// The closest phrase counts fully, the next ones half and a quarter: one stray hit should not decide.
const nearest = [1, 0.5, 0.25] as const;
const wholeNearest = 1.75;
const recentMessages = 16;

interface Query {
  readonly weights: ReadonlyMap<number, number>;
  /** Summed weight of the message's own terms. */
  readonly total: number;
}

/**
 * Phrases of the cards that `counts` lets in. A question is compared with whole phrases, so that one
 * good phrase beats many stray words; what is rare is judged among those cards only.
 */
export class PhraseIndex {
  readonly #table: PhraseTable;
  readonly #analysis: TextAnalysis;
  readonly #synonyms: readonly (readonly string[])[];
  /** 1 for each card that counts. */
  readonly #counting: Uint8Array;
  readonly #cards: number;
  readonly #idf: Float32Array;
  /** Square root of each phrase's summed idf: its length as a vector of present terms. */
  readonly #lengths: Float32Array;
  readonly #phrasesOf: Uint16Array;
  readonly #averagePhrases: number;
  readonly #recent = new Map<string, readonly Closeness[]>();

  constructor(
    table: PhraseTable,
    cards: number,
    analysis: TextAnalysis,
    synonyms: readonly (readonly string[])[],
    counts: (owner: number) => boolean = () => true,
  ) {
    this.#table = table;
    this.#analysis = analysis;
    this.#synonyms = synonyms;
    this.#counting = Uint8Array.from({ length: cards }, (_none, owner) => Number(counts(owner)));
    this.#cards = cards;
    this.#phrasesOf = new Uint16Array(cards);
    for (const owner of table.owners) this.#phrasesOf[owner] = (this.#phrasesOf[owner] ?? 0) + 1;
    const own = this.#phrasesOf.filter((_count, owner) => counts(owner));
    this.#averagePhrases = own.reduce((sum, count) => sum + count, 0) / Math.max(1, own.length);
    this.#idf = this.#weighTerms(own.length);
    this.#lengths = this.#measurePhrases();
  }

  /** Closeness of a message to every card, in their order; zero for those that do not count. */
  closeness(message: string): readonly Closeness[] {
    const known = this.#recent.get(message);
    if (known) return known;
    const found = this.#measure(message);
    // One message is asked about several times in a turn.
    if (this.#recent.size >= recentMessages) this.#recent.clear();
    this.#recent.set(message, found);
    return found;
  }

  #measure(message: string): Closeness[] {
    const { weights, total } = this.#weigh(message);
    const { overlaps, pooled } = this.#collect(weights);
    const { cosine, overlap } = this.#nearestPhrases(overlaps, Math.sqrt(total));
    return Array.from(cosine, (near, owner) => {
      const all = pooled[owner] ?? 0;
      const share = total === 0 ? 0 : phraseShare * near + ((1 - phraseShare) * all) / total;
      return { share, overlap: overlap[owner] ?? 0, pooled: all };
    });
  }

  /** How many cards that count have a phrase with the term; a card's phrases follow each other. */
  #cardsWith(term: number): number {
    let cards = 0;
    let last = -1;
    for (const phrase of positionsOf(this.#table.postings, term)) {
      const owner = this.#table.owners[phrase] ?? 0;
      if (owner !== last && this.#counting[owner] === 1) cards++;
      last = owner;
    }
    return cards;
  }

  #weighTerms(owners: number): Float32Array {
    const { terms } = this.#table.postings;
    const idf = new Float32Array(terms.size);
    for (const [term, id] of terms) {
      const cards = this.#cardsWith(id);
      const weight = cards === 0 ? 0 : Math.log(1 + (owners - cards + 0.5) / (cards + 0.5));
      idf[id] = term.length === 1 ? characterWeight * weight : weight;
    }
    return idf;
  }

  #measurePhrases(): Float32Array {
    const sums = new Float32Array(this.#table.owners.length);
    for (const id of this.#table.postings.terms.values()) {
      for (const phrase of positionsOf(this.#table.postings, id)) {
        sums[phrase] = (sums[phrase] ?? 0) + (this.#idf[id] ?? 0);
      }
    }
    return sums.map(Math.sqrt);
  }

  /** Known terms of other words for what the message says. */
  #synonymTerms(normalised: string): number[] {
    const { terms } = this.#table.postings;
    return this.#synonyms
      .filter((group) => group.some((word) => normalised.includes(word)))
      .flatMap((group) => group.map((word) => terms.get(word)))
      .filter((id) => id !== undefined);
  }

  #weigh(message: string): Query {
    const { terms } = this.#table.postings;
    const normalised = this.#analysis.normalise(message);
    const weights = new Map<number, number>();
    let total = 0;
    for (const term of phraseTerms(normalised, this.#analysis)) {
      const id = terms.get(term);
      const weight = id === undefined ? 0 : (this.#idf[id] ?? 0);
      if (id !== undefined && weight > 0) weights.set(id, weight);
      total += weight;
    }
    for (const id of this.#synonymTerms(normalised)) {
      if (!weights.has(id)) weights.set(id, synonymWeight * (this.#idf[id] ?? 0));
    }
    return { weights, total };
  }

  #collect(weights: ReadonlyMap<number, number>) {
    const overlaps = new Float32Array(this.#table.owners.length);
    const pooled = new Float32Array(this.#cards);
    for (const [id, weight] of weights) {
      for (const [owner, count] of this.#addTerm(id, weight, overlaps)) {
        pooled[owner] = (pooled[owner] ?? 0) + weight * this.#typical(owner, count);
      }
    }
    return { overlaps, pooled };
  }

  /** Adds a term's weight to the phrases it stands in; in how many phrases of each card it does. */
  #addTerm(id: number, weight: number, overlaps: Float32Array): Map<number, number> {
    const times = new Map<number, number>();
    for (const phrase of positionsOf(this.#table.postings, id)) {
      const owner = this.#table.owners[phrase] ?? 0;
      if (this.#counting[owner] !== 1) continue;
      overlaps[phrase] = (overlaps[phrase] ?? 0) + weight;
      times.set(owner, (times.get(owner) ?? 0) + 1);
    }
    return times;
  }

  /** 0–1: how typical a term of a card is that stands in `count` of its phrases. */
  #typical(owner: number, count: number): number {
    const length = (this.#phrasesOf[owner] ?? 0) / (this.#averagePhrases || 1);
    return count / (count + saturation * (1 - lengthNorm + lengthNorm * length));
  }

  /** Of each card the nearest phrases by cosine, weighted, and the overlap of the nearest one. */
  #nearestPhrases(overlaps: Float32Array, length: number): Near {
    const places = nearest.length;
    const top = new Float32Array(this.#cards * places);
    const overlap = new Float32Array(this.#cards);
    for (let phrase = 0; phrase < overlaps.length; phrase++) {
      const shared = overlaps[phrase] ?? 0;
      if (shared === 0) continue;
      const owner = this.#table.owners[phrase] ?? 0;
      const cosine = Math.min(1, shared / (length * (this.#lengths[phrase] ?? 0) || 1));
      if (cosine > (top[owner * places] ?? 0)) overlap[owner] = shared;
      insertSorted(top, owner * places, places, cosine);
    }
    const cosine = overlap.map((_shared, owner) => {
      const sum = nearest.reduce(
        (all, weight, at) => all + weight * (top[owner * places + at] ?? 0),
        0,
      );
      return sum / wholeNearest;
    });
    return { cosine, overlap };
  }
}

interface Near {
  readonly cosine: Float32Array;
  readonly overlap: Float32Array;
}

/** Keeps the greatest values of a stretch, greatest first. */
function insertSorted(values: Float32Array, start: number, count: number, value: number): void {
  let moved = value;
  for (let at = start; at < start + count; at++) {
    const here = values[at] ?? 0;
    if (moved <= here) continue;
    values[at] = moved;
    moved = here;
  }
}
