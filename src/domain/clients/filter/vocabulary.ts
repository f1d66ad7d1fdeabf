/** Words that this bank's own book uses, within what the asking employee may see. */
export interface Vocabulary {
  readonly cities: readonly string[];
  readonly tiers: readonly string[];
  readonly occupations: readonly string[];
  readonly employers: readonly string[];
  readonly tags: readonly string[];
  readonly products: readonly string[];
  /** The managers whose clients are visible, when they are several. */
  readonly managers: readonly { readonly managerId: string; readonly name: string }[];
}

export const noVocabulary: Vocabulary = {
  cities: [],
  tiers: [],
  occupations: [],
  employers: [],
  tags: [],
  products: [],
  managers: [],
};

/** Characters that mean something in a pattern, as themselves. */
const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A pattern for any of the words, longest first; null where there is none. */
export function anyOf(words: readonly string[]): string | null {
  const sorted = [...new Set(words)]
    .filter((word) => word.length >= 2)
    .sort((a, b) => b.length - a.length)
    .map((word) => escaped(word.normalize('NFKC').toLowerCase()));
  return sorted.length === 0 ? null : sorted.join('|');
}

/** The word as the book writes it. */
export function asWritten(words: readonly string[], said: string): string {
  return words.find((word) => word.normalize('NFKC').toLowerCase() === said) ?? said;
}
