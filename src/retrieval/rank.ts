import type { ScoreParts } from '../ports/playbook-index.ts';
import type { LexicalIndex } from './lexical-index.ts';
import { addBm25, idf } from './postings.ts';
import type { TextAnalysis } from './text-analysis.ts';

/** What a passage's card adds: closeness of its phrases, and how the question is put. */
export interface CardScore {
  readonly asks: number;
  readonly learned: number;
}

export interface Ranked {
  readonly passage: number;
  readonly score: number;
  readonly parts: ScoreParts;
}

// Scores of words and bigrams are summed, not rank-fused; the title field is weighted on its own, as all passages of
// a document share them; chosen on the odd questions of CMRC 2018 dev.
const titleWeight = 1.2;
const synonymWeight = 0.4;
const sentenceWeight = 0.7;
const rerankDepth = 30;

function weigh(terms: readonly string[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const term of terms) weights.set(term, 1);
  return weights;
}

function synonymText(normalised: string, synonyms: readonly (readonly string[])[]): string {
  return synonyms
    .flatMap((group) => {
      const present = group.filter((word) => normalised.includes(word));
      return present.length === 0 ? [] : group.filter((word) => !present.includes(word));
    })
    .join('\n');
}

/** The greatest weight of question terms that stand together in one sentence. */
function bestSentence(text: string, terms: readonly (readonly [string, number])[]): number {
  let best = 0;
  for (const sentence of text.split('\n')) {
    let sum = 0;
    for (const [term, weight] of terms) if (sentence.includes(term)) sum += weight;
    if (sum > best) best = sum;
  }
  return best;
}

/** Ranks all passages for a question; parts of the score are kept so that people can see why. */
export function rank(
  index: LexicalIndex,
  analysis: TextAnalysis,
  synonyms: readonly (readonly string[])[],
  query: string,
  cards: readonly CardScore[],
): Ranked[] {
  const total = index.sentences.length;
  const normalised = analysis.normalise(query);
  const terms = analysis.terms(query);
  const words = weigh(terms.words);
  const bigrams = weigh(terms.bigrams);
  const scores = () => new Float64Array(total);
  const [byWords, byBigrams, byTitle, bySynonyms] = [scores(), scores(), scores(), scores()];
  addBm25(index.words, words, byWords);
  addBm25(index.bigrams, bigrams, byBigrams);
  addBm25(index.titleWords, words, byTitle);
  addBm25(index.titleBigrams, bigrams, byTitle);
  const others = analysis.terms(synonymText(normalised, synonyms));
  const otherWords = weigh(others.words);
  addBm25(index.words, otherWords, bySynonyms);
  addBm25(index.titleWords, otherWords, bySynonyms);
  const rough = Float64Array.from(
    byWords,
    (score, at) =>
      score +
      (byBigrams[at] ?? 0) +
      titleWeight * (byTitle[at] ?? 0) +
      synonymWeight * (bySynonyms[at] ?? 0) +
      (cards[at]?.asks ?? 0) +
      (cards[at]?.learned ?? 0),
  );
  const candidates = [...rough.keys()].filter((at) => (rough[at] ?? 0) > 0);
  candidates.sort((a, b) => (rough[b] ?? 0) - (rough[a] ?? 0) || a - b);
  const weighted = [...new Set([...terms.words, ...terms.bigrams])].map(
    (term) => [term, idf(term.length === 2 ? index.bigrams : index.words, term, total)] as const,
  );
  const ranked = candidates.map((at, place): Ranked => {
    const text = place < rerankDepth ? (index.sentences[at] ?? '') : '';
    const sentence = sentenceWeight * (text === '' ? 0 : bestSentence(text, weighted));
    const parts = {
      words: byWords[at] ?? 0,
      bigrams: byBigrams[at] ?? 0,
      title: titleWeight * (byTitle[at] ?? 0),
      sentence,
      synonyms: synonymWeight * (bySynonyms[at] ?? 0),
      asks: cards[at]?.asks ?? 0,
      learned: cards[at]?.learned ?? 0,
      vector: null,
    };
    return { passage: at, score: (rough[at] ?? 0) + sentence, parts };
  });
  return ranked.sort((a, b) => b.score - a.score || a.passage - b.passage);
}
