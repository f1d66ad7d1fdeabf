import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../fixtures/cards.ts';
import { guichao } from '../fixtures/command-line.ts';

const freshData = () => join(folderWith({}), 'data');
const whenReady = (out: string) => (out.includes('直接打字就能问') ? ('SIGTERM' as const) : null);

test('start prints where the page is and what is not started', async () => {
  const run = await guichao(['start'], { dataDirectory: freshData(), signalWhen: whenReady });
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/^网页/m);
  expect(run.out).toMatch(/未启动.*模型/);
});

test('a port that is taken is said in one sentence with what to do', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const settings = { GUICHAO_PORT: String(port) };
  const run = await guichao(['start'], { dataDirectory: freshData(), settings });
  taken.close();
  expect(run.code).toBe(1);
  expect(run.err.trim().split('\n')).toHaveLength(1);
  expect(run.err).toMatch(new RegExp(`${port} 已被占用.*GUICHAO_PORT=${port + 1}`));
});

test('faults in settings are named all at once', async () => {
  const settings = {
    GUICHAO_PORT: 'abc',
    GUICHAO_LOGIN: 'nobody',
    GUICHAO_LOG_LEVEL: 'loud',
    GUICHAO_HOST: 'a b',
  };
  const run = await guichao(['start'], { dataDirectory: freshData(), settings });
  expect(run.code).toBe(1);
  for (const name of Object.keys(settings)) expect(run.err).toContain(name);
});

test('a demo, where anybody may be anyone, does not listen to other machines', async () => {
  const settings = { GUICHAO_HOST: '0.0.0.0' };
  const run = await guichao(['start'], { dataDirectory: freshData(), settings });
  expect(run.code).toBe(1);
  expect(run.err).toMatch(/GUICHAO_LOGIN=link/);
});

test('login-link prints a link for an employee, and says when a proxy signs people in', async () => {
  const dataDirectory = freshData();
  const settings = { GUICHAO_LOGIN: 'link' };
  const employee = '1024';
  const run = await guichao(['login-link', '--as', employee], { dataDirectory, settings });
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#login=[\w-]{43}\n$/);
  const stranger = await guichao(['login-link', '--as', '9999'], { dataDirectory, settings });
  expect(stranger.code).toBe(2);
  const proxy = { GUICHAO_LOGIN: 'proxy', GUICHAO_PROXY_SECRET: 's'.repeat(32) };
  const other = await guichao(['login-link', '--as', employee], { dataDirectory, settings: proxy });
  expect(other.err).toMatch(/GUICHAO_LOGIN=link/);
});
