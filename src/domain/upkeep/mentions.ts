/** What stands where something about a person was erased. */
export const erasedMark = '（已抹除）';

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

// C0001 is not named in C00012, nor a number in a longer one.
const edge = (word: string, at: 'start' | 'end'): string => {
  const letter = at === 'start' ? word.at(0) : word.at(-1);
  if (!/[A-Za-z0-9]/.test(letter ?? '')) return '';
  return at === 'start' ? '(?<![A-Za-z0-9])' : '(?![A-Za-z0-9])';
};

/** The words by which a person may be named in a text. */
export class Mentions {
  readonly words: readonly string[];
  readonly #any: RegExp;

  constructor(words: readonly (string | null)[]) {
    this.words = words.filter((word) => word !== null && word.length > 1) as string[];
    const ways = this.words.map((word) => edge(word, 'start') + escaped(word) + edge(word, 'end'));
    this.#any = new RegExp(ways.length > 0 ? ways.join('|') : '(?!)', 'g');
  }

  isIn(text: string): boolean {
    this.#any.lastIndex = 0;
    return this.#any.test(text);
  }

  without(text: string, mark = erasedMark): string {
    return text.replace(this.#any, mark);
  }
}
