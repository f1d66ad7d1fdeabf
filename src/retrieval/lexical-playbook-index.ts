import type { KnowledgeCard, Passage } from '../domain/knowledge/passage.ts';
import type {
  ObjectionMatch,
  OutsideTopic,
  PlaybookIndex,
  SearchHit,
} from '../ports/playbook-index.ts';
import { readCache, writeCache } from './index-cache.ts';
import { buildLexicalIndex, type LexicalIndex } from './lexical-index.ts';
import type { Lexicon } from './lexicon.ts';
import type { Knowledge } from './load-knowledge.ts';
import { PhraseIndex } from './phrase-index.ts';
import { idf } from './postings.ts';
import { type Ranked, rank } from './rank.ts';
import type { TextAnalysis } from './text-analysis.ts';

// Raise it whenever the way texts become terms changes.
const format = 4;

function openIndex(
  knowledge: Knowledge,
  lexicon: Lexicon,
  analysis: TextAnalysis,
  cacheFile: string | undefined,
): LexicalIndex {
  const key = `${format}:${knowledge.version}:${lexicon.version}`;
  const cached = cacheFile === undefined ? null : readCache<LexicalIndex>(cacheFile, key);
  if (cached) return cached;
  const index = buildLexicalIndex(knowledge.passages, analysis);
  if (cacheFile !== undefined) writeCache(cacheFile, key, index);
  return index;
}

/** The ways in which people ask for a card or say what it answers. */
function phrasesOf({ title, asks, names, objection }: KnowledgeCard): string[] {
  const says = objection === null ? [] : Object.values(objection.says).flat();
  return [title.replace(/^(客户|企业主)/, ''), ...asks, ...names, ...says];
}

/** The playbooks in memory: BM25 over words and character pairs of body and title, summed. */
export class LexicalPlaybookIndex implements PlaybookIndex {
  readonly version: string;
  readonly #knowledge: Knowledge;
  readonly #lexicon: Lexicon;
  readonly #analysis: TextAnalysis;
  readonly #index: LexicalIndex;
  readonly #cards: readonly KnowledgeCard[];
  readonly #objections: readonly KnowledgeCard[];
  readonly #clientWords: PhraseIndex;
  readonly #asks: PhraseIndex;
  readonly #place: ReadonlyMap<string, number>;
  readonly #byCard = new Map<string, Passage[]>();
  readonly #cardText = new Map<string, string>();

  /** `cacheFile`: where the index is kept between starts; left out, it is built in memory only. */
  constructor(knowledge: Knowledge, lexicon: Lexicon, analysis: TextAnalysis, cacheFile?: string) {
    this.version = knowledge.version;
    this.#knowledge = knowledge;
    this.#lexicon = lexicon;
    this.#analysis = analysis;
    this.#index = openIndex(knowledge, lexicon, this.#analysis, cacheFile);
    this.#cards = knowledge.cards.map((loaded) => loaded.card);
    this.#place = new Map(this.#cards.map((card, at) => [card.id, at]));
    this.#objections = this.#cards.filter((card) => card.objection !== null);
    const { synonyms } = lexicon;
    this.#clientWords = new PhraseIndex(this.#objections.map(phrasesOf), this.#analysis, synonyms);
    this.#asks = new PhraseIndex(this.#cards.map(phrasesOf), this.#analysis, synonyms);
    knowledge.passages.forEach((passage, at) => {
      const { id } = passage.card;
      this.#byCard.set(id, [...(this.#byCard.get(id) ?? []), passage]);
      this.#cardText.set(id, `${this.#cardText.get(id) ?? ''}\n${this.#index.sentences[at]}`);
    });
  }

  search(query: string, k: number): SearchHit[] {
    return this.#rank(query)
      .slice(0, k)
      .map((ranked) => this.#hit(query, ranked));
  }

  /** As `search`, the best passage of each document only. */
  searchDocuments(query: string, k: number): SearchHit[] {
    const seen = new Set<string>();
    const best: Ranked[] = [];
    for (const ranked of this.#rank(query)) {
      const id = this.#passage(ranked).card.id;
      if (seen.has(id)) continue;
      seen.add(id);
      best.push(ranked);
      if (best.length === k) break;
    }
    return best.map((ranked) => this.#hit(query, ranked));
  }

  objections(message: string, k: number): ObjectionMatch[] {
    const closeness = this.#clientWords.closeness(message);
    return this.#objections
      .map((card, at) => ({ card, closeness: closeness[at]?.share ?? 0 }))
      .filter((match) => match.closeness > 0)
      .sort((a, b) => b.closeness - a.closeness)
      .slice(0, k);
  }

  closest(message: string): { objection: number; playbook: number } {
    const closeness = this.#asks.closeness(message);
    let [objection, playbook] = [0, 0];
    this.#cards.forEach((card, at) => {
      const share = closeness[at]?.share ?? 0;
      if (card.objection !== null) objection = Math.max(objection, share);
      else playbook = Math.max(playbook, share);
    });
    return { objection, playbook };
  }

  passagesOf(cardId: string): readonly Passage[] {
    return this.#byCard.get(cardId) ?? [];
  }

  card(cardId: string): KnowledgeCard | undefined {
    return this.#byCard.get(cardId)?.[0]?.card;
  }

  cards(): readonly KnowledgeCard[] {
    return this.#cards;
  }

  normalise(text: string): string {
    return this.#analysis.normalise(text);
  }

  /** Words of a text that carry a subject. */
  termsOf(text: string): string[] {
    const words = this.#analysis.words(this.#analysis.normalise(text));
    return words.filter((word) => !this.#analysis.isFiller(word));
  }

  outsideTopic(question: string): OutsideTopic | null {
    return this.#lexicon.outsideTopic(this.#analysis.normalise(question));
  }

  #rank(query: string): Ranked[] {
    const askedFor = this.#asks.closeness(query);
    const asks = this.#knowledge.passages.map(({ card }) => {
      const found = askedFor[this.#place.get(card.id) ?? -1];
      return card.asks.length === 0 || !found ? 0 : found.pooled + found.share * found.overlap;
    });
    return rank(this.#index, this.#analysis, this.#lexicon.synonyms, query, asks);
  }

  #passage(ranked: Ranked): Passage {
    const passage = this.#knowledge.passages[ranked.passage];
    if (!passage) throw new RangeError('the cached index does not belong to these passages');
    return passage;
  }

  #hit(query: string, ranked: Ranked): SearchHit {
    const passage = this.#passage(ranked);
    const coverage = this.#coverage(query, passage.card.id);
    return { passage, score: ranked.score, parts: ranked.parts, coverage };
  }

  #coverage(query: string, cardId: string): number {
    const text = this.#cardText.get(cardId) ?? '';
    const normalised = this.#analysis.normalise(query);
    const words = new Set(this.#analysis.words(normalised));
    let covered = 0;
    let total = 0;
    for (const word of words) {
      if (this.#analysis.isFiller(word)) continue;
      const weight = idf(this.#index.words, word, this.#index.sentences.length);
      total += weight;
      if (this.#stands(word, text)) covered += weight;
    }
    return total === 0 ? 0 : covered / total;
  }

  #stands(word: string, text: string): boolean {
    if (text.includes(word)) return true;
    return this.#lexicon.synonyms.some(
      (group) => group.includes(word) && group.some((other) => text.includes(other)),
    );
  }
}
