import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenDrafting, openDemoDrafting } from '../fixtures/drafting.ts';
import { outreachTalk } from '../fixtures/outreach-talk.ts';

let demo: OpenDrafting;
let talk: ReturnType<typeof outreachTalk>;

beforeAll(async () => {
  demo = await openDemoDrafting(250);
  talk = outreachTalk(demo);
});
afterAll(() => demo.close());

const ask = (text: string, about = text) => talk.ask(text, '1024', about);

test('messy ways of asking for the same reminder all give it', async () => {
  for (const text of [
    '給王建國寫條定存到期嘅短信',
    '给王建国 写 条 到期 短信 ！！！！',
    '给王建国写个到期短信呗，客气点，别提利率',
    '给C000123写条到期短信',
  ]) {
    const answer = await ask(text);
    expect(answer, text).toMatchObject({ kind: 'draft', data: { clientIds: ['C000123'] } });
    expect(answer.text, text).toContain('12月4日到期');
  }
});

test('half a name, a strange one and none are told apart, and nobody is written to by guess', async () => {
  const half = await ask('给王建过写条到期短信');
  expect(half).toMatchObject({ kind: 'clarify' });
  expect(half.text).toContain('相近的是王建国');
  const [action] = half.card.actions;
  expect(await ask(action?.do === 'ask' ? action.text : '')).toMatchObject({
    kind: 'draft',
    data: { clientIds: ['C000123'] },
  });
  expect((await ask('给单雄信写条短信')).text).toContain('没有找到属于您管户范围');
  for (const text of ['写条短信', '给客户写条到期短信'])
    expect((await ask(text)).text, text).toContain('写给哪一位');
});

test('“给他写…” means the client of the answer before', async () => {
  await ask('查一下王建国的资料', 'him');
  const answer = await ask('给他写条到期短信', 'him');
  expect(answer).toMatchObject({ kind: 'draft', data: { clientIds: ['C000123'] } });
});

const refusals: readonly (readonly [string, RegExp])[] = [
  ['给杜强发个生日短信', /已故/],
  ['给徐红梅写条问候', /不要联系/],
  ['给龙文博写条问候', /受限/],
  ['给王建国写条产品介绍的短信，产品 P104', /停售/],
  ['给王建国写条产品介绍的短信，产品 P103', /过了有效日/],
  ['给王建国写条产品介绍的短信，产品 P205', /高于客户的 C3/],
  ['给王建国推一下P205', /高于客户的 C3|没有同意/],
  ['给王建国写条产品介绍的短信，产品 P999', /产品表里没有 P999/],
  ['给王建国写条到期短信，跟他说利息比对门高', /不能写/],
  ['给王建国写条到期短信，跟他说到期的事', /拿不准/],
  ['给王建国写条投诉回访的微信', /没有未结的投诉/],
];

test.each(refusals)('“%s” gets its sentence', async (text, sentence) => {
  const answer = await ask(text);
  expect(answer.kind).toBe('refused');
  expect(answer.text).toMatch(sentence);
});

test('a purpose that nobody knows is asked for', async () => {
  const answer = await ask('给王建国写一条关于火星移民的短信');
  expect(answer.kind).toBe('clarify');
  expect(answer.card.actions.map(({ label }) => label)).toContain('到期提醒');
});

test('a wish that is no subject of the message does not change what it is for', async () => {
  const answer = await ask('给王建国写条到期短信，加一句祝她生日快乐');
  expect(answer.text).toMatch(/12月4日到期[\s\S]*生日快乐/);
});

test('an own text that can’t be read leaves the draft as it was', async () => {
  const first = await ask('给王建国写条定存到期的短信', 'kept');
  const { text } = first.data.draft as { text: string };
  for (const [bad, sentence] of [
    [`改成：您好${'很'.repeat(600)}`, /最多 3 条/],
    ['改成：您好\u0007，到期了', /控制字符/],
    ['给他加一句😀😀', /没有汉字|按规则|您说/],
  ] as const) {
    const answer = await ask(bad, 'kept');
    expect(answer.kind, bad).not.toBe('draft');
    expect(answer.text, bad).toMatch(sentence);
  }
  const again = await ask('换语气', 'kept');
  expect(again.kind).toBe('draft');
  const { draftId } = first.data.draft as { draftId: string };
  const log = await demo.parts.log.history(draftId);
  expect(log[0]?.text).toBe(text);
});

test('what the rules of conduct refuse tells all that stands against it, and is kept', async () => {
  const answer = await ask(
    '月底就差30万。帮我给陈丽写条微信，推那款固收加，说历史上没亏过、跟定存差不多，她肯定买',
  );
  expect(answer).toMatchObject({
    kind: 'refused',
    intent: 'unsafe',
    data: { clientIds: ['C000056'] },
  });
  expect(answer.text).toMatch(/PR|过往|不能这么说/);
  expect(answer.text).toContain('没有同意');
  expect(answer.card.actions.map(({ label }) => label)).toContain('起草到期提醒');
  const today = demo.clock.now().day;
  const query = { from: today, to: today, blocked: true, rule: 'PR-02' };
  const { entries } = await demo.parts.log.search(query, { limit: 5, offset: 0 });
  expect(entries[0]).toMatchObject({ deed: 'declined', clientId: 'C000056' });
  expect(entries[0]?.masked).not.toContain('陈丽');
});
