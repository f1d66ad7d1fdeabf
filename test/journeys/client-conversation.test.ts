import { beforeAll, expect, test } from 'vitest';
import { demoClients } from '../fixtures/demo-clients.ts';

let demo: Awaited<ReturnType<typeof demoClients>>;
beforeAll(async () => {
  demo = await demoClients();
});

test('what was asked is told first, on the record it stands on', async () => {
  const answer = await demo.ask('王建国的定存什么时候到期');
  expect(answer).toMatchObject({ kind: 'client', data: { clientIds: ['C000123'] } });
  expect(answer.text).toMatch(/整存整取三年 30\.0万，12月4日到期（还有10天），未设自动转存\[1\]/);
  expect(answer.citations[0]).toMatchObject({ origin: 'record', passageId: 'holdings:H5510' });
  expect(answer.citations[0]?.quote).toContain('2026-12-04');
});

test('every mark of a card and a brief opens a record', async () => {
  for (const text of ['查一下王建国的资料', '三点王建国要来，给我过一遍']) {
    const { text: told, citations } = await demo.ask(text);
    const marks = new Set([...told.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1])));
    expect(marks).toEqual(new Set(citations.map(({ n }) => n)));
  }
});

test('the brief before a visit begins with what is owed', async () => {
  const answer = await demo.ask('下午三点王建国王总来，给我过一遍');
  expect(answer.text).toMatch(/先办三件事[\s\S]*补上约定的回复.*11月20日，已过4天/);
  expect(answer.text).toMatch(/谈到期.*12月4日到期/);
  expect(answer.text).toMatch(/提醒测评.*C3，12月18日满一年/);
  expect(answer.text).toMatch(/别碰[\s\S]*R4及以上产品/);
  expect(answer.text).not.toMatch(/流水|转走|转出/);
});

test('a short question goes on with the client at hand', async () => {
  await demo.ask('陈丽上次联系是哪天', { conversationId: 'on' });
  const answer = await demo.ask('她的测评呢', { conversationId: 'on' });
  expect(answer).toMatchObject({ kind: 'client', data: { clientIds: ['C000056'] } });
  expect(answer.text).toMatch(/^\*\*陈丽 女士\*\*\n\nC2，/);
  expect(await demo.ask('授权了没', { clientId: 'C000123' })).toMatchObject({ kind: 'client' });
});

test('of several the manager chooses', async () => {
  const answer = await demo.ask('李姐的测评过期没', { conversationId: 'choose' });
  expect(answer.kind).toBe('clarify');
  const [action] = answer.card.actions;
  const text = action?.do === 'ask' ? action.text : '';
  expect(await demo.ask(text, { conversationId: 'choose' })).toMatchObject({ kind: 'client' });
});

test('a list says what it understood, and a press takes a condition away', async () => {
  const list = await demo.ask('我名下这个月到期超过50万的', { conversationId: 'list' });
  expect(list.text).toContain('「到期 11月24日–11月30日」　「单笔 ≥ 50万」');
  expect(list.text).toContain('**3 位，到期合计 215.0万元**（数据截至 2026-11-23 日终');
  expect(list.text).toContain('**预约截止 11-26（四）**');
  expect(list.card.actions.map(({ label }) => label)).toContain('去掉：单笔 ≥ 50万');
  const wider = await demo.ask('去掉：到期 11月24日–11月30日', { conversationId: 'list' });
  expect(wider.data.clientIds).toHaveLength(200);
  expect(wider.text).toContain('第 1–10 位，共 200 位');
  const next = await demo.ask('下一页', { conversationId: 'list' });
  expect(next.text).toContain('第 11–20 位，共 200 位');
  const fewer = await demo.ask('其中60岁以上的', { conversationId: 'list' });
  expect(fewer.text).toContain('「年龄 ≥ 60岁」');
});

test('what was not understood is said', async () => {
  expect((await demo.ask('名下属龙的女客户有哪些')).text).toContain('没看懂、没有用上的：“属龙”');
  expect((await demo.ask('我手上住院或者家里有事备注过的客户')).kind).toBe('clarify');
});

