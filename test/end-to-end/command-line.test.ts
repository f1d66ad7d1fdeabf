import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { cardFile, folderWith } from '../fixtures/cards.ts';
import { guichao } from '../fixtures/command-line.ts';

const freshData = () => join(folderWith({}), 'data');

test('a question is answered as JSON with verbatim quotes', async () => {
  const run = await guichao(['ask', '客户老说要考虑考虑,怎么办', '--json'], {
    dataDirectory: freshData(),
  });
  expect(run).toMatchObject({ code: 0, err: '' });
  const answer = JSON.parse(run.out);
  expect(answer).toMatchObject({ kind: 'answer', mode: 'offline', clientIds: [] });
  const search = await guichao(['search', '客户说再考虑考虑', '--k', '200', '--json'], {
    dataDirectory: freshData(),
  });
  const { results } = JSON.parse(search.out) as { results: { passageId: string; text: string }[] };
  const texts = new Map(results.map((result) => [result.passageId, result.text]));
  for (const { passageId, quote } of answer.citations)
    expect(texts.get(passageId)).toContain(quote);
});

test('a batch answers line by line, in order, and names a bad line without stopping', async () => {
  const file = join(
    folderWith({
      'q.jsonl': [
        '{"id":"a","text":"六字诀是哪六个字","conversation":"k"}',
        'not json',
        '{"id":"c"}',
        '{"id":"d","text":"😀"}',
      ].join('\n'),
    }),
    'q.jsonl',
  );
  const run = await guichao(['ask', '--batch', file, '--json'], { dataDirectory: freshData() });
  const lines = run.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.id)).toEqual(['a', 'line-2', 'c', 'd']);
  expect(lines[1].error).toMatch(/JSON/);
  expect(lines[2].error).toMatch(/text/);
  expect(lines[3].kind).toBe('clarify');
  expect(run.code).toBe(0);
});

test('another folder is searched by distinct documents', async () => {
  const folder = folderWith({
    'one.md': '---\nid: 1\ntitle: 甲\n---\n\n黄河发源于青海。\n',
    'two.md': '---\nid: 2\ntitle: 乙\n---\n\n长江流入东海。\n',
    'bad.md': '没有说明的文件\n',
  });
  const run = await guichao(['search', '长江流到哪里', '--knowledge', folder, '--json'], {
    dataDirectory: freshData(),
  });
  expect(JSON.parse(run.out).results[0]).toMatchObject({ documentId: '2', document: '乙' });
  expect(run.err).toMatch(/bad\.md 第 1 行/);
});

test('a data directory that others may read is refused in one sentence', async () => {
  const dataDirectory = freshData();
  mkdirSync(dataDirectory);
  chmodSync(dataDirectory, 0o755);
  const run = await guichao(['ask', '你好'], { dataDirectory });
  expect(run.code).toBe(1);
  expect(run.err.trim().split('\n')).toHaveLength(1);
  expect(run.err).toMatch(/chmod 700/);
});

test('wrong usage exits with 2, help with 0', async () => {
  const dataDirectory = freshData();
  expect((await guichao(['nonsense'], { dataDirectory })).code).toBe(2);
  expect((await guichao(['ask'], { dataDirectory })).code).toBe(2);
  expect((await guichao(['search', '到期', '--k', '0'], { dataDirectory })).code).toBe(2);
  expect((await guichao(['search', '--help'], { dataDirectory })).code).toBe(0);
});

test('doctor says degraded and names the broken card, while the rest answers', async () => {
  const knowledgeDirectory = folderWith({
    'playbooks/good.md': cardFile({ id: 'good', title: '到期怎么提醒' }, '到期前先问用途。'),
    'playbooks/bad.md': '---\nid: bad\n---\n正文。\n',
  });
  const dataDirectory = freshData();
  const doctor = await guichao(['doctor', '--json'], { dataDirectory, knowledgeDirectory });
  expect(JSON.parse(doctor.out).status).toBe('degraded');
  expect(doctor.out).toMatch(/bad\.md/);
  const answer = await guichao(['ask', '到期怎么提醒客户', '--json'], {
    dataDirectory,
    knowledgeDirectory,
  });
  expect(JSON.parse(answer.out).text).toMatch(/先问用途/);
});

test('start answers what is typed, opens a source and stops at the end', async () => {
  const input = '客户老说要考虑考虑，怎么办\n看 1\n退出\n';
  const run = await guichao(['start'], { dataDirectory: freshData(), input });
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/照着说/);
  expect(run.out).toMatch(/\[1\]【/);
  expect(run.out).toMatch(/归巢已停止/);
});

test('SIGTERM stops the service cleanly', async () => {
  const run = await guichao(['start'], {
    dataDirectory: freshData(),
    signalWhen: (out) => (out.includes('直接打字就能问') ? 'SIGTERM' : null),
  });
  expect(run).toMatchObject({ code: 0 });
  expect(run.out).toMatch(/归巢已停止/);
});

test('after a killed process the next start names the question that was left', async () => {
  const dataDirectory = freshData();
  await guichao(['ask', '你好'], { dataDirectory });
  const database = new Database(join(dataDirectory, 'guichao.db'));
  database.prepare(`UPDATE turns SET state = 'working'`).run();
  database.close();
  const run = await guichao(['start'], { dataDirectory, input: '退出\n' });
  expect(run.out).toMatch(/上次中断时没有答完：“你好”/);
});
