import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../fixtures/cards.ts';
import { guichao } from '../fixtures/command-line.ts';

test('a backup on the command line is restored on the command line', async () => {
  const folder = folderWith({});
  const to = join(folder, 'backup');
  const settings = {
    GUICHAO_MOBILE_KEY: 'a key of at least thirty-two letters',
    OPENAI_API_KEY: 'sk-canary-1',
    OPENAI_BASE_URL: 'https://user:canary-2@model.example/v1?key=canary-3',
    GUICHAO_BANK_NAME: '城东银行',
  };
  const backup = await guichao(['backup', to, '--json'], {
    dataDirectory: join(folder, 'data'),
    settings,
  });
  expect(backup).toMatchObject({ code: 0, err: '' });
  const told = JSON.parse(backup.out);
  expect(told).toMatchObject({ directory: to, origin: 'demo' });
  expect(told.secretsNeeded).toEqual(['GUICHAO_MOBILE_KEY', 'OPENAI_API_KEY']);
  const written = readFileSync(join(to, 'settings.json'), 'utf8');
  expect(JSON.parse(written)).toMatchObject({
    GUICHAO_BANK_NAME: '城东银行',
    OPENAI_BASE_URL: 'https://model.example/v1',
  });
  for (const name of ['manifest.json', 'settings.json'])
    expect(readFileSync(join(to, name), 'utf8')).not.toMatch(/canary|thirty-two/);
  const dataDirectory = join(folder, 'other');
  const restored = await guichao(['restore', to], { dataDirectory, settings });
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(restored.out).toMatch(/已恢复 .*所有人要重新登录[\s\S]*before-restore-[\s\S]*MOBILE_KEY/);
  expect(existsSync(join(dataDirectory, 'book.db'))).toBe(true);
});

test('data on PostgreSQL is backed up with its own tools, and that is said', async () => {
  const dataDirectory = join(folderWith({}), 'data');
  const settings = { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' };
  const backup = await guichao(['backup', '/tmp/nowhere'], { dataDirectory, settings });
  expect(backup).toMatchObject({ code: 1, out: '' });
  expect(backup.err).toMatch(/PostgreSQL.*pg_dump/);
  expect(backup.err).not.toContain('secret');
  const restore = await guichao(['restore', '/tmp/nowhere'], { dataDirectory, settings });
  expect(restore.code).toBe(1);
  expect(restore.err).toMatch(/pg_restore/);
});

test('erasing on the command line first says what would go, and wants to be told twice', async () => {
  const dataDirectory = join(folderWith({}), 'data');
  const run = (...args: string[]) => guichao(args, { dataDirectory });
  const both = await run('erase', '--client', 'C000001', '--employee', '1024', '--as', '1090');
  expect(both).toMatchObject({ code: 2, out: '' });
  const preview = await run('erase', '--client', 'C000001', '--as', '1090');
  expect(preview).toMatchObject({ code: 0, err: '' });
  expect(preview.out).toMatch(/^会抹除：账簿 \d+[\s\S]*还没有改/);
  const done = await run('erase', '--client', 'C000001', '--as', '1090', '--yes', '--json');
  expect(JSON.parse(done.out)).toMatchObject({ erased: true, cleared: true });
  const again = await run('erase', '--client', 'C000001', '--as', '1090');
  expect(again).toMatchObject({ code: 1, out: '' });
  expect(again.err).toContain('哪里都没有客户 C000001');
  const spent = await run('retention', '--dry-run');
  expect(spent).toMatchObject({ code: 0, out: '没有过期的数据。\n' });
});
