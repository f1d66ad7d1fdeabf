import Database from 'better-sqlite3';
import { bookMigrationNames } from '../book/book-migrations.ts';
import { migrations } from '../migrations.ts';

export type DatabaseKind = 'state' | 'book';

const tables = { state: 'kysely_migration', book: 'book_migration' };
const known: Readonly<Record<DatabaseKind, readonly string[]>> = {
  state: Object.keys(migrations),
  book: bookMigrationNames,
};

interface Examined {
  /** The newest step of its schema. */
  readonly schema: string;
  /** A step that this version does not know. */
  readonly unknown: string | null;
}

/** Reads a database file through: null where it is damaged or none of ours. */
export function examineDatabase(file: string, kind: DatabaseKind): Examined | null {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') return null;
    const steps = database.prepare(`SELECT name FROM ${tables[kind]} ORDER BY name`).pluck().all();
    const names = steps as string[];
    const unknown = names.find((name) => !known[kind].includes(name)) ?? null;
    return { schema: names.at(-1) ?? '', unknown };
  } catch {
    return null;
  } finally {
    database?.close();
  }
}

interface BookStandingOfFile {
  readonly origin: 'empty' | 'demo' | 'bank';
  readonly throughDay: number | null;
  readonly mobilesSealed: boolean;
}

/** What a copied book is, for the manifest. */
export function standingOfBook(file: string): BookStandingOfFile {
  const book = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const last = book
      .prepare('SELECT origin, data_through FROM imports ORDER BY import_id DESC LIMIT 1')
      .get() as { origin: 'demo' | 'bank'; data_through: number | null } | undefined;
    const sealed = book.prepare(`SELECT 1 FROM clients WHERE mobile LIKE 'v1:%' LIMIT 1`).get();
    return {
      origin: last?.origin ?? 'empty',
      throughDay: last?.data_through ?? null,
      mobilesSealed: sealed !== undefined,
    };
  } finally {
    book.close();
  }
}
