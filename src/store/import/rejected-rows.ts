import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { RecordParser } from './record-parser.ts';
import type { SourceFile } from './stage-file.ts';
import { textBlocks } from './text-blocks.ts';

export interface RejectedFile {
  readonly path: string;
  readonly rows: number;
}

function rejectedPath(path: string): string {
  return join(dirname(path), `${basename(path, extname(path))}.rejected.csv`);
}

async function copyRows(
  { path, mapping }: SourceFile,
  lines: ReadonlySet<number>,
  out: WriteStream,
): Promise<number> {
  let header = true;
  let rows = 0;
  let text = '';
  const keep = (line: number, raw: string) => {
    if (!header && !lines.has(line)) return;
    text += `${raw}\n`;
    if (!header) rows++;
    header = false;
  };
  const parser = new RecordParser(mapping.separator, {
    record: (_texts, line, raw) => keep(line, raw),
    broken: (line, _fault, raw) => keep(line, raw),
  });
  for await (const block of textBlocks(path, mapping.encoding)) {
    if (block.kind === 'lines') parser.push(block.text);
    else if (block.kind === 'long-line') parser.skipLine('');
    if (text !== '' && !out.write(text)) await once(out, 'drain');
    text = '';
  }
  parser.end();
  out.write(text);
  return rows;
}

/**
 * Writes the faulty rows as they stand, under the same header, beside their file, to be corrected
 * and imported by themselves. The file gets its name only with `keep`, when the rest is imported.
 */
export async function writeRejectedRows(
  source: SourceFile,
  lines: ReadonlySet<number>,
): Promise<RejectedFile & { keep(): Promise<void>; discard(): Promise<void> }> {
  const path = rejectedPath(source.path);
  const unfinished = `${path}.part`;
  const out = createWriteStream(unfinished, { mode: 0o600 });
  await once(out, 'open');
  const rows = await copyRows(source, lines, out);
  out.end();
  await once(out, 'close');
  return {
    path,
    rows,
    keep: () => rename(unfinished, path),
    discard: () => rm(unfinished, { force: true }),
  };
}
