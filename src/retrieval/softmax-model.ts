/** What a softmax classifier has learnt; plain data, so that it can be cached. */
export interface SoftmaxModel {
  /** Each feature's row in `weights`. */
  readonly rows: ReadonlyMap<string, number>;
  readonly classes: number;
  /** Row by row, a weight a class in steps of the row's scale. Bytes: floats took 30 MiB. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
}

/** A text's features and the class it belongs to. */
export interface Sample {
  readonly label: number;
  readonly features: readonly string[];
}

interface Training {
  /** Times over all samples. */
  readonly rounds: number;
  /** Length of the first round's steps; later ones are shorter. */
  readonly firstStep: number;
  /** Samples of small classes pull harder, so that the number of samples is no evidence. */
  readonly balanced: boolean;
  /** Share of a sample's features that a lesson leaves out, so that no single word carries a class alone. */
  readonly dropped: number;
}

// Errors smaller than this move nothing that a byte could hold; skipping them halves the time.
const leastError = 0.002;

interface Lesson {
  readonly label: number;
  readonly rows: Int32Array;
  readonly pull: number;
}

function readLessons(samples: readonly Sample[], classes: number, balanced: boolean) {
  const rows = new Map<string, number>();
  const rowOf = (feature: string): number => {
    const row = rows.get(feature) ?? rows.size;
    if (row === rows.size) rows.set(feature, row);
    return row;
  };
  const sizes = new Float64Array(classes);
  for (const { label } of samples) sizes[label] = (sizes[label] ?? 0) + 1;
  const usual = samples.length / Math.max(1, classes);
  const lessons = samples.map(({ label, features }): Lesson => {
    // A long text must not pull harder than a short one.
    const even = 1 / Math.sqrt(features.length || 1);
    const pull = balanced ? even * Math.sqrt(usual / (sizes[label] ?? 1)) : even;
    return { label, rows: Int32Array.from(features, rowOf), pull };
  });
  return { rows, lessons };
}

/** A fixed walk that never teaches one class's samples in a row. */
function shuffled(lessons: readonly Lesson[]): Lesson[] {
  const stride = 7919;
  return lessons
    .map((lesson, at) => ({ lesson, key: (at * stride) % Math.max(1, lessons.length) }))
    .sort((a, b) => a.key - b.key)
    .map(({ lesson }) => lesson);
}

/** Leaves out a share of each lesson's features, another one each time; always the same for the same walk. */
function thinning(dropped: number): (lesson: Lesson) => Lesson {
  if (dropped === 0) return (lesson) => lesson;
  let state = 20_261_124;
  const kept = (): boolean => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 >= dropped;
  };
  return (lesson) => {
    const rows = lesson.rows.filter(kept);
    if (rows.length === 0) return lesson;
    return { ...lesson, rows, pull: lesson.pull * Math.sqrt(lesson.rows.length / rows.length) };
  };
}

/** Turns scores into shares in place. */
function toShares(scores: Float32Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > top) top = score;
  let total = 0;
  for (let at = 0; at < scores.length; at++) {
    const power = Math.exp((scores[at] ?? 0) - top);
    scores[at] = power;
    total += power;
  }
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / total;
}

class Pupil {
  readonly #classes: number;
  readonly #weights: Float32Array;
  readonly #scores: Float32Array;

  constructor(rows: number, classes: number) {
    this.#classes = classes;
    this.#weights = new Float32Array(rows * classes);
    this.#scores = new Float32Array(classes);
  }

  learn({ label, rows, pull }: Lesson, step: number): void {
    const scores = this.#scores.fill(0);
    for (const row of rows) this.#addRow(row, scores);
    toShares(scores);
    for (let at = 0; at < scores.length; at++) {
      const error = (at === label ? 1 : 0) - (scores[at] ?? 0);
      if (Math.abs(error) >= leastError) this.#move(rows, at, step * pull * error);
    }
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

  inBytes(): Pick<SoftmaxModel, 'weights' | 'scales'> {
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

/**
 * Multinomial logistic regression over present features, by plain gradient steps; the same samples
 * always give the same model.
 */
export function trainSoftmax(
  samples: readonly Sample[],
  classes: number,
  { rounds, firstStep, balanced, dropped }: Training,
): SoftmaxModel {
  const { rows, lessons } = readLessons(samples, classes, balanced);
  const pupil = new Pupil(rows.size, classes);
  const walk = shuffled(lessons);
  const thinned = thinning(dropped);
  for (let round = 0; round < rounds; round++) {
    for (const lesson of walk) pupil.learn(thinned(lesson), firstStep / (1 + 0.5 * round));
  }
  return { rows, classes, ...pupil.inBytes() };
}

/** The share (0–1) of each class in what the features may mean; they sum to 1. */
export function softmaxShares(features: Iterable<string>, model: SoftmaxModel): Float32Array {
  const scores = new Float32Array(model.classes);
  for (const feature of features) {
    const row = model.rows.get(feature);
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
