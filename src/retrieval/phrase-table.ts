import type { KnowledgeCard } from '../domain/knowledge/passage.ts';
import type { Postings } from './postings.ts';
import { PostingsBuilder } from './postings.ts';
import type { TextAnalysis } from './text-analysis.ts';

/** The ways in which people ask for a card or say what it answers. */
export function phrasesOf(card: KnowledgeCard): string[] {
  const { title, asks, phrasings, names, objection } = card;
  const says = objection === null ? [] : Object.values(objection.says).flat();
  return [title.replace(/^(客户|企业主)/, ''), ...asks, ...phrasings, ...names, ...says];
}

const han = /\p{Script=Han}/u;

/** Words, character pairs and single characters that carry a subject. */
export function phraseTerms(text: string, analysis: TextAnalysis): Set<string> {
  const { words, bigrams } = analysis.terms(text);
  const normalised = analysis.normalise(text);
  const characters = [...normalised].filter((one) => han.test(one));
  const concepts = analysis.concepts(normalised);
  const terms = [...words, ...bigrams, ...characters, ...concepts];
  return new Set(terms.filter((term) => !analysis.isFiller(term)));
}

/** All phrases of all cards as postings; plain data, so that it can be cached. */
export interface PhraseTable {
  readonly postings: Postings;
  /** For each phrase the position of its card. */
  readonly owners: Uint16Array;
}

export function buildPhraseTable(
  cards: readonly KnowledgeCard[],
  analysis: TextAnalysis,
): PhraseTable {
  const builder = new PostingsBuilder();
  const owners: number[] = [];
  cards.forEach((card, owner) => {
    for (const phrase of phrasesOf(card)) {
      builder.add([...phraseTerms(phrase, analysis)]);
      owners.push(owner);
    }
  });
  return { postings: builder.build(), owners: Uint16Array.from(owners) };
}
