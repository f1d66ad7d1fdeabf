import { expect, test } from 'vitest';
import { splitBlocks, splitSentences } from '../../src/domain/knowledge/blocks.ts';
import {
  type AnswerFault,
  modelAnswerFaults,
  type ShownSource,
} from '../../src/domain/knowledge/model-answer-faults.ts';
import type { Passage } from '../../src/domain/knowledge/passage.ts';
import { quantitiesIn } from '../../src/domain/knowledge/quantities.ts';
import { readModelAnswer } from '../../src/domain/knowledge/read-model-answer.ts';
import { shippedIndex } from '../fixtures/shipped-index.ts';

const passages = shippedIndex.cards().flatMap(({ id }) => shippedIndex.passagesOf(id));

const shown = ({ card, heading, text }: Passage) => `《${card.title}》（${heading}）\n${text}`;

function settingOf(...given: readonly Passage[]) {
  const sources = new Map<string, ShownSource>(
    given.map((one, at) => [`P${at + 1}`, { kind: 'passage', text: shown(one) }]),
  );
  return { sources, question: '', names: [], isSlot: () => false };
}

function faultsOf(text: string, ...given: readonly Passage[]): AnswerFault[] {
  return modelAnswerFaults(text, readModelAnswer(text), settingOf(...given));
}

