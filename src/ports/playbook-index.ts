import type { KnowledgeCard, Passage } from '../domain/knowledge/passage.ts';

export interface ScoreParts {
  readonly words: number;
  readonly bigrams: number;
  readonly title: number;
  readonly sentence: number;
  readonly synonyms: number;
  /** From the phrase of the card that is closest to the question as a whole. */
  readonly asks: number;
  /** From how much the question is put like the phrases of the card, learnt over all cards. */
  readonly learned: number;
  readonly vector: number | null;
}

export interface SearchHit {
  readonly passage: Passage;
  readonly score: number;
  readonly parts: ScoreParts;
  /** Share (0–1) of the question's weight that the passage's whole card speaks of. */
  readonly coverage: number;
}

/** A subject that the bank has said its playbooks do not hold, and whom to ask instead. */
export interface OutsideTopic {
  readonly topic: string;
  readonly say: string;
}

/** An objection card and its share (0–1) in what a message may mean; those of all cards sum to 1. */
export interface ObjectionMatch {
  readonly card: KnowledgeCard;
  readonly share: number;
}

/** The bank's playbooks, ranked for a question. */
export interface PlaybookIndex {
  search(query: string, k: number): SearchHit[];
  /** The objection cards whose clients speak most like this message, best first. */
  objections(message: string, k: number): ObjectionMatch[];
  /** Closeness (0–1) of the nearest objection card and of the nearest other card. */
  closest(message: string): { objection: number; playbook: number };
  passagesOf(cardId: string): readonly Passage[];
  passage(passageId: string): Passage | undefined;
  card(cardId: string): KnowledgeCard | undefined;
  cards(): readonly KnowledgeCard[];
  /** Words of a text that carry a subject. */
  termsOf(text: string): string[];
  /** Whether any card has these words in so many letters. */
  mentions(words: string): boolean;
  /** Traditional to simplified, full to half width, lower case: the form in which texts are compared. */
  normalise(text: string): string;
  /** The outside subject a question falls under, if any. */
  outsideTopic(question: string): OutsideTopic | null;
  /** Fingerprint of the files the index was built from. */
  readonly version: string;
}
