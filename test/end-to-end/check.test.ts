import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guichao } from '../fixtures/command-line.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'guichao-check-'));
const now = ['--now', '2026-11-24'];
const service = { channel: 'sms', purpose: 'service', productType: 'none', consent: false };
const bad = { ...service, text: '【演示银行】这款保本，您放心' };

test('one message from standard input is judged as the contract says', async () => {
  const input = `\ufeff${JSON.stringify({ id: 'm1', ...bad })}`;
  const { code, out } = await guichao(['check', '--json', ...now], { dataDirectory, input });
  expect(code).toBe(0);
  const answer = JSON.parse(out);
  expect(answer).toMatchObject({ id: 'm1', verdict: 'blocked', sms: { units: 14, segments: 1 } });
  expect(answer.ruleSet).toMatch(/^[0-9a-f]{16}$/);
  const [finding] = answer.findings;
  expect(finding).toMatchObject({ rule: 'PR-01', category: 'promise_return', severity: 'block' });
  expect(bad.text.slice(finding.span[0], finding.span[1])).toBe(finding.quote);
  expect(finding.basis).toContain('广告法');
  expect(answer.rewrite).not.toContain('保本');
});

test('a person reads the verdict, the marked words, the reason and a safe version', async () => {
  const { code, out } = await guichao(['check', ...now], {
    dataDirectory,
    input: JSON.stringify(bad),
  });
  expect(code).toBe(0);
  expect(out).toMatch(/^不能发\n/);
  expect(out).toContain('〔保本〕');
  expect(out).toContain('可以这样写');
  expect(out).not.toContain('审批通过');
});

test('wrong input is told in one sentence with exit code 2', async () => {
  for (const input of ['', '{', '[]', JSON.stringify({ ...bad, channel: 'fax' })]) {
    const { code, out, err } = await guichao(['check', '--json'], { dataDirectory, input });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^[^\n]+。\n$/);
  }
  const late = await guichao(['check', '--now', '2026-02-30'], { dataDirectory, input: '{}' });
  expect(late.code).toBe(2);
});

test('a batch answers line by line, and a bad line stops nothing', async () => {
  const file = join(dataDirectory, 'messages.jsonl');
  const good = { ...service, id: 'b', text: '【演示银行】您的新卡已寄出，客服95XXX。' };
  writeFileSync(
    file,
    `${JSON.stringify({ id: 'a', ...bad })}\nnot json\n${JSON.stringify({ id: 'c', text: 'x' })}\n${JSON.stringify(good)}\n`,
  );
  const { code, out } = await guichao(['check', '--json', '--batch', file, ...now], {
    dataDirectory,
  });
  expect(code).toBe(0);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ id }) => id)).toEqual(['a', 'line-2', 'c', 'b']);
  expect(lines.map(({ verdict, error }) => verdict ?? typeof error)).toEqual([
    'blocked',
    'string',
    'string',
    'clear',
  ]);
});
