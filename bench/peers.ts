import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { create, insertMultiple, search } from '@orama/orama';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { LexicalPlaybookIndex } from '../src/retrieval/lexical-playbook-index.ts';
import { loadLexicon } from '../src/retrieval/lexicon.ts';
import type { Knowledge } from '../src/retrieval/load-knowledge.ts';
import { createTextAnalysis } from '../src/retrieval/text-analysis.ts';
import type { Collection } from './cmrc.ts';

export interface Peer {
  readonly name: string;
  build(collection: Collection): Search | Promise<Search>;
}

/** Ids of the ten best documents, best first. */
export type Search = (query: string) => string[] | Promise<string[]>;

const jieba = Jieba.withDict(dict);

function cut(text: string): string[] {
  const words = jieba.cutForSearch(text.toLowerCase(), true);
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function bigrams(text: string): string[] {
  return [...text.matchAll(/\p{Script=Han}+/gu)].flatMap(([run]) =>
    [...Array(Math.max(0, run.length - 1)).keys()].map((at) => run.slice(at, at + 2)),
  );
}

/** A collection as passages, one a document. */
export function knowledgeOf(collection: Collection): Knowledge {
  const passages = collection.documents.map(({ id, title, text }) => ({
    id: `${id}#1`,
    card: {
      id,
      title,
      kind: 'reference' as const,
      origin: 'bank' as const,
      sources: [],
      facts: [],
      asks: [],
      names: [],
      see: [],
      objection: null,
      file: `${id}.md`,
    },
    origin: 'bank' as const,
    heading: '',
    text,
    facts: [],
  }));
  return { cards: [], passages, faults: [], version: 'bench' };
}

export function openGuichao(knowledge: Knowledge): LexicalPlaybookIndex {
  const lexicon = loadLexicon(new URL('../knowledge/lexicon', import.meta.url).pathname);
  return new LexicalPlaybookIndex(knowledge, lexicon, createTextAnalysis(lexicon));
}

const guichao: Peer = {
  name: '归巢',
  build: (collection) => {
    const index = openGuichao(knowledgeOf(collection));
    return (query) => index.searchDocuments(query, 10).map((hit) => hit.passage.card.id);
  },
};

const fts5: Peer = {
  name: 'SQLite FTS5 + jieba + 双字，两列',
  build: ({ documents }) => {
    const database = new Database(':memory:');
    database.exec('CREATE VIRTUAL TABLE d USING fts5(id UNINDEXED, title, body)');
    const insert = database.prepare('INSERT INTO d VALUES (?, ?, ?)');
    const tokens = (text: string) => [...cut(text), ...bigrams(text)].join(' ');
    database.transaction(() => {
      for (const { id, title, text } of documents) insert.run(id, tokens(title), tokens(text));
    })();
    const find = database.prepare(
      'SELECT id FROM d WHERE d MATCH ? ORDER BY bm25(d, 0, 4, 1) LIMIT 10',
    );
    return (query) => {
      const terms = [...new Set([...cut(query), ...bigrams(query)])].map((term) => `"${term}"`);
      if (terms.length === 0) return [];
      return (find.all(terms.join(' OR ')) as { id: string }[]).map((row) => row.id);
    };
  },
};

const miniSearch: Peer = {
  name: 'MiniSearch + jieba',
  build: ({ documents }) => {
    const index = new MiniSearch({ fields: ['title', 'text'], tokenize: cut });
    index.addAll([...documents]);
    return (query) =>
      index
        .search(query)
        .slice(0, 10)
        .map((hit) => String(hit.id));
  },
};

const orama: Peer = {
  name: 'Orama + jieba',
  build: async ({ documents }) => {
    const tokenizer = { language: 'english', normalizationCache: new Map(), tokenize: cut };
    const index = create({
      schema: { title: 'string', text: 'string' } as const,
      components: { tokenizer },
    });
    await insertMultiple(index, [...documents]);
    return async (query) => {
      const found = await search(index, { term: query, limit: 10 });
      return found.hits.map((hit) => String(hit.id));
    };
  },
};

export const peers: readonly Peer[] = [guichao, fts5, miniSearch, orama];