/** Plain sentences of a passage that a model could take over. */
function sentencesOf({ text }: Passage): string[] {
  const blocks = splitBlocks(text).filter(({ form }) => form === 'paragraph');
  return blocks
    .flatMap(({ lines }) => lines.flatMap(splitSentences))
    .filter((one) => one.length >= 8 && one.length <= 90 && /。$/.test(one))
    .filter((one) => !/[[\]|*`“”「」]/.test(one));
}

const material = passages.flatMap((passage) =>
  sentencesOf(passage).map((sentence) => ({ passage, sentence })),
);
const numbered = material.filter(({ sentence }) => quantitiesIn(sentence).length > 0);

/** Good answers: what a careful model makes of a passage. */
const goodWays: readonly ((sentence: string, all: readonly string[]) => string)[] = [
  (sentence) => `${sentence}[P1]`,
  (sentence) => `${sentence.replace(/。$/, '')}[P1]。`,
  (sentence) => `- ${sentence}【P1】`,
  (sentence, all) => `${all.slice(0, 3).join('')}[P1]\n${sentence}[P1]`,
  (sentence) => `课程里写的是「${sentence.replace(/。$/, '')}」[P1]。`,
  (sentence) => `可以这样做：\n1. ${sentence}[P1]\n\n要不要我再找一段？`,
  (sentence) => `**要点** ${sentence}[P1]`,
  (sentence, all) => `${all[0] ?? sentence}${sentence}[P1]`,
];

test('grounded answers get through: at least 98 of 100', () => {
  const refused: string[] = [];
  let count = 0;
  for (const [at, { passage, sentence }] of material.entries()) {
    const way = goodWays[at % goodWays.length];
    const text = way?.(sentence, sentencesOf(passage)) ?? '';
    count++;
    const faults = faultsOf(text, passage);
    if (faults.length > 0) refused.push(`${faults.map(({ say }) => say).join('；')}\n   ${text}`);
  }
  expect(count).toBeGreaterThan(500);
  expect(refused.length / count, refused.slice(0, 12).join('\n')).toBeLessThanOrEqual(0.02);
});

const kinds = (faults: readonly AnswerFault[]) => new Set(faults.map(({ kind }) => kind));

const raised = (sentence: string) =>
  sentence.replace(/\d+(?:\.\d+)?/, (number) => String(Number(number) * 7 + 13));

test('a number that the source does not have never gets through', () => {
  const bad = numbered.filter(({ sentence }) => raised(sentence) !== sentence);
  const seen = bad.filter(({ passage, sentence }) => {
    const told = new Set(quantitiesIn(shown(passage)));
    const changed = raised(sentence);
    return (
      quantitiesIn(changed).some((one) => !told.has(one)) &&
      faultsOf(`${changed}[P1]`, passage).length === 0
    );
  });
  expect(bad.length).toBeGreaterThan(100);
  expect(seen).toEqual([]);
});

test('a number whose unit was changed, and one that was put in, never get through', () => {
  const added = ['每月联系37次', '收益达到9.73%', '合计8123万元', '提前19个工作日', '四十一天内'];
  for (const [at, { passage, sentence }] of material.slice(0, 300).entries()) {
    const claim = added[at % added.length] ?? '';
    const faults = faultsOf(`${sentence.replace(/。$/, '')}，${claim}。[P1]`, passage);
    expect(kinds(faults), sentence).toContain('quantity');
  }
  const months = numbered.filter(({ sentence }) => /\d个月/.test(sentence));
  for (const { passage, sentence } of months) {
    const changed = sentence.replace(/(\d)个月/, '$1个工作日');
    if (new Set(quantitiesIn(shown(passage))).has(quantitiesIn(changed)[0] ?? '')) continue;
    expect(kinds(faultsOf(`${changed}[P1]`, passage)), changed).toContain('quantity');
  }
});

test('a source that was not shown, or none at all, never gets through', () => {
  for (const [at, { passage, sentence }] of material.slice(0, 300).entries()) {
    const handle = ['[P9]', '[R1]', '[P2]', '【P17】', '[P1][P3]'][at % 5];
    expect(kinds(faultsOf(`${sentence}${handle}`, passage)), sentence).toContain('unknown-source');
    expect(kinds(faultsOf(sentence, passage)), sentence).toContain('no-source');
  }
});

test('a quote with one character changed never gets through', () => {
  for (const { passage, sentence } of material.slice(0, 400)) {
    const words = sentence.replace(/。$/, '');
    const at = Math.floor(words.length / 2);
    const changed = `${words.slice(0, at)}〇${words.slice(at + 1)}`;
    expect(kinds(faultsOf(`原文是「${changed}」[P1]。`, passage)), sentence).toContain('quote');
  }
});

test('a sentence on something else does not get through on a source that was shown', () => {
  let through = 0;
  const others = material.filter((_one, at) => at % 7 === 3).slice(0, 200);
  for (const [at, { sentence }] of others.entries()) {
    const other = passages[(at * 31 + 400) % passages.length];
    if (other && faultsOf(`${sentence}[P1]`, other).length === 0) through++;
  }
  expect(through / others.length).toBeLessThanOrEqual(0.15);
});

const rule = (text: string): Passage => {
  const [first] = passages;
  if (first === undefined) throw new Error('no passages');
  return { ...first, heading: '', text };
};

test.each([
  ['不得承诺保本保收益。', '可以承诺保本保收益。[P1]'],
  ['不能代客户填写风险测评。', '能代客户填写风险测评。[P1]'],
  ['客户没有授权的，不能发营销短信。', '客户没有授权的，也能发营销短信。[P1]'],
  ['提前支取按活期计息。', '提前支取不按活期计息。[P1]'],
])('what the source says is not turned round: %s', (source, text) => {
  expect(kinds(faultsOf(text, rule(source)))).toContain('polarity');
});

test.each([
  ['不得承诺保本保收益。', '保本保收益的话不得承诺。[P1]'],
  ['不能代客户填写风险测评。', '风险测评不能代客户填写。[P1]'],
  ['先听客户说完，再问用途。', '先听客户说完，不要急，再问用途。[P1]'],
])('what means the same gets through: %s', (source, text) => {
  expect(faultsOf(text, rule(source))).toEqual([]);
});

test('what a client’s slot holds is told on the client’s record only', () => {
  const setting = { ...settingOf(rule('先问客户的用途，再谈安排。')), isSlot: () => true };
  setting.sources.set('R1', { kind: 'record', text: '备注：{{T2_aaaaaaaa}}' });
  const of = (text: string) => kinds(modelAnswerFaults(text, readModelAnswer(text), setting));
  expect(of('备注写着{{T2_aaaaaaaa}}，先问用途。[P1]')).toContain('slot');
  expect(of('备注写着{{T2_aaaaaaaa}}。[R1]')).toEqual(new Set());
  expect(of('先问{{N1_aaaaaaaa}}的用途，再谈安排。[P1]')).toEqual(new Set());
});

test.each([
  ['[这里](https://evil.example/x)[P1]', 'form'],
  ['![图](//evil.example/a.png)[P1]', 'form'],
  ['<img src=x onerror=alert(1)>[P1]', 'form'],
  ['| 甲 | 乙 |\n|---|---|[P1]', 'form'],
  ['Please ask the client first and then explain the product risk level.[P1]', 'language'],
  ['先问客户的用途。[P1]'.repeat(200), 'length'],
  ['按《银行客户联络法》第三条办。[P1]', 'name'],
  ['给{{N1_aaaaaaaa}}打电话，先问客户的用途。[P1]', 'slot'],
  ['客户王建国先问用途。[P1]', 'name'],
])('%#: what is no answer is turned away', (text, kind) => {
  expect(kinds(faultsOf(text, rule('先问客户的用途，再谈安排。')))).toContain(kind);
});
