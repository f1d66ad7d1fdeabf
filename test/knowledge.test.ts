import { expect, test } from 'vitest';
import { splitBlocks } from '../src/domain/knowledge/blocks.ts';
import { checkKnowledge } from '../src/retrieval/facts.ts';
import { knowledgeRoot, shippedKnowledge } from './fixtures/shipped-index.ts';

test('the shipped knowledge passes its own check and covers every fact of the course', () => {
  const report = checkKnowledge(knowledgeRoot, shippedKnowledge, '2026-11-24');
  expect(report.faults).toEqual([]);
  expect(report).toMatchObject({ facts: 209, covered: 209 });
});

test('every card opens with a direct reply', () => {
  const without = shippedKnowledge.passages.filter(
    (passage) => passage.id.endsWith('#1') && splitBlocks(passage.text)[0]?.label !== null,
  );
  expect(without.map((passage) => passage.id)).toEqual([]);
});

test('no two cards share a title', () => {
  const titles = shippedKnowledge.cards.map(({ card }) => card.title);
  expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
});
