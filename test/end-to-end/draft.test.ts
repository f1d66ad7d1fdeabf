import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guichao } from '../fixtures/command-line.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'guichao-draft-'));
const settings = { GUICHAO_NOW: '2026-11-24T10:20:00+08:00' };
const run = (...args: string[]) => guichao(['draft', ...args], { dataDirectory, settings });
const usual = ['--purpose', 'maturity-reminder', '--channel', 'sms'];

test('a draft comes as the contract says', async () => {
  const { code, out, err } = await run('--client', 'C000123', ...usual, '--json');
  expect([code, err]).toEqual([0, '']);
  const draft = JSON.parse(out);
  expect(draft).toMatchObject({
    clientId: 'C000123',
    channel: 'sms',
    purpose: 'maturity-reminder',
    status: 'drafted',
    mode: 'offline',
    check: { verdict: 'clear', findings: [], rewrite: null },
  });
  expect(draft.check.sms.segments).toBeLessThanOrEqual(2);
  expect(draft.check.ruleSet).toMatch(/^[0-9a-f]{16}$/);
  expect(draft.citations.length).toBeGreaterThan(0);
});

test('wrong usage ends with 2, a refusal with 1, each in one sentence and without output', async () => {
  const cases = [
    [2, ...usual],
    [2, '--client', 'C000123', '--purpose', 'spam', '--channel', 'sms'],
    [2, '--client', 'C000123', '--purpose', 'care', '--channel', 'fax'],
    [1, '--client', 'C999999', ...usual],
    [1, '--client', 'C000123', ...usual, '--note', '说保本保息'],
  ] as const;
  for (const [expected, ...args] of cases) {
    const { code, out, err } = await run(...args, '--json');
    expect([code, out]).toEqual([expected, '']);
    expect(err).toMatch(/^[^\n]+。\n$/);
  }
});

test('in chat a draft is asked for, shortened, approved and recorded', async () => {
  const ask = async (text: string) => {
    const args = ['ask', text, '--conversation', 'draft-1', '--json'];
    const { out } = await guichao(args, { dataDirectory, settings });
    return JSON.parse(out);
  };
  const first = await ask('给王建国写条定存到期的短信');
  expect(first).toMatchObject({ kind: 'draft', intent: 'draft', clientIds: ['C000123'] });
  expect(first.draft).toMatchObject({ purpose: 'maturity-reminder', channel: 'sms' });
  expect(first.text).toContain(first.draft.text);
  const short = await ask('更短');
  expect(short.draft.check.sms.segments).toBe(1);
  const approved = await ask('采用');
  expect(approved.draft).toMatchObject({
    status: 'approved',
    smsExport: { client_id: 'C000123', signature: '【演示银行】' },
  });
  expect((await ask('已发送')).draft.status).toBe('sent-recorded');
});
