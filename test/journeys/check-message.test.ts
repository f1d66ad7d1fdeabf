import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isLineToSay, splitBlocks } from '../../src/domain/knowledge/blocks.ts';
import {
  evaluateCompliance,
  labelledMessageSchema,
} from '../../src/journeys/evaluation/evaluate-compliance.ts';
import { figuresOf } from '../../src/journeys/evaluation/mark.ts';
import { checkMessage } from '../../src/journeys/outreach/check-message.ts';
import { judgeMessage } from '../../src/journeys/outreach/judge-message.ts';
import { message, sender, shippedCompliance, today, verdictOn } from '../fixtures/compliance.ts';
import { knowledgeRoot, shippedKnowledge } from '../fixtures/shipped-index.ts';

const parts = { compliance: shippedCompliance, today, sender };

test('a pasted text comes back with the verdict, what was found, why, and a safe version', () => {
  const card = checkMessage('这款保本，您放心', { productType: 'wealth' }, parts);
  expect(card.title).toBe('不能发');
  const words = JSON.stringify(card.sections);
  expect(words).toContain('**保本**');
  expect(words).toContain('PR-01');
  expect(words).toContain('可以这样写');
  expect(words).toContain('规则检查不等于审批');
  expect(card.actions).toHaveLength(1);
});

test('a clear text is told as passed by the rules and nothing more', () => {
  const card = checkMessage('利率表明天上午发您，以当日公示为准', {}, parts);
  expect(card.title).toBe('规则检查通过');
  expect(card.actions).toEqual([]);
});

test('a text to nobody known is judged by its words, and no level is made up for it', () => {
  const told = { productType: 'wealth', purpose: 'marketing', stage: 'opening' } as const;
  const card = checkMessage('咱行新出的理财，保本，您看看', told, parts);
  const words = JSON.stringify(card.sections);
  expect(words).toContain('没说发给谁');
  expect(words).not.toMatch(/SU-0|风险等级R\d/);
  expect(words).toContain('再发来');
  const withLevel = checkMessage('咱行新出的R2理财，保本，您看看', told, parts);
  expect(JSON.stringify(withLevel.sections)).toContain('风险等级R2，适合C2');
});

test('where no wording helps, the card says so', () => {
  const told = {
    productType: 'fund',
    purpose: 'marketing',
    productRisk: 4,
    clientRisk: 2,
  } as const;
  const card = checkMessage('这只基金您看看', told, parts);
  expect(JSON.stringify(card.sections)).toContain('改字解决不了');
});

test('every line to say of the objection cards is clear', () => {
  const lines = shippedKnowledge.passages
    .filter(({ card }) => card.objection !== null)
    .flatMap(({ id, text }) =>
      splitBlocks(text)
        .filter(isLineToSay)
        .map(({ raw, label }) => ({ id, raw, label })),
    );
  expect(lines.length).toBeGreaterThan(300);
  const held = lines.filter(({ raw, label }) => {
    const channel = label === '发微信' ? 'wechat' : 'call';
    return verdictOn(raw, { channel, consent: false }) !== 'clear';
  });
  expect(held).toEqual([]);
});

test('a thousand messages are checked and rewritten in under two seconds of processor time', () => {
  const bad = message('这款保本，年化4.5%打底，今天不买就没了', { productType: 'wealth' });
  const before = process.cpuUsage();
  for (let round = 0; round < 1000; round++)
    judgeMessage({ ...bad, text: `${bad.text}${round}` }, parts);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(2000);
});

test('the labelled messages reach what was promised, in both halves', () => {
  const file = join(knowledgeRoot, 'evaluation', 'compliance-messages.jsonl');
  const messages = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => labelledMessageSchema.parse(JSON.parse(line)));
  expect(messages.length).toBeGreaterThanOrEqual(480);
  const figures = figuresOf(evaluateCompliance(messages, shippedCompliance));
  const least = (measure: string) => {
    const found = figures.find((one) => one.measure === measure && one.group === '');
    return Math.min(found?.tuning ?? 0, found?.unseen ?? 0);
  };
  expect(least('该拦的拦住')).toBeGreaterThanOrEqual(95);
  expect(least('变着说的拦住')).toBeGreaterThanOrEqual(90);
  expect(least('合规的放行')).toBeGreaterThanOrEqual(97);
  expect(least('难的合规话放行')).toBeGreaterThanOrEqual(95);
  expect(least('改写后再查通过')).toBe(100);
});
