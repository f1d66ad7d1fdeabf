import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { ReaderModel } from '../domain/compliance/reader/reader-model.ts';
import { wordClasses } from '../domain/compliance/reader/sentence-features.ts';
import { GuichaoError } from '../domain/errors.ts';

const fileName = 'reader.bin.gz';
const headerSchema = z.object({
  bits: z.int(),
  labels: z.array(z.string()),
  fingerprint: z.string(),
  classes: z.record(z.string(), z.array(z.string())),
});

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
