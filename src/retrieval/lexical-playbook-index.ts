import type { KnowledgeCard, Passage } from '../domain/knowledge/passage.ts';
import type {
  ObjectionMatch,
  OutsideTopic,
  PlaybookIndex,
  SearchHit,
} from '../ports/playbook-index.ts';
import { cacheKey, readIndexCache, writeIndexCache } from './index-cache.ts';
import { buildLexicalIndex, type LexicalIndex } from './lexical-index.ts';
import type { Lexicon } from './lexicon.ts';
import type { Knowledge } from './load-knowledge.ts';
import { ObjectionMatcher } from './objection-matcher.ts';
import { idf } from './postings.ts';
import { type Ranked, rank } from './rank.ts';
import { createTextAnalysis, type TextAnalysis } from './text-analysis.ts';

export interface IndexOptions {
  /** Where the index is kept between starts; left out: built in memory only. */
  readonly cacheFile?: string;
}

function openIndex(
  knowledge: Knowledge,
  lexicon: Lexicon,
  analysis: TextAnalysis,
  cacheFile: string | undefined,
): LexicalIndex {
  const key = cacheKey(knowledge.version, lexicon.version);
  const cached = cacheFile === undefined ? null : readIndexCache(cacheFile, key);
  if (cached) return cached;
  const index = buildLexicalIndex(knowledge.passages, analysis);
  if (cacheFile !== undefined) writeIndexCache(cacheFile, key, index);
  return index;
}

/** The playbooks in memory: BM25 over words and character pairs of body and title, summed. */
export class LexicalPlaybookIndex implements PlaybookIndex {
  readonly version: string;
  readonly #knowledge: Knowledge;
  readonly #lexicon: Lexicon;
  readonly #analysis: TextAnalysis;
  readonly #index: LexicalIndex;
  readonly #objections: ObjectionMatcher;
  readonly #byCard = new Map<string, Passage[]>();
  readonly #byId = new Map<string, Passage>();
  readonly #cardText = new Map<string, string>();

  constructor(knowledge: Knowledge, lexicon: Lexicon, options: IndexOptions = {}) {
    this.version = knowledge.version;
    this.#knowledge = knowledge;
    this.#lexicon = lexicon;
    this.#analysis = createTextAnalysis(lexicon);
    this.#index = openIndex(knowledge, lexicon, this.#analysis, options.cacheFile);
    const cards = knowledge.cards.map((loaded) => loaded.card);
    this.#objections = new ObjectionMatcher(cards, this.#analysis, lexicon.synonyms);
    knowledge.passages.forEach((passage, at) => {
      const { id } = passage.card;
      this.#byId.set(passage.id, passage);
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
    return this.#objections.match(message, k);
  }

  passagesOf(cardId: string): readonly Passage[] {
    return this.#byCard.get(cardId) ?? [];
  }

  passage(passageId: string): Passage | undefined {
    return this.#byId.get(passageId);
  }

  card(cardId: string): KnowledgeCard | undefined {
    return this.#byCard.get(cardId)?.[0]?.card;
  }

  cards(): readonly KnowledgeCard[] {
    return this.#knowledge.cards.map((loaded) => loaded.card);
  }

  normalise(text: string): string {
    return this.#analysis.normalise(text);
  }

  outsideTopic(question: string): OutsideTopic | null {
    return this.#lexicon.outsideTopic(this.#analysis.normalise(question));
  }

  #rank(query: string): Ranked[] {
    return rank(this.#index, this.#analysis, this.#lexicon.synonyms, query);
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
