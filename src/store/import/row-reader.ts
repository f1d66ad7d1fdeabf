import type { BookColumn, BookFile, ColumnReader } from './book-files.ts';
import type { Derivation, StoredColumn } from './derived-columns.ts';
import type { ImportFault } from './fault.ts';
import type { FileMapping } from './mapping.ts';
import {
  type DateForm,
  dayReader,
  monthEndReader,
  type Stored,
  unreadable,
  type ValueReader,
} from './value-readers.ts';

interface Field {
  /** As the bank's header has it. */
  readonly heading: string;
  readonly column: BookColumn;
  readonly reader: ValueReader;
  readonly values: ReadonlyMap<string, string> | null;
  /** Place of the first stored column in the row, and what goes there and after it. */
  readonly at: number;
  readonly derived: readonly Derivation[] | null;
}

interface FileShape {
  readonly file: BookFile;
  readonly mapping: FileMapping;
  readonly derivations: Readonly<Record<string, readonly Derivation[]>>;
}

type Complain = (fault: Omit<ImportFault, 'file' | 'line'>) => void;

function readerOf(reader: ColumnReader, dates: DateForm): ValueReader {
  if (reader === 'day') return dayReader(dates);
  return reader === 'month-end' ? monthEndReader(dates) : reader;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join('、');
}

/** Faults of the header that make the whole file unreadable. */
function headerFaults(headings: readonly string[], { file, mapping }: FileShape): string[] {
  if (headings.some((heading) => heading.includes('\r')))
    return ['换行只有 CR，整份文件成了一行，请另存为 LF 或 CRLF'];
  const faults: string[] = [];
  const theirs = (name: string) => mapping.columns[name] ?? name;
  const known = new Set([...file.columns.map(({ name }) => theirs(name)), ...mapping.ignore]);
  const unknown = headings.filter((heading) => !known.has(heading));
  if (unknown.length > 0) {
    const all = file.columns.map(({ name }) => theirs(name)).join('、');
    faults.push(`不认识的列${quoted(unknown)}；可用的列：${all}`);
  }
  const twice = headings.filter((heading, at) => headings.indexOf(heading) !== at);
  if (twice.length > 0) faults.push(`列名重复${quoted([...new Set(twice)])}`);
  const missing = file.columns.filter(
    ({ name, required }) => required && !headings.includes(theirs(name)),
  );
  if (missing.length > 0)
    faults.push(`缺少必填列${quoted(missing.map((one) => theirs(one.name)))}`);
  return faults;
}

/** Turns the texts of a record into the values that are stored, by the file's own header. */
export class RowReader {
  readonly stored: StoredColumn[] = [];
  readonly #fields: (Field | null)[];

  private constructor(headings: readonly string[], shape: FileShape) {
    this.#fields = headings.map((heading) => this.#field(heading, shape));
  }

  /** The reader for this header, or what is wrong with it. */
  static for(headings: readonly string[], shape: FileShape): RowReader | string[] {
    const faults = headerFaults(headings, shape);
    return faults.length > 0 ? faults : new RowReader(headings, shape);
  }

  /** Appends the row's values to `into`, or complains about each bad one and leaves it as it was. */
  read(texts: readonly string[], into: Stored[], complain: Complain): boolean {
    const fields = this.#fields;
    if (texts.length !== fields.length) {
      const expected = `这一行有 ${texts.length} 列，标题行有 ${fields.length} 列`;
      complain({ column: null, value: null, expected });
      return false;
    }
    const start = into.length;
    let sound = true;
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at];
      if (field) sound = readField(field, texts[at] ?? '', into, start, complain) && sound;
    }
    if (!sound) into.length = start;
    return sound;
  }

  #field(heading: string, shape: FileShape): Field | null {
    const { file, mapping, derivations } = shape;
    const column = file.columns.find(({ name }) => (mapping.columns[name] ?? name) === heading);
    if (!column) return null;
    const at = this.stored.length;
    const reader = readerOf(column.reader, mapping.dates);
    const derived = derivations[`${file.table}.${column.name}`] ?? null;
    this.stored.push(...(derived ?? [{ name: column.name, sort: reader.sort }]));
    const values = mapping.values[column.name];
    const known = values ? new Map(Object.entries(values)) : null;
    return { heading, column, reader, values: known, at, derived };
  }
}

function store(field: Field, value: Stored, into: Stored[], at: number): void {
  if (field.derived === null) into[at] = value;
  else {
    field.derived.forEach((derivation, next) => {
      into[at + next] = value === null ? null : derivation.from(value);
    });
  }
}

function readField(
  field: Field,
  text: string,
  into: Stored[],
  start: number,
  complain: Complain,
): boolean {
  const given = field.values === null ? text : (field.values.get(text) ?? text);
  const value = given === '' ? null : field.reader.read(given);
  const missing = value === null && field.column.required;
  if (value === unreadable || missing) {
    const expected = missing ? '必填，不能为空' : field.reader.expected;
    complain({ column: field.heading, value: missing ? null : text, expected });
    return false;
  }
  store(field, value, into, start + field.at);
  return true;
}
