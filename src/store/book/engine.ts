import type { Kysely } from 'kysely';
import type { BookSchema } from './book-schema.ts';

export type EngineName = 'sqlite' | 'postgres';

/** The client book, opened, with its schema up to date. */
export interface BookDatabase {
  readonly engine: EngineName;
  readonly db: Kysely<BookSchema>;
}

// PostgreSQL sorts text by the server's language unless told otherwise; SQLite sorts by bytes.
const types: Readonly<Record<EngineName, Readonly<Record<string, string>>>> = {
  sqlite: {
    '{text}': 'TEXT',
    '{day}': 'INTEGER',
    '{flag}': 'INTEGER',
    '{cents}': 'INTEGER',
    '{own}': 'STRICT, WITHOUT ROWID',
  },
  postgres: {
    '{text}': 'TEXT COLLATE "C"',
    '{day}': 'INTEGER',
    '{flag}': 'SMALLINT',
    '{cents}': 'BIGINT',
    '{own}': '',
  },
};

/** The statement in the engine's own types. */
export function ddlFor(engine: EngineName, statement: string): string {
  return statement.replace(/\{\w+\}/g, (slot) => types[engine][slot] ?? slot);
}

/**
 * PostgreSQL hands out BIGINT (20) and sums (1700) as text, lest digits get lost. Cents stay far
 * below 2^53, so numbers are right here as they are in SQLite.
 */
export const numberParsers: Readonly<Record<number, (text: string) => number>> = {
  20: Number,
  1700: Number,
};
