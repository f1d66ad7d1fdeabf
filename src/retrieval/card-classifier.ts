import type { TextAnalysis } from './text-analysis.ts';

/** What a classifier has learnt; plain data, so that it can be cached. */
export interface CardModel {
  /** Each term's row in `weights`. */
  readonly terms: ReadonlyMap<string, number>;
  readonly classes: number;
  /** Row by row, one step a class; a step is worth the row's scale. Bytes: floats took 30 MiB. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
}

// Multinomial logistic regression on present terms. Six rounds: more gave nothing on the tuning halves.
const rounds = 6;
const firstStep = 1;
// Errors smaller than this move nothing that a byte could hold; skipping them halves the time.
const leastError = 0.002;

interface Lesson {
  readonly owner: number;
  readonly rows: Int32Array;
}

/** Words, pairs and characters, function words too: how a thing is said is half of what is asked. */
function termsOf(text: string, analysis: TextAnalysis): Set<string> {
  const { words, bigrams } = analysis.everyTerm(text);
  const characters = analysis.normalise(text).match(/\p{Script=Han}/gu) ?? [];
  return new Set([...words, ...bigrams, ...characters]);
}

function readLessons(phrases: readonly (readonly string[])[], analysis: TextAnalysis) {
  const terms = new Map<string, number>();
  const lessons: Lesson[] = [];
  phrases.forEach((own, owner) => {
    for (const phrase of own) {
      const rows = [...termsOf(phrase, analysis)].map((term) => {
        const row = terms.get(term) ?? terms.size;
        if (row === terms.size) terms.set(term, row);
        return row;
      });
      lessons.push({ owner, rows: Int32Array.from(rows) });
    }
  });
  return { terms, lessons };
}

/** A fixed walk that never teaches one card's phrases in a row. */
function shuffled(lessons: readonly Lesson[]): Lesson[] {
  const stride = 7919;
  return lessons
    .map((lesson, at) => ({ lesson, key: (at * stride) % Math.max(1, lessons.length) }))
    .sort((a, b) => a.key - b.key)
    .map(({ lesson }) => lesson);
}

/** Turns scores into shares in place. */
function toShares(scores: Float32Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > top) top = score;
  let total = 0;
  scores.forEach((score, at) => {
    const power = Math.exp(score - top);
    scores[at] = power;
    total += power;
  });
  scores.forEach((power, at) => {
    scores[at] = power / total;
  });
}

class Pupil {
  readonly #classes: number;
  readonly #weights: Float32Array;
  readonly #scores: Float32Array;

  constructor(terms: number, classes: number) {
    this.#classes = classes;
    this.#weights = new Float32Array(terms * classes);
    this.#scores = new Float32Array(classes);
  }

  learn({ owner, rows }: Lesson, step: number): void {
    const scores = this.#scores.fill(0);
    for (const row of rows) this.#addRow(row, scores);
    toShares(scores);
    // A long phrase must not pull harder than a short one.
    const pull = step / Math.sqrt(rows.length || 1);
    scores.forEach((share, at) => {
      const error = (at === owner ? 1 : 0) - share;
      if (Math.abs(error) >= leastError) this.#move(rows, at, pull * error);
    });
  }

  #addRow(row: number, scores: Float32Array): void {
    const start = row * this.#classes;
    for (let at = 0; at < scores.length; at++) {
      scores[at] = (scores[at] ?? 0) + (this.#weights[start + at] ?? 0);
    }
  }

  #move(rows: Int32Array, at: number, by: number): void {
    for (const row of rows) {
      const slot = row * this.#classes + at;
      this.#weights[slot] = (this.#weights[slot] ?? 0) + by;
    }
  }

  inBytes(): Pick<CardModel, 'weights' | 'scales'> {
    const weights = new Int8Array(this.#weights.length);
    const scales = new Float32Array(this.#weights.length / Math.max(1, this.#classes));
    for (let row = 0; row < scales.length; row++) {
      const start = row * this.#classes;
      const own = this.#weights.subarray(start, start + this.#classes);
      const scale = own.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
      scales[row] = scale;
      own.forEach((weight, at) => {
        weights[start + at] = scale === 0 ? 0 : Math.round(weight / scale);
      });
    }
    return { weights, scales };
  }
}

/** Learns which phrases belong to which owner; the same phrases always give the same model. */
export function trainCardModel(
  phrases: readonly (readonly string[])[],
  analysis: TextAnalysis,
): CardModel {
  const { terms, lessons } = readLessons(phrases, analysis);
  const pupil = new Pupil(terms.size, phrases.length);
  const walk = shuffled(lessons);
  for (let round = 0; round < rounds; round++) {
    for (const lesson of walk) pupil.learn(lesson, firstStep / (1 + 0.5 * round));
  }
  return { terms, classes: phrases.length, ...pupil.inBytes() };
}

/** The share (0–1) of each owner in what a message may mean; they sum to 1. */
export function cardShares(
  message: string,
  model: CardModel,
  analysis: TextAnalysis,
): Float32Array {
  const scores = new Float32Array(model.classes);
  for (const term of termsOf(message, analysis)) {
    const row = model.terms.get(term);
    if (row === undefined) continue;
    const start = row * model.classes;
    const scale = model.scales[row] ?? 0;
    for (let at = 0; at < scores.length; at++) {
      scores[at] = (scores[at] ?? 0) + scale * (model.weights[start + at] ?? 0);
    }
  }
  toShares(scores);
  return scores;
}
