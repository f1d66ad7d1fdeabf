import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../fixtures/cards.ts';
import { guichao } from '../fixtures/command-line.ts';

const dataDirectory = join(folderWith({}), 'data');
const settings = { GUICHAO_NOW: '2026-11-24T09:00:00+08:00' };
const run = (...args: string[]) => guichao(args, { dataDirectory, settings });

test('the demo branch has alerts on its first day, each as the contract gives it', async () => {
  const { code, out } = await run('alerts', '--json');
  expect(code).toBe(0);
  const [first] = JSON.parse(out);
  expect(first).toMatchObject({
    clientId: 'C000123',
    managerId: '1024',
    status: 'open',
    severity: 'red',
    aumAtRisk: 924_000,
    draft: { purpose: 'win-back', status: 'drafted', check: { verdict: 'clear' } },
  });
  const [signal] = first.signals;
  expect(signal).toMatchObject({ code: 'S3', value: 42_000_000, threshold: 20_920_000 });
  expect(signal.rows).toContain('transactions:T90112');
  expect(first.playbook.length).toBeGreaterThan(0);
  expect(first.openedOn).toBe('2026-11-24');
  expect(first.clock).toEqual({ dueAt: '2026-11-25T08:10:00+08:00', state: 'running' });
});

test('hits are one JSON line each and change nothing', async () => {
  const { code, out } = await run('scan', '--hits', '--date', '2026-11-24');
  expect(code).toBe(0);
  const hits = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(hits).toContainEqual({
    clientId: 'C000123',
    code: 'S3',
    value: 42_000_000,
    threshold: 20_920_000,
  });
  const keys = new Set(hits.map(({ clientId, code: which }) => `${clientId} ${which}`));
  expect(keys.size).toBe(hits.length);
});

test('a scan tells what it did, and refuses a day that is still to come', async () => {
  const { out } = await run('scan', '--json');
  expect(JSON.parse(out)).toMatchObject({ date: '2026-11-24', alertsOpened: 0 });
  const ahead = await run('scan', '--date', '2026-11-25');
  expect(ahead).toMatchObject({ code: 1, out: '' });
  expect(await run('scan', '--date', '2026-02-30')).toMatchObject({ code: 2, out: '' });
});

test('the worklist and the alerts of a foreign client tell nothing', async () => {
  const foreign = await run('alerts', '--why', 'C000123', '--as', '1025');
  expect(foreign).toEqual(await run('alerts', '--why', 'C999999', '--as', '1025'));
  const list = JSON.parse((await run('worklist', '--json', '--as', '1025')).out);
  expect(list.items.map(({ clientId }: { clientId: string }) => clientId)).not.toContain('C000123');
});