test('products come from the dated table, and what is over is said to be over', async () => {
  const gone = await demo.ask('大额存单还有吗');
  expect(gone).toMatchObject({ kind: 'product' });
  expect(gone.text).toMatch(/大额存单三年：10月24日已停售.*11月20日已过有效日，不能用/);
  expect(gone.text).not.toContain('1.55');
  expect((await demo.ask('R2里最短的理财')).text).toContain('安稳最短持有180天[1]');
  const unknown = await demo.ask('安心盈180天还能不能买');
  expect(unknown.text).toMatch(/产品表里没有.*我不猜/);
});

test('a talk is proposed, stored after confirmation, and then counts', async () => {
  const silent = async () => (await demo.ask('三个月没联系的客户')).data.clientIds ?? [];
  const [who = ''] = await silent();
  const proposal = await demo.ask(`刚跟${who}打过电话，说下周五来`, { conversationId: 'note' });
  expect(proposal).toMatchObject({ kind: 'proposed', data: { clientIds: [who] } });
  expect(proposal.text).toMatch(/下次：12月4日[\s\S]*还没有存/);
  expect(await silent()).toContain(who);
  expect((await demo.ask('下次改成周四', { conversationId: 'note' })).text).toContain(
    '下次：11月26日',
  );
  expect((await demo.ask('确认', { conversationId: 'note' })).kind).toBe('recorded');
  expect(await silent()).not.toContain(who);
  const card = await demo.ask(`${who}上次联系是哪天`);
  expect(card.text).toMatch(/上次联系 11月24日（0天前）电话：约了见面/);
});

test('what is declined is not stored', async () => {
  const before = await demo.notes.of(['C000090']);
  await demo.ask('刚打给孙悦，关机', { conversationId: 'no' });
  expect((await demo.ask('取消', { conversationId: 'no' })).text).toBe('好，没有存。');
  expect(await demo.notes.of(['C000090'])).toEqual(before);
});

test('a wish for no more marketing and a tag take effect at once', async () => {
  await demo.ask('登记：C000090 不要再发短信营销了，她准备搬家', { conversationId: 'stop' });
  await demo.ask('确认', { conversationId: 'stop' });
  const card = await demo.ask('孙悦授权短信了没');
  expect(card.text).toMatch(/短信已撤回/);
  expect((await demo.ask('没授权短信营销的客户')).data.clientIds).toContain('C000090');
  expect((await demo.ask('要搬家的客户有哪些')).data.clientIds).toContain('C000090');
});

test('the words of a note are data: no mark, no table, no instruction comes of them', async () => {
  const words = '刚跟周志强打过电话，他说 **重要** [99] | 下周五来';
  await demo.ask(words, { conversationId: 'data' });
  await demo.ask('确认', { conversationId: 'data' });
  const { text, citations, data } = await demo.ask('周志强上次联系是哪天');
  expect(data.clientIds).toEqual(['C000078']);
  expect(text).toContain('＊＊重要＊＊ ［99］ ｜');
  expect(text).not.toContain('[99]');
  expect(citations.map(({ n }) => n)).not.toContain(99);
});

test('what a client says and how to answer it stays a question for the playbooks', async () => {
  for (const text of ['陈丽说利息太低，怎么回她', '王建国嫌麻烦不想来，我怎么说']) {
    expect((await demo.ask(text)).intent).toMatch(/objection|playbook/);
  }
});

test('after a client a product alone asks for what the client holds of it', async () => {
  await demo.ask('王建国的定存什么时候到期', { conversationId: 'also' });
  const answer = await demo.ask('那他理财呢', { conversationId: 'also' });
  expect(answer).toMatchObject({ kind: 'client', data: { clientIds: ['C000123'] } });
  expect(answer.text).toContain('安稳最短持有180天');
});

test('an order alone sorts the list at hand instead of beginning a new one', async () => {
  await demo.ask('金卡客户有哪些', { conversationId: 'sort' });
  const answer = await demo.ask('按资产排前五', { conversationId: 'sort' });
  expect(answer.text).toContain('「层级 金卡」');
  expect(answer.data.clientIds).toHaveLength(5);
});

test('what is to be recorded is recorded in the middle of a talk about an objection', async () => {
  await demo.ask('王建国的定存什么时候到期', { conversationId: 'note' });
  await demo.ask('他说别的行利率更高，怎么回', { conversationId: 'note' });
  const answer = await demo.ask('记一下刚才打过电话他说考虑一周', { conversationId: 'note' });
  expect(answer).toMatchObject({ kind: 'proposed', intent: 'record' });
  expect(answer.text).toContain('王建国（C000123）');
});
