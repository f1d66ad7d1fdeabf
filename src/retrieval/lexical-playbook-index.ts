import type { KnowledgeCard, Passage } from '../domain/knowledge/passage.ts';
import type {
  ObjectionMatch,
  OutsideTopic,
  PlaybookIndex,
  SearchHit,
} from '../ports/playbook-index.ts';
import { CardLikeness } from './card-likeness.ts';
import { Coverage } from './coverage.ts';
import { readCache, writeCache } from './index-cache.ts';
import { buildLexicalIndex, type LexicalIndex } from './lexical-index.ts';
import type { Lexicon } from './lexicon.ts';
import type { Knowledge } from './load-knowledge.ts';
import { type Ranked, rank } from './rank.ts';
import type { TextAnalysis } from './text-analysis.ts';

// Raise it whenever the way texts become terms changes.
const format = 11;

function openIndex(
  knowledge: Knowledge,
  lexicon: Lexicon,
  analysis: TextAnalysis,
  cacheFile: string | undefined,
): LexicalIndex {
  const key = `${format}:${knowledge.version}:${lexicon.version}`;
  const cached = cacheFile === undefined ? null : readCache<LexicalIndex>(cacheFile, key);
  if (cached) return cached;
  const index = buildLexicalIndex(
    knowledge.cards.map((loaded) => loaded.card),
    knowledge.passages,
    analysis,
  );
  if (cacheFile !== undefined) writeCache(cacheFile, key, index);
  return index;
}

/** The playbooks in memory: BM25 over words and character pairs of body and title, summed. */
export class LexicalPlaybookIndex implements PlaybookIndex {
  readonly version: string;
  readonly #knowledge: Knowledge;
  readonly #lexicon: Lexicon;
  readonly #analysis: TextAnalysis;
  readonly #index: LexicalIndex;
  readonly #cards: readonly KnowledgeCard[];
  readonly #likeness: CardLikeness;
  readonly #place: ReadonlyMap<string, number>;
  readonly #byCard = new Map<string, Passage[]>();
  readonly #byId = new Map<string, Passage>();
  readonly #coverage: Coverage;

  /** `cacheFile`: where the index is kept between starts; left out, it is built in memory only. */
  constructor(knowledge: Knowledge, lexicon: Lexicon, analysis: TextAnalysis, cacheFile?: string) {
    this.version = knowledge.version;
    this.#knowledge = knowledge;
    this.#lexicon = lexicon;
    this.#analysis = analysis;
    this.#index = openIndex(knowledge, lexicon, this.#analysis, cacheFile);
    this.#cards = knowledge.cards.map((loaded) => loaded.card);
    this.#place = new Map(this.#cards.map((card, at) => [card.id, at]));
    this.#likeness = new CardLikeness(this.#cards, this.#index, analysis, lexicon.synonyms);
    for (const passage of knowledge.passages) {
      const { id } = passage.card;
      this.#byCard.set(id, [...(this.#byCard.get(id) ?? []), passage]);
      this.#byId.set(passage.id, passage);
    }
    this.#coverage = new Coverage(knowledge.passages, this.#index, analysis, lexicon.synonyms);
  }

  search(query: string, k: number): SearchHit[] {
    return this.#hits(query, this.#rank(query).slice(0, k));
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
    return this.#hits(query, best);
  }

  objections(message: string, k: number): ObjectionMatch[] {
    const shares = this.#likeness.objectionShares(message);
    return this.#cards
      .map((card, at) => ({ card, share: shares[at] ?? 0 }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share)
      .slice(0, k);
  }

  closest(message: string): { objection: number; playbook: number } {
    return this.#likeness.closest(message);
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
    return this.#cards;
  }

  mentions(words: string): boolean {
    const wanted = this.#analysis.normalise(words);
    return this.#index.sentences.some((text) => text.includes(wanted));
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
    const byCard = this.#likeness.scores(query);
    const cards = this.#knowledge.passages.map(
      ({ card }) => byCard[this.#place.get(card.id) ?? -1] ?? { asks: 0, learned: 0 },
    );
    return rank(this.#index, this.#analysis, this.#lexicon.synonyms, query, cards);
  }

  #passage(ranked: Ranked): Passage {
    const passage = this.#knowledge.passages[ranked.passage];
    if (!passage) throw new RangeError('the cached index does not belong to these passages');
    return passage;
  }

  #hits(query: string, ranked: readonly Ranked[]): SearchHit[] {
    const coverageOf = this.#coverage.of(query);
    return ranked.map((one) => {
      const passage = this.#passage(one);
      const { score, parts } = one;
      return {
        passage,
        score,
        parts,
        // Read for the best hits only, and it costs more than ranking them all.
        get coverage() {
          return coverageOf(passage.card.id);
        },
      };
    });
  }
}
