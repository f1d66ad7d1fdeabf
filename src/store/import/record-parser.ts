export interface RecordSink {
  /** `raw` is the record as it stands in the file, without its line end. */
  record(fields: string[], line: number, raw: string): void;
  /** A record that can't be taken apart; `column` counts from 1 where it is known. */
  broken(line: number, fault: string, raw: string): void;
}

/** A quoted value that goes on for longer than this has lost its closing quote. */
const longestRecord = 1 << 20;

type Slow =
  | { readonly kind: 'record'; readonly fields: string[]; readonly end: number }
  | { readonly kind: 'fault'; readonly fault: string }
  | { readonly kind: 'open' };

/** Where the closing quote stands that belongs to the one before `from`; -1 if not in the text. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function lineBreakAt(text: string, at: number): number {
  if (text[at] === '\n') return 1;
  return text[at] === '\r' && text[at + 1] === '\n' ? 2 : 0;
}

/**
 * RFC 4180, strictly, because a bank's figures must not be guessed at: quotes stand around whole
 * values only. Text comes in pieces that end at a line end; a record may span pieces.
 */
export class RecordParser {
  readonly #separator: string;
  readonly #sink: RecordSink;
  #carry = '';
  #line = 1;

  constructor(separator: string, sink: RecordSink) {
    this.#separator = separator;
    this.#sink = sink;
  }

  /** The line on which the next record begins. */
  get line(): number {
    return this.#line;
  }

  push(piece: string): void {
    const text = this.#carry === '' ? piece : this.#carry + piece;
    this.#carry = '';
    // Most files hold no quote at all: then a line is a record and is only split.
    const quotes = text.includes('"');
    for (let at = 0; at !== -1 && at < text.length; ) {
      const end = text.indexOf('\n', at);
      const stop = end === -1 ? text.length : end;
      const raw = text.slice(at, text.charCodeAt(stop - 1) === 13 ? Math.max(at, stop - 1) : stop);
      at = quotes && raw.includes('"') ? this.#slow(text, at, raw, stop) : this.#plain(raw, stop);
    }
  }

  #plain(raw: string, stop: number): number {
    if (raw !== '') this.#sink.record(raw.split(this.#separator), this.#line, raw);
    this.#line++;
    return stop + 1;
  }

  /** A line that was left out because it was too long to read. */
  skipLine(fault: string): void {
    this.end();
    this.#sink.broken(this.#line, fault, '');
    this.#line++;
  }

  end(): void {
    while (this.#carry !== '') {
      const rest = this.#carry;
      this.#carry = '';
      this.push(this.#unclosed(rest));
    }
  }

  /** Reads one record with quotes; the place after it, or -1 when the text ends inside. */
  #slow(text: string, at: number, raw: string, stop: number): number {
    const found = this.#quoted(text, at);
    if (found.kind === 'record') {
      const record = text.slice(at, found.end);
      this.#sink.record(found.fields, this.#line, record);
      this.#line += 1 + record.split('\n').length - 1;
      return found.end + Math.max(1, lineBreakAt(text, found.end));
    }
    if (found.kind === 'fault') {
      this.#sink.broken(this.#line, found.fault, raw);
      this.#line++;
      return stop + 1;
    }
    this.#carry = text.slice(at);
    if (this.#carry.length > longestRecord) {
      const rest = this.#carry;
      this.#carry = '';
      this.push(this.#unclosed(rest));
    }
    return -1;
  }

  /** Reports the first line of `rest` as lacking its closing quote; the text after that line. */
  #unclosed(rest: string): string {
    const end = rest.indexOf('\n');
    const raw = end === -1 ? rest : rest.slice(0, end);
    this.#sink.broken(this.#line, '引号没有闭合', raw.replace(/\r$/, ''));
    this.#line++;
    return end === -1 ? '' : rest.slice(end + 1);
  }

  #quoted(text: string, start: number): Slow {
    const fields: string[] = [];
    let at = start;
    for (;;) {
      const value = text[at] === '"' ? this.#quotedValue(text, at) : this.#bareValue(text, at);
      if (value === null) return { kind: 'open' };
      if (typeof value === 'string') return { kind: 'fault', fault: value };
      fields.push(value.text);
      at = value.end;
      if (text[at] !== this.#separator) return { kind: 'record', fields, end: at };
      at++;
    }
  }

  #quotedValue(text: string, at: number): { text: string; end: number } | string | null {
    const close = closingQuote(text, at + 1);
    if (close === -1) return null;
    const end = close + 1;
    const after = text[end];
    if (after !== undefined && after !== this.#separator && lineBreakAt(text, end) === 0) {
      return '闭合引号后面还有文字';
    }
    return { text: text.slice(at + 1, close).replaceAll('""', '"'), end };
  }

  #bareValue(text: string, at: number): { text: string; end: number } | string {
    let end = at;
    while (end < text.length && text[end] !== this.#separator && text[end] !== '\n') {
      if (text[end] === '"') return '没有用引号括起来的值里有引号';
      end++;
    }
    if (text[end] !== this.#separator && text[end - 1] === '\r' && end > at) end--;
    return { text: text.slice(at, end), end };
  }
}
