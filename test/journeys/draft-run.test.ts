import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/conversation/answer.ts';
import { type OpenDrafting, openBankDrafting, openDemoDrafting } from '../fixtures/drafting.ts';
import { outreachBook } from '../fixtures/outreach-book.ts';
import { outreachTalk } from '../fixtures/outreach-talk.ts';

let demo: OpenDrafting;
let talk: ReturnType<typeof outreachTalk>;

beforeAll(async () => {
  demo = await openDemoDrafting(250);
  talk = outreachTalk(demo);
});
afterAll(() => demo.close());

const labels = ({ card }: Answer) => card.actions.map(({ label }) => label);
const saved = ({ card }: Answer) => card.actions.find((action) => action.do === 'save');
const draftOf = ({ data }: Answer) =>
  data.draft as { draftId: string; text: string; status: string; channel: string };

test('a list is written to one by one: approve, change, skip, then all of it is exported and recorded', async () => {
  const ask = (text: string) => talk.ask(text, '1024', 'run');
  const first = await ask('给这个月到期的都写条短信');
  expect(first.card.title).toMatch(/^第 1\/3 条　陈丽/);
  expect(labels(first)).toEqual(expect.arrayContaining(['采用', '跳过', '改一改', '先到这']));
  const second = await ask('采用');
  expect(second.card.title).toMatch(/^第 2\/3 条/);
  const changed = await ask(`改成：${draftOf(second).text}祝您安好。`);
  expect(changed.card.title).toMatch(/^第 2\/3 条/);
  expect(draftOf(changed).text).toMatch(/祝您安好。$/);
  const third = await ask('采用');
  expect(third.card.title).toMatch(/^第 3\/3 条/);
  const end = await ask('跳过');
  expect(end.text).toMatch(/已采用 2 条：陈丽、.*[\s\S]*没有采用 1 条/);
  const file = saved(end);
  const lines = file?.do === 'save' ? file.content.trim().split('\r\n') : [];
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe(
    'draft_id,client_id,template_id,template_version,variables,signature,content,text_hash',
  );
  expect(lines.some((line) => /maturity-sms-[a-z]+\/text/.test(line))).toBe(true);
  const all = await ask('都已发送');
  expect(all.text).toContain('已登记发送 2 条');
  expect((await ask('都已发送')).text).toContain('没有等着登记的');
});

test('after a list has been shown the same list is meant', async () => {
  const ask = (text: string) => talk.ask(text, '1024', 'shown');
  const list = await ask('我名下这个月到期超过50万的');
  const run = await ask('给这些客户各写一条');
  expect(run.card.title).toMatch(/^第 1\/3 条/);
  expect(run.card.title).toContain('到期提醒');
  expect(list.data.clientIds).toContain(run.data.clientIds?.[0]);
});

test('no more than thirty at once, and those who can not be written to are told with the reason', async () => {
  const run = await talk.ask('给资产超过1万的客户每人写条微信问候', '1024', 'many');
  expect(run.text).toMatch(/一次最多 30 条，先写前 30 位/);
  const [, , count = '0'] = /第 (\d+)\/(\d+) 条/.exec(run.card.title ?? '') ?? [];
  expect(Number(count)).toBeGreaterThan(20);
  expect(Number(count)).toBeLessThanOrEqual(30);
});

test('what words describe nobody, and a list that nobody showed, are asked back', async () => {
  for (const text of ['给属龙的客户每人写条短信', '给这些客户各写一条']) {
    const answer = await talk.ask(text, '1024', `vague ${text}`);
    expect(answer.kind, text).toBe('clarify');
  }
});

test('in a run nothing is copied unseen: the approved texts stand in the summary', async () => {
  const ask = (text: string) => talk.ask(text, '1024', 'wechat');
  const first = await ask('给这个月到期的都写条微信');
  expect(labels(first)).toContain('采用');
  expect(first.card.actions.some((action) => action.do === 'ask' && action.copies)).toBe(false);
  const { text } = draftOf(first);
  await ask('采用');
  const end = await ask('先到这');
  const lines = end.card.sections.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'line' ? [part.text] : [])),
  );
  expect(lines).toEqual([text]);
});

test('nothing goes to everybody at a stroke', async () => {
  const answer = await talk.ask('给名下客户群发短信说存款有礼', '1024', 'mass');
  expect(answer).toMatchObject({ kind: 'clarify', intent: 'draft' });
  expect(answer.text).toContain('不群发');
});

test('in a run too a client who may not be written to has the reason beside the name', async () => {
  const bank = await openBankDrafting(
    outreachBook({
      'clients.csv': `${[
        'client_id,manager_id,name,opened_on,gender,status,do_not_contact',
        'C1,M1,王建国,2015-03-02,male,,',
        'C2,M1,陈丽,2018-01-10,female,deceased,',
        'C3,M1,何桂兰,2016-01-10,female,,true',
        'C4,M1,郑伟,2016-01-10,male,,',
        'C5,M1,孙德福,2016-01-10,male,,',
        'C6,M2,单雄信,2020-07-07,male,,',
      ].join('\n')}\n`,
    }),
  );
  const { ask } = outreachTalk(bank);
  const run = await ask('给三个月没联系的客户每人写条微信问候', 'M1');
  expect(run.text).toMatch(/陈丽：.*已故[\s\S]*|何桂兰：.*不要联系/);
  await bank.close();
});

test('own drafts are found again, with where they stand, and nobody else’s', async () => {
  const bank = await openBankDrafting(outreachBook());
  const { ask } = outreachTalk(bank);
  expect((await ask('我的草稿', 'M1')).kind).toBe('clarify');
  const drafted = await ask('给陈丽写条问候微信', 'M1');
  const desk = await ask('我的草稿', 'M1', 'later');
  expect(desk.text).toMatch(/陈丽 \| 日常关怀·微信 \| 没有采用（留到 11-27）/);
  const action = desk.card.actions.find(({ label }) => label === '看陈丽的日常关怀·微信');
  const press = action?.do === 'ask' ? action.text : '';
  expect(draftOf(await ask(press, 'M1', 'later')).draftId).toBe(draftOf(drafted).draftId);
  expect((await ask(press, 'M2', 'later')).kind).toBe('clarify');
  await bank.close();
});

test('a supervisor is asked, sees the own team’s drafts, and answers in words', async () => {
  const bank = await openBankDrafting(outreachBook());
  const { ask } = outreachTalk(bank);
  const draft = await ask('给何桂兰写条投诉回访的微信', 'M1');
  expect(labels(draft)).toContain('送主管审');
  expect(labels(draft)).not.toContain('采用');
  expect((await ask('送主管审', 'M1')).text).toContain('已送主管审');
  expect((await ask('已发送', 'M1')).kind).toBe('refused');
  expect((await ask('待我审批', 'S2')).text).toContain('没有在等您审批');
  const seen = await ask('待我审批', 'S1');
  expect(seen.card.title).toContain('李敏 写给 何桂兰');
  expect((await ask('退回', 'S1')).text).toContain('退回要写原因');
  expect((await ask('退回：先打电话', 'S1')).text).toContain('已退回');
  const back = await ask('我的草稿', 'M1', 'later');
  expect(back.text).toContain('主管退回：先打电话');
  await bank.close();
});
