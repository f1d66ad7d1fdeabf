import type { Passage } from '../domain/knowledge/passage.ts';
import type { LexicalIndex } from './lexical-index.ts';
import { idf } from './postings.ts';
import type { TextAnalysis } from './text-analysis.ts';

/** What share of a question's weight a whole card speaks of, in its own or in other words. */
export class Coverage {
  readonly #index: LexicalIndex;
  readonly #analysis: TextAnalysis;
  readonly #cardText = new Map<string, string>();
  readonly #otherWords = new Map<string, readonly string[]>();

  constructor(
    passages: readonly Passage[],
    index: LexicalIndex,
    analysis: TextAnalysis,
    synonyms: readonly (readonly string[])[],
  ) {
    this.#index = index;
    this.#analysis = analysis;
    passages.forEach(({ card: { id } }, at) => {
      this.#cardText.set(id, `${this.#cardText.get(id) ?? ''}\n${index.sentences[at]}`);
    });
    for (const group of synonyms) {
      for (const word of group) {
        this.#otherWords.set(word, [...(this.#otherWords.get(word) ?? []), ...group]);
      }
    }
  }

  /** For one question: card id → 0–1. */
  of(question: string): (cardId: string) => number {
    const words = new Set(this.#analysis.words(this.#analysis.normalise(question)));
    const total = this.#index.sentences.length;
    const weighed = [...words]
      .filter((word) => !this.#analysis.isFiller(word))
      .map((word) => ({ word, weight: idf(this.#index.words, word, total) }));
    const whole = weighed.reduce((sum, { weight }) => sum + weight, 0);
    return (cardId) => {
      const text = this.#cardText.get(cardId) ?? '';
      const covered = weighed.filter(({ word }) => this.#stands(word, text));
      const part = covered.reduce((sum, { weight }) => sum + weight, 0);
      return whole === 0 ? 0 : part / whole;
    };
  }

  #stands(word: string, text: string): boolean {
    if (text.includes(word)) return true;
    return this.#otherWords.get(word)?.some((other) => text.includes(other)) ?? false;
  }
}
