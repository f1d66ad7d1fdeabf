import type { BookFile } from './book-files.ts';
import type { Derivation, StoredColumn } from './derived-columns.ts';
import type { FaultList } from './fault.ts';
import type { ImportSession } from './import-session.ts';
import type { FileMapping } from './mapping.ts';
import { RecordParser } from './record-parser.ts';
import { RowReader } from './row-reader.ts';
import { textBlocks } from './text-blocks.ts';
import type { Stored } from './value-readers.ts';

/** A file that is there to be imported. */
export interface SourceFile {
  readonly file: BookFile;
  /** As the bank calls it; messages name it. */
  readonly name: string;
  readonly path: string;
  readonly mapping: FileMapping;
}

export interface StagedFile extends SourceFile {
  readonly stored: readonly StoredColumn[];
  readonly rows: number;
  /** Keys of rows that were left out because of their faults, as far as they could be read. */
  readonly lostKeys: ReadonlySet<string>;
  /** Rows were left out whose keys could not be read. */
  readonly lostUnnamed: boolean;
}

interface Surroundings {
  readonly session: ImportSession;
  readonly faults: FaultList;
  readonly derivations: Readonly<Record<string, readonly Derivation[]>>;
  readonly onRows: (file: string, rows: number, bytes: number) => void;
}

/** A bank that sends more bad rows than this has sent the wrong file. */
export const mostBadRows = 100_000;
const mostLostKeys = 100_000;

class FileStager {
  readonly #source: SourceFile;
  readonly #around: Surroundings;
  readonly lostKeys = new Set<string>();
  reader: RowReader | null = null;
  broken = false;
  lostUnnamed = false;
  rows = 0;
  #batch: Stored[] = [];
  #staged = false;
  #keyAt = -1;

  constructor(source: SourceFile, around: Surroundings) {
    this.#source = source;
    this.#around = around;
  }

  complain(
    line: number,
    expected: string,
    column: string | null = null,
    value: string | null = null,
  ) {
    const file = this.#source.name;
    this.#around.faults.add({ file, line, column, value, expected });
  }

  record(texts: string[], line: number): void {
    if (this.reader === null) {
      if (!this.broken) this.#header(texts, line);
      return;
    }
    this.rows++;
    const batch = this.#batch;
    batch.push(line);
    const sound = this.reader.read(texts, batch, ({ column, value, expected }) =>
      this.complain(line, expected, column, value),
    );
    if (sound) return;
    batch.pop();
    const key = texts[this.#keyAt];
    if (key !== undefined && this.lostKeys.size < mostLostKeys) this.lostKeys.add(key);
  }

  lost(line: number, fault: string, raw: string): void {
    this.#lose(raw);
    if (this.reader !== null) this.rows++;
    else if (this.broken) return;
    else this.broken = true;
    this.complain(line, fault);
  }

  /** Notes the key of a row that can't be taken apart, where it stands before what is wrong. */
  #lose(raw: string): void {
    const before = raw.split(this.#source.mapping.separator).slice(0, this.#keyAt + 1);
    const key = before.length > this.#keyAt ? before.at(-1) : undefined;
    if (key === undefined || key === '' || before.some((one) => one.includes('"')))
      this.lostUnnamed = true;
    else if (this.lostKeys.size < mostLostKeys) this.lostKeys.add(key);
  }

  get hopeless(): boolean {
    return this.broken || this.#around.faults.count > mostBadRows;
  }

  /** Hands the rows read so far to the staging table. */
  async flush(bytes: number): Promise<void> {
    const { session, onRows } = this.#around;
    if (this.reader !== null && !this.#staged) {
      await session.stage(this.#source.file.table, this.reader.stored);
      this.#staged = true;
    }
    onRows(this.#source.name, this.rows, bytes);
    const values = this.#batch;
    this.#batch = [];
    if (values.length > 0) await session.append(values);
  }

  #header(headings: string[], line: number): void {
    const { file, mapping } = this.#source;
    const { derivations } = this.#around;
    const reader = RowReader.for(headings, { file, mapping, derivations });
    if (Array.isArray(reader)) {
      this.broken = true;
      for (const fault of reader) this.complain(line, fault);
      return;
    }
    this.reader = reader;
    const key = file.columns[0]?.name ?? '';
    this.#keyAt = headings.indexOf(mapping.columns[key] ?? key);
  }
}

/** Reads all blocks of the file; false when what follows can't be used either. */
async function readBlocks(stager: FileStager, source: SourceFile): Promise<boolean> {
  const parser = new RecordParser(source.mapping.separator, {
    record: (texts, line) => stager.record(texts, line),
    broken: (line, fault, raw) => stager.lost(line, fault, raw),
  });
  for await (const block of textBlocks(source.path, source.mapping.encoding)) {
    if (block.kind === 'not-text') {
      stager.complain(parser.line + block.lines, block.fault);
      return false;
    }
    if (block.kind === 'long-line') parser.skipLine('这一行超过 1 MB，不是客户账簿的一行');
    else parser.push(block.text);
    await stager.flush(block.kind === 'lines' ? block.bytes : 0);
    if (stager.hopeless) return false;
  }
  parser.end();
  return true;
}

/** Reads a file once, row by row, into its staging table; null when nothing in it can be used. */
export async function stageFile(
  source: SourceFile,
  around: Surroundings,
): Promise<StagedFile | null> {
  const stager = new FileStager(source, around);
  if (!(await readBlocks(stager, source))) return null;
  if (stager.reader === null && !stager.broken) {
    stager.complain(1, '文件是空的，至少要有标题行');
  }
  await stager.flush(0);
  const { reader, rows, lostKeys, lostUnnamed } = stager;
  if (reader === null) return null;
  return { ...source, stored: reader.stored, rows, lostKeys, lostUnnamed };
}
