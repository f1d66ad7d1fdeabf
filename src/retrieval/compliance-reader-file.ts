import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ReaderModel } from '../domain/compliance/reader/reader-model.ts';
import { wordClasses } from '../domain/compliance/reader/sentence-features.ts';
import { GuichaoError } from '../domain/errors.ts';

const fileName = 'reader.bin.gz';
const classesSchema = z.strictObject({
  reviewed_on: z.iso.date(),
  classes: z.record(z.string(), z.array(z.string().min(1))),
});
const headerSchema = z.object({
  bits: z.int(),
  labels: z.array(z.string()),
  fingerprint: z.string(),
  classes: z.record(z.string(), z.array(z.string())),
});

type Classes = Readonly<Record<string, readonly string[]>>;

/** The words of one meaning each, which the reader is to know. */
export function readWordClasses(folder: string): Classes {
  const file = join(folder, 'word-classes.yaml');
  const parsed = classesSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data.classes;
  throw new GuichaoError(
    'knowledge',
    'compliance/word-classes.yaml 有误，请照文件里的其他条目改。',
  );
}

/** One line of JSON, then the scales, then the weights; packed. */
export function writeReaderFile(folder: string, model: ReaderModel, classes: Classes): void {
  const { bits, labels, fingerprint, scales, weights } = model;
  const header = Buffer.from(`${JSON.stringify({ bits, labels, fingerprint, classes })}\n`);
  const body = [scales, weights].map((part) =>
    Buffer.from(part.buffer, part.byteOffset, part.byteLength),
  );
  writeFileSync(join(folder, fileName), gzipSync(Buffer.concat([header, ...body]), { level: 9 }));
}

function unpacked(folder: string): Buffer {
  try {
    return gunzipSync(readFileSync(join(folder, fileName)));
  } catch (cause) {
    throw new GuichaoError(
      'knowledge',
      `缺少 compliance/${fileName} 或文件损坏，请从项目里补回，或运行 node scripts/train-compliance-reader.ts。`,
      { cause },
    );
  }
}

/** The second reader as it was trained. */
export function loadReader(folder: string): ReaderModel {
  const content = unpacked(folder);
  const end = content.indexOf(0x0a);
  const header = headerSchema.parse(JSON.parse(content.toString('utf8', 0, end)));
  const rows = 1 << header.bits;
  // A copy starts where a list of floats may start.
  const body = Uint8Array.from(content.subarray(end + 1)).buffer;
  return {
    bits: header.bits,
    labels: header.labels,
    fingerprint: header.fingerprint,
    words: wordClasses(header.classes),
    scales: new Float32Array(body, 0, rows),
    weights: new Int8Array(body, rows * 4, rows * header.labels.length),
  };
}
