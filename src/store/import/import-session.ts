import type { EngineName } from '../book/engine.ts';
import type { StoredColumn } from './derived-columns.ts';
import type { Stored } from './value-readers.ts';

/**
 * One connection on which an import works. Rows are first staged beside the book, where they can
 * be checked against each other and against the book, then merged in one transaction.
 */
export interface ImportSession {
  readonly engine: EngineName;
  /** The staging table's name in SQL. Each has a column `line` beside the given ones. */
  staged(name: string): string;
  stage(name: string, columns: readonly StoredColumn[]): Promise<void>;
  /** Adds rows to the table staged last; `values` holds them one after the other, `line` first. */
  append(values: Stored[]): Promise<void>;
  rows<Row>(statement: string): Promise<Row[]>;
  /** Runs a statement; how many rows it changed. */
  change(statement: string): Promise<number>;
  /** Ends the staging; from here on the book itself is written to, in one transaction. */
  begin(): Promise<void>;
  /** Whether the error says that a key stands twice. */
  isDuplicate(error: unknown): boolean;
  close(): Promise<void>;
}
