import type { KnowledgeCard, Passage } from '../domain/knowledge/passage.ts';
import { droppedOf, trainCardModel } from './card-classifier.ts';
import { buildPhraseTable, type PhraseTable, phrasesOf } from './phrase-table.ts';
import { type Postings, PostingsBuilder } from './postings.ts';
import type { SoftmaxModel } from './softmax-model.ts';
import type { TextAnalysis } from './text-analysis.ts';

/** The searchable form of a set of passages, in their order; plain data, so that it can be cached. */
export interface LexicalIndex {
  readonly words: Postings;
  readonly bigrams: Postings;
  readonly titleWords: Postings;
  readonly titleBigrams: Postings;
  /** Each passage's normalised text, cut into sentences by line feeds: read by the sentence rerank. */
  readonly sentences: readonly string[];
  readonly phrases: PhraseTable;
  /** Which objection card, and which other card, a message is put like. */
  readonly objections: SoftmaxModel;
  readonly others: SoftmaxModel;
}

function titleText({ card, heading }: Passage): string {
  return [card.title, heading, ...card.names].join('\n');
}

/** The ways of asking for a card count as sentences of its first passage: they say what it speaks of. */
function askedText({ id, card }: Passage): string {
  if (!id.endsWith('#1')) return '';
  const says = card.objection === null ? [] : Object.values(card.objection.says).flat();
  return [...card.asks, ...says].join('\n');
}

const isObjection = (card: KnowledgeCard): boolean => card.objection !== null;

export function buildLexicalIndex(
  cards: readonly KnowledgeCard[],
  passages: readonly Passage[],
  analysis: TextAnalysis,
): LexicalIndex {
  const fields = {
    words: new PostingsBuilder(),
    bigrams: new PostingsBuilder(),
    titleWords: new PostingsBuilder(),
    titleBigrams: new PostingsBuilder(),
  };
  const sentences: string[] = [];
  for (const passage of passages) {
    const body = analysis.terms(passage.text);
    const title = analysis.terms(titleText(passage));
    fields.words.add(body.words);
    fields.bigrams.add(body.bigrams);
    fields.titleWords.add(title.words);
    fields.titleBigrams.add(title.bigrams);
    const whole = [titleText(passage), askedText(passage), passage.text].join('\n');
    const text = analysis.normalise(whole);
    sentences.push(text.replace(/[。!?;]/g, '\n'));
  }
  return {
    words: fields.words.build(),
    bigrams: fields.bigrams.build(),
    titleWords: fields.titleWords.build(),
    titleBigrams: fields.titleBigrams.build(),
    sentences,
    phrases: buildPhraseTable(cards, analysis),
    objections: trainCardModel(
      cards.filter(isObjection).map(phrasesOf),
      analysis,
      droppedOf.objections,
    ),
    others: trainCardModel(
      cards.filter((card) => !isObjection(card)).map(phrasesOf),
      analysis,
      droppedOf.others,
    ),
  };
}
