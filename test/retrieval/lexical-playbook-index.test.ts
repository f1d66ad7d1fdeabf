import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LexicalPlaybookIndex } from '../../src/retrieval/lexical-playbook-index.ts';
import { loadKnowledge } from '../../src/retrieval/load-knowledge.ts';
import { folderWith } from '../fixtures/cards.ts';
import { shippedAnalysis, shippedIndex, shippedLexicon } from '../fixtures/shipped-index.ts';

const page = (id: string, title: string, body: string) =>
  `---\nid: ${id}\ntitle: ${title}\n---\n\n${body}\n`;

const root = folderWith({
  'a.md': page('a', '定期存款', '定期存款到期以后可以转存，也可以转为活期。'),
  'b.md': page('b', '风险测评', '风险测评由客户本人填写，有效期为一年。'),
  'c.md': page('c', '双录', '销售保险时要同步录音录像，简称双录。'),
});

const open = (cacheFile?: string) =>
  new LexicalPlaybookIndex(
    loadKnowledge(root, ['.'], 'plain'),
    shippedLexicon,
    shippedAnalysis,
    cacheFile,
  );

const first = (index: LexicalPlaybookIndex, query: string) =>
  index.search(query, 3)[0]?.passage.card.id;

test('finds the passage that speaks of the question, in simplified and traditional characters', () => {
  const index = open();
  expect(first(index, '定存到期了怎么转存')).toBe('a');
  expect(first(index, '風險測評有效期多久')).toBe('b');
  expect(first(index, '保险要不要录音')).toBe('c');
});

test('the parts of a score add up to the score', () => {
  const [hit] = open().search('风险测评谁来填', 1);
  const parts = hit?.parts;
  const sum = parts
    ? parts.words +
      parts.bigrams +
      parts.title +
      parts.sentence +
      parts.synonyms +
      parts.asks +
      parts.learned
    : 0;
  expect(hit?.score).toBeCloseTo(sum, 6);
});

test('an unknown question finds nothing instead of failing', () => {
  expect(open().search('qqqq zzzz', 5)).toEqual([]);
  expect(open().search('', 5)).toEqual([]);
});

test('a cached index gives the same ranking, and a damaged one is built anew', () => {
  const cacheFile = join(folderWith({}), 'index');
  const built = open(cacheFile).search('转存和双录', 3);
  expect(existsSync(cacheFile)).toBe(true);
  expect(open(cacheFile).search('转存和双录', 3)).toEqual(built);
  const bytes = readFileSync(cacheFile);
  writeFileSync(cacheFile, bytes.subarray(0, bytes.length / 2));
  expect(open(cacheFile).search('转存和双录', 3)).toEqual(built);
});

test('distinct documents are ranked by their best passage', () => {
  const documents = shippedIndex.searchDocuments('转介绍', 10).map((hit) => hit.passage.card.id);
  expect(new Set(documents).size).toBe(documents.length);
});
