import { readFileSync } from 'node:fs';

export interface Collection {
  readonly documents: readonly { id: string; title: string; text: string }[];
  readonly questions: readonly { text: string; relevant: ReadonlySet<string> }[];
}

interface RawCollection {
  docs: { id: string | number; title: string; text: string }[];
  qs: { q: string; rel: (string | number)[] }[];
}

/** Reads a file of the form `{ docs: [{ id, title, text }], qs: [{ q, rel: [id] }] }`. */
export function readCollection(file: string): Collection {
  const raw = JSON.parse(readFileSync(file, 'utf8')) as RawCollection;
  return {
    documents: raw.docs.map(({ id, title, text }) => ({ id: String(id), title, text })),
    questions: raw.qs.map(({ q, rel }) => ({ text: q, relevant: new Set(rel.map(String)) })),
  };
}
