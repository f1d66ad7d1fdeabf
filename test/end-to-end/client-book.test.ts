import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bookFolder } from '../fixtures/books.ts';
import { folderWith } from '../fixtures/cards.ts';
import { guichao } from '../fixtures/command-line.ts';

const freshData = () => join(folderWith({}), 'data');

test('an empty data directory is filled with the demo branch, seen by the demo manager', async () => {
  const dataDirectory = freshData();
  const run = await guichao(['clients', '--json'], { dataDirectory });
  expect(run).toMatchObject({ code: 0, err: '' });
  const told = JSON.parse(run.out);
  expect(told).toMatchObject({ total: 200, demo: true });
  expect(new Set(told.clients.map((client: { managerId: string }) => client.managerId))).toEqual(
    new Set(['1024']),
  );
  const branch = await guichao(['clients', '--as', '1001', '--json'], { dataDirectory });
  expect(JSON.parse(branch.out).total).toBe(600);
});

test('commands that start together on an empty data directory all find one demo book', async () => {
  const dataDirectory = freshData();
  const runs = await Promise.all(
    [1, 2, 3].map(() => guichao(['clients', '王建国', '--json'], { dataDirectory })),
  );
  for (const run of runs) {
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(run.out).clients[0]?.clientId).toBe('C000123');
  }
});

test('a foreign client and one who does not exist get one and the same answer', async () => {
  const dataDirectory = freshData();
  const ask = (word: string) => guichao(['clients', word, '--as', '1025'], { dataDirectory });
  expect(await ask('C000123')).toEqual(await ask('C999999'));
  expect(await ask('王建国')).toEqual(await ask('诸葛无人'));
});

test('the first real import takes the demo branch away, and then everybody says who they are', async () => {
  const dataDirectory = freshData();
  await guichao(['clients'], { dataDirectory });
  const run = await guichao(['import', bookFolder()], { dataDirectory });
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(run.out).toMatch(/演示数据已清除/);
  expect(run.out).toMatch(/已导入：共 22 行.*数据截至 2026-11-16/);
  const nameless = await guichao(['clients'], { dataDirectory });
  expect(nameless.code).toBe(2);
  expect(nameless.err).toMatch(/用 --as 写明工号/);
  const named = await guichao(['clients', '--as', 'M1', '--json'], { dataDirectory });
  expect(JSON.parse(named.out)).toMatchObject({ total: 2, demo: false });
  const unknown = await guichao(['clients', '--as', '1024'], { dataDirectory });
  expect(unknown).toMatchObject({ code: 1, err: '没有工号为 1024 的员工，请检查 --as。\n' });
  const ask = await guichao(['ask', '你好'], { dataDirectory });
  expect(ask.code).toBe(2);
});

test('an import with faults names them on standard error and exits with 1', async () => {
  const directory = bookFolder({ 'tags.csv': 'client_id,tag,entered_on\nC404,搬家,2026-13-01\n' });
  const run = await guichao(['import', directory, '--json'], { dataDirectory: freshData() });
  expect(run.code).toBe(1);
  expect(JSON.parse(run.out)).toMatchObject({ imported: false, faultCount: 1 });
  expect(run.err).toMatch(/^tags.csv 第 2 行 entered_on：“2026-13-01”/);
  expect(run.err).toMatch(/共 1 处错误，没有导入任何数据。/);
  const skipping = await guichao(['import', directory, '--skip-bad-rows'], {
    dataDirectory: freshData(),
  });
  expect(skipping.code).toBe(0);
  expect(skipping.out).toMatch(/1 行有错没有导入，另存为 .*tags.rejected.csv/);
});

test('a demo book is written for those who want a larger one, within limits', async () => {
  const directory = join(folderWith({}), 'demo');
  const dataDirectory = freshData();
  const write = (clients: string) =>
    guichao(['demo', '--to', directory, '--clients', clients, '--until', '2026-11-23'], {
      dataDirectory,
    });
  expect((await write('1000001')).code).toBe(2);
  expect((await write('300')).out).toMatch(/300 位虚构客户/);
  const run = await guichao(['import', directory, '--dry-run'], { dataDirectory });
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(run.out).toMatch(/检查完毕，没有导入/);
});
