/**
 * One field's inverted index: postings of term t are the slots offsets[t]…offsets[t+1] of `passages`
 * and `counts`. Typed arrays, because objects a posting cost ten times the memory when it was tried.
 */
export interface Postings {
  readonly terms: Map<string, number>;
  readonly offsets: Uint32Array;
  readonly passages: Uint32Array;
  readonly counts: Uint8Array;
  readonly lengths: Uint16Array;
  readonly averageLength: number;
}

export class PostingsBuilder {
  readonly #terms = new Map<string, number>();
  readonly #entries: number[][] = [];
  readonly #lengths: number[] = [];

  add(terms: readonly string[]): void {
    const passage = this.#lengths.length;
    const counts = new Map<number, number>();
    for (const term of terms) {
      let id = this.#terms.get(term);
      if (id === undefined) {
        id = this.#entries.length;
        this.#terms.set(term, id);
        this.#entries.push([]);
      }
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    for (const [id, count] of counts) this.#entries[id]?.push(passage, Math.min(count, 255));
    this.#lengths.push(Math.min(terms.length, 65_535));
  }

  build(): Postings {
    const size = this.#entries.reduce((sum, entry) => sum + entry.length / 2, 0);
    const offsets = new Uint32Array(this.#entries.length + 1);
    const passages = new Uint32Array(size);
    const counts = new Uint8Array(size);
    let slot = 0;
    this.#entries.forEach((entry, term) => {
      offsets[term] = slot;
      for (let at = 0; at < entry.length; at += 2, slot++) {
        passages[slot] = entry[at] ?? 0;
        counts[slot] = entry[at + 1] ?? 0;
      }
    });
    offsets[this.#entries.length] = slot;
    const total = this.#lengths.reduce((sum, length) => sum + length, 0);
    return {
      terms: this.#terms,
      offsets,
      passages,
      counts,
      lengths: Uint16Array.from(this.#lengths),
      averageLength: total / Math.max(1, this.#lengths.length),
    };
  }
}

/** Where a term stands: positions in the order they were added. */
export function positionsOf({ offsets, passages }: Postings, term: number): Uint32Array {
  return passages.subarray(offsets[term] ?? 0, offsets[term + 1] ?? 0);
}

// Research/retrieval: flat between k1 0.9–1.5 and b 0.4–1; the textbook values are kept.
const k1 = 1.2;
const b = 0.75;

/** Inverse document frequency of a term among `total` passages. */
export function idf(postings: Postings, term: string, total: number): number {
  const id = postings.terms.get(term);
  const df = id === undefined ? 0 : (postings.offsets[id + 1] ?? 0) - (postings.offsets[id] ?? 0);
  return Math.log(1 + (total - df + 0.5) / (df + 0.5));
}

/** Adds the BM25 score of weighted query terms to `scores`, a slot per passage. */
export function addBm25(
  postings: Postings,
  weights: ReadonlyMap<string, number>,
  scores: Float64Array,
): void {
  const average = postings.averageLength || 1;
  for (const [term, weight] of weights) {
    const id = postings.terms.get(term);
    if (id === undefined) continue;
    const gain = weight * idf(postings, term, scores.length);
    const end = postings.offsets[id + 1] ?? 0;
    for (let slot = postings.offsets[id] ?? 0; slot < end; slot++) {
      const passage = postings.passages[slot] ?? 0;
      const count = postings.counts[slot] ?? 0;
      const norm = k1 * (1 - b + (b * (postings.lengths[passage] ?? 0)) / average);
      scores[passage] = (scores[passage] ?? 0) + (gain * count * (k1 + 1)) / (count + norm);
    }
  }
}
