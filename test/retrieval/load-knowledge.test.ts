import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkKnowledge } from '../../src/retrieval/facts.ts';
import { loadKnowledge } from '../../src/retrieval/load-knowledge.ts';
import { cardFile, folderWith } from '../fixtures/cards.ts';

const good = cardFile({ id: 'good', title: '好卡片' }, '先说结论。\n\n**怎么做**\n\n1. 第一步。');

test('a card with broken front matter is named with file and line, and the rest still serves', () => {
  const broken = '---\nid: bad\ntitle: 坏\nkind: method\n  oops: [\n---\n正文。\n';
  const root = folderWith({ 'playbooks/good.md': good, 'playbooks/bad.md': broken });
  const knowledge = loadKnowledge(root, ['playbooks'], 'cards');
  expect(knowledge.cards.map(({ card }) => card.id)).toEqual(['good']);
  expect(knowledge.faults[0]).toMatchObject({ file: join('playbooks', 'bad.md') });
  expect(knowledge.faults[0]?.line).toBeGreaterThan(1);
});

test('a wrong field is named with its line', () => {
  const wrong = cardFile({ id: 'wrong', title: '卡', kind: 'metod' }, '正文。');
  const root = folderWith({ 'playbooks/wrong.md': wrong });
  const { faults } = loadKnowledge(root, ['playbooks'], 'cards');
  expect(faults[0]?.message).toContain('kind');
  expect(faults[0]?.line).toBe(2);
});

test('of two cards with one id the first serves and the second is named', () => {
  const root = folderWith({ 'playbooks/a.md': good, 'playbooks/b.md': good });
  const knowledge = loadKnowledge(root, ['playbooks'], 'cards');
  expect(knowledge.cards).toHaveLength(1);
  expect(knowledge.faults[0]?.message).toContain('good');
});

test('a section may have an origin and facts of its own', () => {
  const body = '课程原话的意思。\n\n## 可以这样说 {origin=project}\n\n**照着说**\n\n“您好。”';
  const root = folderWith({
    'playbooks/a.md': cardFile({ id: 'a', title: '甲', facts: '[A01]' }, body),
  });
  const { passages } = loadKnowledge(root, ['playbooks'], 'cards');
  expect(
    passages.map(({ id, origin, heading, facts }) => ({ id, origin, heading, facts })),
  ).toEqual([
    { id: 'a#1', origin: 'course', heading: '', facts: ['A01'] },
    { id: 'a#2', origin: 'project', heading: '可以这样说', facts: [] },
  ]);
});

test('the check names expired cards, dangling references and facts that no card covers', () => {
  const card = cardFile(
    { id: 'a', title: '甲', expires_on: '2026-01-01', see: '[nowhere]', facts: '[A01]' },
    '正文。',
  );
  const facts = `- { id: A01, text: 一, label: OK, document: 课, place: 讲 }
- { id: A02, text: 二, label: OK, document: 课, place: 讲 }
- { id: A03, text: 三, label: RISK, document: 课, place: 讲, excluded: 与现行规则抵触 }
`;
  const root = folderWith({ 'playbooks/a.md': card, 'facts.yaml': facts });
  const report = checkKnowledge(root, loadKnowledge(root, ['playbooks'], 'cards'), '2026-11-24');
  const messages = report.faults.map((fault) => fault.message).join('\n');
  expect(messages).toMatch(/已过有效期 2026-01-01/);
  expect(messages).toMatch(/nowhere/);
  expect(messages).toMatch(/A02 没有任何卡片讲到/);
  expect(messages).not.toMatch(/A03/);
});
