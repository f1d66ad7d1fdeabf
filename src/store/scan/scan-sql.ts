/**
 * A piece of SQL with its values. The scan's own threads start with each scan: loading a query
 * builder in each of them took longer than the questions of ten thousand clients.
 */
export interface Sql {
  /** A value's place is a `?`; nothing else is. */
  readonly text: string;
  readonly values: readonly Value[];
}

type Value = string | number | null;

const isSql = (part: Sql | Value): part is Sql => part !== null && typeof part === 'object';

/** Template tag: values become parameters, pieces of SQL are put in as they are. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Sql | Value)[]): Sql {
  let text = texts[0] ?? '';
  const values: Value[] = [];
  for (const [at, part] of parts.entries()) {
    if (isSql(part)) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += texts[at + 1] ?? '';
  }
  return { text, values };
}

/** A number written into the text: the same for every client of a scan. */
export function literal(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new TypeError('only whole numbers are written into SQL');
  return { text: String(value), values: [] };
}

/** A table's alias or a column, as written in the code. */
export const verbatim = (written: string): Sql => ({ text: written, values: [] });

/** Values with commas between them, for `IN`. */
export const list = (values: readonly Value[]): Sql => ({
  text: values.map(() => '?').join(','),
  values,
});

/** The text as PostgreSQL has it: `$1`, `$2`, … */
export function numbered(text: string): string {
  let place = 0;
  return text.replaceAll('?', () => `$${++place}`);
}
