import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { z } from 'zod';
import { fingerprint } from '../src/domain/compliance/fingerprint.ts';
import { claimView, plainView } from '../src/domain/compliance/normalise.ts';
import type { ReaderModel } from '../src/domain/compliance/reader/reader-model.ts';
import { sentenceRows, wordClasses } from '../src/domain/compliance/reader/sentence-features.ts';
import { toShares } from '../src/domain/compliance/reader/shares.ts';
import { thoughts } from '../src/domain/compliance/reader/thoughts.ts';
import { characterConverter } from '../src/retrieval/character-converter.ts';

const fileName = 'reader.bin.gz';
const classesSchema = z.strictObject({
  reviewed_on: z.iso.date(),
  classes: z.record(z.string(), z.array(z.string().min(1))),
});

type Classes = Readonly<Record<string, readonly string[]>>;

/** The words of one meaning each, which the reader is to know. */
function readWordClasses(folder: string): Classes {
  const file = join(folder, 'word-classes.yaml');
  const parsed = classesSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data.classes;
  throw new Error('compliance/word-classes.yaml 有误，请照文件里的其他条目改。');
}

/** One line of JSON, then the scales, then the weights; packed. */
function writeReaderFile(folder: string, model: ReaderModel, classes: Classes): void {
  const { bits, labels, fingerprint, scales, weights } = model;
  const header = Buffer.from(`${JSON.stringify({ bits, labels, fingerprint, classes })}\n`);
  const body = [scales, weights].map((part) =>
    Buffer.from(part.buffer, part.byteOffset, part.byteLength),
  );
  writeFileSync(join(folder, fileName), gzipSync(Buffer.concat([header, ...body]), { level: 9 }));
}

interface LabelledSentence {
  readonly label: string;
  readonly text: string;
}

export interface ReaderSources {
  readonly sentences: readonly LabelledSentence[];
  readonly classes: Classes;
  readonly fingerprint: string;
}

/** `drilled-promise.txt` and `promise.txt` hold one thought; every `clean-….txt` holds lawful sentences. */
function labelOf(file: string): string {
  const name = file.replace(/\.txt$/, '').replace(/^drilled-/, '');
  if (name.startsWith('clean')) return 'clean';
  if (name in thoughts) return name;
  throw new Error(`compliance/clauses/${file} is named for no thought`);
}

/** The labelled sentences and classes of words from which the reader learns. */
export function readReaderSources(folder: string): ReaderSources {
  const toSimplified = characterConverter();
  const clauses = join(folder, 'clauses');
  const files = readdirSync(clauses).filter((name) => name.endsWith('.txt'));
  let all = readFileSync(join(folder, 'word-classes.yaml'), 'utf8');
  const sentences = files.sort().flatMap((file) => {
    const content = readFileSync(join(clauses, file), 'utf8');
    all += `\n${file}\n${content}`;
    const lines = content.split('\n').filter((line) => line.trim() !== '');
    const label = labelOf(file);
    return lines.map((line) => ({
      label,
      text: claimView(plainView(line, toSimplified)).text,
    }));
  });
  return { sentences, classes: readWordClasses(folder), fingerprint: fingerprint(all) };
}

const bits = 15;
const rounds = 12;
const step = 0.5;
const decay = 1e-6;
// Errors smaller than this move nothing that a byte could hold.
const leastError = 1e-5;

interface Lesson {
  readonly rows: Int32Array;
  readonly label: number;
  readonly even: number;
}

/** Softmax regression by adaptive gradient steps, always in the same order. */
class Pupil {
  readonly #size: number;
  readonly weights: Float32Array;
  readonly #moved: Float32Array;
  readonly #scores: Float32Array;

  constructor(size: number) {
    this.#size = size;
    this.weights = new Float32Array((1 << bits) * size);
    this.#moved = new Float32Array(this.weights.length).fill(1e-3);
    this.#scores = new Float32Array(size);
  }

  learn({ rows, label, even }: Lesson): void {
    const scores = this.#scores.fill(0);
    for (const row of rows) {
      for (let at = 0; at < this.#size; at++) {
        scores[at] = (scores[at] ?? 0) + even * (this.weights[row * this.#size + at] ?? 0);
      }
    }
    toShares(scores);
    for (let at = 0; at < this.#size; at++) {
      const error = ((at === label ? 1 : 0) - (scores[at] ?? 0)) * even;
      if (Math.abs(error) >= leastError) this.#move(rows, at, error);
    }
  }

  #move(rows: Int32Array, at: number, error: number): void {
    for (const row of rows) {
      const slot = row * this.#size + at;
      const slope = error - decay * (this.weights[slot] ?? 0);
      const moved = (this.#moved[slot] ?? 0) + slope * slope;
      this.#moved[slot] = moved;
      this.weights[slot] = (this.weights[slot] ?? 0) + (step * slope) / Math.sqrt(moved);
    }
  }
}

function inBytes(learnt: Float32Array, size: number) {
  const weights = new Int8Array(learnt.length);
  const scales = new Float32Array(learnt.length / size);
  for (let row = 0; row < scales.length; row++) {
    const own = learnt.subarray(row * size, (row + 1) * size);
    const scale = own.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
    scales[row] = scale;
    own.forEach((weight, at) => {
      weights[row * size + at] = scale === 0 ? 0 : Math.round(weight / scale);
    });
  }
  return { weights, scales };
}

/** The same sentences always give the same model. */
export function trainReader({ sentences, classes, fingerprint }: ReaderSources): ReaderModel {
  const words = wordClasses(classes);
  const labels = ['clean', ...Object.keys(thoughts)];
  const lessons = sentences.map(({ label, text }): Lesson => {
    const rows = sentenceRows(text, words, bits);
    return { rows, label: labels.indexOf(label), even: 1 / Math.sqrt(rows.length || 1) };
  });
  const pupil = new Pupil(labels.length);
  const stride = 7919;
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < lessons.length; at++) {
      const lesson = lessons[(at * stride + round * 31) % lessons.length];
      if (lesson) pupil.learn(lesson);
    }
  }
  return { bits, labels, words, fingerprint, ...inBytes(pupil.weights, labels.length) };
}

// Run after a change of knowledge/compliance/clauses/ or word-classes.yaml.
if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', 'knowledge', 'compliance');
  const sources = readReaderSources(folder);
  const started = performance.now();
  writeReaderFile(folder, trainReader(sources), sources.classes);
  const bad = sources.sentences.filter(({ label }) => label !== 'clean').length;
  process.stdout.write(
    `${sources.sentences.length} sentences, ${bad} of them violating, ${(performance.now() - started).toFixed(0)} ms\n`,
  );
}
