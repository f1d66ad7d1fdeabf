import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cardFile, folderWith } from '../fixtures/cards.ts';
import { guichao } from '../fixtures/command-line.ts';

const freshData = () => join(folderWith({}), 'data');
const card = (text: string) => cardFile({ id: 'due', title: '到期怎么提醒' }, text);
const folder = () =>
  folderWith({
    'playbooks/due.md': card('到期前先问用途。'),
    'facts.yaml': '[]\n',
    'evaluation/playbook-questions.jsonl': `${JSON.stringify({
      id: 'q1',
      half: 'tuning',
      category: 'howto',
      text: '到期怎么提醒客户',
      kinds: ['answer'],
      facts: [],
      contains: [['三天']],
    })}\n`,
  });

async function answerFrom(knowledgeDirectory: string, dataDirectory: string): Promise<string> {
  const args = ['ask', '到期怎么提醒客户', '--json'];
  const run = await guichao(args, { dataDirectory, knowledgeDirectory });
  return (JSON.parse(run.out) as { text: string }).text;
}

test('a change is served at once until something was published, then after the next publish', async () => {
  const knowledgeDirectory = folder();
  const dataDirectory = freshData();
  const where = { dataDirectory, knowledgeDirectory };
  const change = (text: string) =>
    writeFileSync(join(knowledgeDirectory, 'playbooks', 'due.md'), card(text));
  change('到期前三天打电话。');
  expect(await answerFrom(knowledgeDirectory, dataDirectory)).toMatch(/三天打电话/);
  expect(await guichao(['knowledge', 'publish'], where)).toMatchObject({ code: 0, err: '' });
  change('到期前七天发短信。');
  expect(await answerFrom(knowledgeDirectory, dataDirectory)).toMatch(/三天打电话/);
  const tried = await guichao(['knowledge', 'test', '--json'], where);
  expect(tried.out).toMatch(/"worse":\[\{"id":"q1"/);
  await guichao(['knowledge', 'publish'], where);
  expect(await answerFrom(knowledgeDirectory, dataDirectory)).toMatch(/七天发短信/);
});

test('a folder with a fault is not published', async () => {
  const knowledgeDirectory = folderWith({ 'playbooks/bad.md': '---\nid: bad\n---\n正文。\n' });
  const run = await guichao(['knowledge', 'publish'], {
    dataDirectory: freshData(),
    knowledgeDirectory,
  });
  expect(run.code).toBe(1);
});

test('what was not answered is listed for the training department', async () => {
  const dataDirectory = freshData();
  await guichao(['ask', '课里那个“五步七问法”七问都问什么'], { dataDirectory });
  const run = await guichao(['knowledge', 'gaps', '--json'], { dataDirectory });
  expect(JSON.parse(run.out)).toMatchObject([{ times: 1 }]);
});
