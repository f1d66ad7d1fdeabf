import { sentenceRows, type WordClasses } from './sentence-features.ts';
import { toShares } from './shares.ts';

/** What the reader has learnt from labelled sentences; a checked-in file holds it. */
export interface ReaderModel {
  readonly bits: number;
  /** The thoughts by name; the first is `clean`. */
  readonly labels: readonly string[];
  /** Row by row, a weight a label in steps of the row's scale. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly words: WordClasses;
  /** Of the sentences and words it was trained on and of what came out. */
  readonly fingerprint: string;
}

/** The share (0–1) of each label in what a sentence may mean. */
export function readSentence(sentence: string, model: ReaderModel): Float32Array {
  const size = model.labels.length;
  const scores = new Float32Array(size);
  const rows = sentenceRows(sentence, model.words, model.bits);
  for (const row of rows) {
    const scale = model.scales[row] ?? 0;
    if (scale === 0) continue;
    for (let at = 0; at < size; at++) {
      scores[at] = (scores[at] ?? 0) + scale * (model.weights[row * size + at] ?? 0);
    }
  }
  // A long sentence shows more and is no surer for it.
  const even = 1 / Math.sqrt(rows.length || 1);
  for (let at = 0; at < size; at++) scores[at] = (scores[at] ?? 0) * even;
  toShares(scores);
  return scores;
}
