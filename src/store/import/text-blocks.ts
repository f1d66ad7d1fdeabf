import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';

export type Encoding = 'utf-8' | 'gb18030';

/** A longer line is no row of a client book; it is reported and passed over. */
const longestLineBytes = 1 << 20;
const readBytes = 1 << 18;

export type TextBlock =
  /** Whole lines, with their line ends (the last one of the file may lack it). */
  | { readonly kind: 'lines'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'long-line' }
  /** Bytes that are not text in this encoding; `lines` whole lines of this block were fine. */
  | { readonly kind: 'not-text'; readonly lines: number; readonly fault: string };

const newline = 0x0a;
const strictGb = new TextDecoder('gb18030', { fatal: true });

function readsAsGb(bytes: Buffer): boolean {
  try {
    strictGb.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(newline, at);
    const stop = end === -1 ? bytes.length : end + 1;
    lines.push(bytes.subarray(at, stop));
    at = stop;
  }
  return lines;
}

function notText(bytes: Buffer, encoding: Encoding): TextBlock {
  const valid = encoding === 'utf-8' ? isUtf8 : readsAsGb;
  const lines = linesOf(bytes).findIndex((line) => !valid(line));
  if (encoding === 'gb18030') return { kind: 'not-text', lines, fault: '不是 GB18030 编码的文字' };
  const fault = readsAsGb(bytes)
    ? '不是 UTF-8 编码；文件像是 GB18030，请加 --encoding gb18030'
    : '不是 UTF-8 编码的文字';
  return { kind: 'not-text', lines, fault };
}

/** UTF-8 taken for GB18030 gives other characters instead of an error; a few characters tell it. */
function looksLikeUtf8(bytes: Buffer): boolean {
  return isUtf8(bytes) && bytes.filter((byte) => byte >= 0xe0).length >= 3;
}

function decode(bytes: Buffer, encoding: Encoding): TextBlock {
  if (encoding === 'gb18030') {
    if (looksLikeUtf8(bytes)) {
      const fault = '文件像是 UTF-8 编码，请去掉 --encoding gb18030';
      return { kind: 'not-text', lines: 0, fault };
    }
    if (!readsAsGb(bytes)) return notText(bytes, encoding);
    return { kind: 'lines', text: strictGb.decode(bytes), bytes: bytes.length };
  }
  if (!isUtf8(bytes)) return notText(bytes, encoding);
  return { kind: 'lines', text: bytes.toString('utf8'), bytes: bytes.length };
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);

interface Opening {
  readonly encoding: Encoding;
  readonly skip: number;
  readonly fault: string | null;
}

/** What the first bytes tell: a byte-order mark settles the encoding. */
function opening(bytes: Buffer, encoding: Encoding): Opening {
  if (bytes.subarray(0, 3).equals(utf8Mark)) return { encoding: 'utf-8', skip: 3, fault: null };
  const first = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  const utf16 = first === 0xfffe || first === 0xfeff;
  return { encoding, skip: 0, fault: utf16 ? '是 UTF-16 编码，请另存为 UTF-8' : null };
}

/** Cuts what is read into whole lines, in one buffer that is used again. */
class LineCutter {
  readonly buffer = Buffer.allocUnsafe(longestLineBytes + readBytes);
  held = 0;
  #skipping = false;

  /** The whole lines among the bytes held, `'long'` for a line too long to take, or null. */
  take(): Buffer | 'long' | null {
    const last = this.buffer.subarray(0, this.held).lastIndexOf(newline);
    if (last === -1) return this.#withoutLineEnd();
    const start = this.#skipping ? this.buffer.indexOf(newline) + 1 : 0;
    this.#skipping = false;
    return last + 1 > start ? this.buffer.subarray(start, last + 1) : null;
  }

  /** Gives the lines taken back to the buffer; what follows them moves to its start. */
  release(lines: Buffer): void {
    const from = lines.byteOffset - this.buffer.byteOffset + lines.length;
    this.held = this.buffer.copy(this.buffer, 0, from, this.held);
  }

  rest(): Buffer | null {
    return this.held > 0 && !this.#skipping ? this.buffer.subarray(0, this.held) : null;
  }

  #withoutLineEnd(): 'long' | null {
    if (this.#skipping) this.held = 0;
    if (this.held < longestLineBytes) return null;
    this.held = 0;
    this.#skipping = true;
    return 'long';
  }
}

async function* byteBlocks(file: FileHandle): AsyncGenerator<Buffer | 'long'> {
  const cutter = new LineCutter();
  for (;;) {
    const { bytesRead } = await file.read(cutter.buffer, cutter.held, readBytes);
    if (bytesRead === 0) break;
    cutter.held += bytesRead;
    const lines = cutter.take();
    if (lines !== null) yield lines;
    if (lines instanceof Buffer) cutter.release(lines);
  }
  const rest = cutter.rest();
  if (rest !== null) yield rest;
}

/**
 * A text file in pieces of whole lines: one buffer, however large the file. Neither encoding uses
 * the byte of a line feed inside a character.
 */
export async function* textBlocks(path: string, wanted: Encoding): AsyncGenerator<TextBlock> {
  const file = await open(path);
  try {
    let start: Opening | null = null;
    for await (const bytes of byteBlocks(file)) {
      if (bytes === 'long') {
        yield { kind: 'long-line' };
        continue;
      }
      const first = start === null;
      start ??= opening(bytes, wanted);
      if (start.fault) yield { kind: 'not-text', lines: 0, fault: start.fault };
      else yield decode(first ? bytes.subarray(start.skip) : bytes, start.encoding);
    }
  } finally {
    await file.close();
  }
}
