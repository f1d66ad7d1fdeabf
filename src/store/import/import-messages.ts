import type { GuichaoError } from '../../domain/errors.ts';
import type { ImportProgress, ImportRequest, ImportSummary } from './import-request.ts';

/** Where the book is: a SQLite file, or a PostgreSQL database. */
export type BookPlace = { readonly file: string } | { readonly url: string };

export interface ImportOrder {
  readonly place: BookPlace;
  readonly request: Omit<ImportRequest, 'onProgress'>;
}

export type ImportReport =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'done'; readonly summary: ImportSummary }
  | { readonly kind: 'refused'; readonly code: GuichaoError['code']; readonly message: string };
