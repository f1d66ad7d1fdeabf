import type { Card, Passage } from '../domain/knowledge/passage.ts';

export interface ScoreParts {
  readonly words: number;
  readonly bigrams: number;
  readonly title: number;
  readonly sentence: number;
  readonly synonyms: number;
  readonly vector: number | null;
}

export interface SearchHit {
  readonly passage: Passage;
  readonly score: number;
  readonly parts: ScoreParts;
  /** Share (0–1) of the question's weight that the passage's whole card speaks of. */
  readonly coverage: number;
}

/** The bank's playbooks, ranked for a question. */
export interface PlaybookIndex {
  search(query: string, k: number): SearchHit[];
  passagesOf(cardId: string): readonly Passage[];
  card(cardId: string): Card | undefined;
  cards(): readonly Card[];
  /** Traditional to simplified, full to half width, lower case: the form in which texts are compared. */
  normalise(text: string): string;
  /** Fingerprint of the files the index was built from. */
  readonly version: string;
}
