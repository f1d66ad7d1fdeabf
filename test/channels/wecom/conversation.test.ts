import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WecomGateway } from '../../fakes/wecom/wecom-gateway.ts';
import type { ChatService } from '../../fixtures/chat-service.ts';
import { alwaysMine, openBot, sharedService, wx } from '../../fixtures/wecom.ts';

let service: ChatService;
let gateway: WecomGateway;
let bot: Awaited<ReturnType<typeof openBot>>;

beforeAll(async () => {
  service = await sharedService();
}, 60_000);

// A platform of its own for each: what a chat may take in a minute is soon used up.
beforeEach(async () => {
  gateway = await WecomGateway.open();
  bot = await openBot(service, gateway);
});

afterEach(async () => {
  await bot.channel.stop();
  await gateway.close();
});

/** One chat as the person in it sees it. */
function from(userId: string, chatId = userId) {
  const room = gateway.room(chatId);
  const start = room.seen.length;
  const seen = () => room.seen.slice(start);
  const cards = () => room.cards();
  return {
    seen,
    cards,
    say: (text: string, more: Parameters<WecomGateway['say']>[2] = {}) =>
      gateway.say(userId, text, { ...more, ...(chatId === userId ? {} : { group: chatId }) }),
    answer: (nth = 0) =>
      gateway.until(
        () => seen().filter((one) => one.kind === 'stream' && one.finished)[nth],
      ) as Promise<Extract<ReturnType<typeof seen>[number], { kind: 'stream' }>>,
    /** A push whose text fits. */
    pushed: (text: RegExp) =>
      gateway.until(() =>
        seen()
          .filter((one) => one.kind === 'markdown')
          .find(({ content }) => text.test(content)),
      ),
    card: (button: string) =>
      gateway.until(() =>
        cards().findLast((one) => one.button_list?.some(({ text }) => text === button)),
      ),
  };
}

/** Presses the button of that name on the latest card that has it. */
async function press(chat: ReturnType<typeof from>, userId: string, label: string) {
  const card = await chat.card(label);
  const key = card.button_list?.find(({ text }) => text === label)?.key ?? '';
  gateway.press(userId, card.task_id ?? '', key);
  return card;
}

test('a question is answered in place of the thinking, with sources and buttons', async () => {
  const chat = from(wx('1024'));
  chat.say('客户老说要考虑考虑，怎么办');
  const answer = await chat.answer();
  expect(answer.snapshots[0]).toBe('<think></think>');
  expect(answer.content).toMatch(/> “[^”]+”\[1\]/);
  expect(answer.content).toMatch(/\[1\].*【[课项规行]】《/);
  const buttons = answer.card?.button_list?.map(({ text }) => text);
  expect(buttons).toEqual(
    expect.arrayContaining(['换个说法', '他还是不同意', '看原文', '展开全文']),
  );
});

test('a press changes the card first, and then the work follows on from that card', async () => {
  const chat = from(wx('1024'));
  chat.say('客户说你们利率太低了，怎么回');
  await chat.answer();
  const card = await press(chat, wx('1024'), '看原文');
  const source = await chat.pushed(/^\*\*\[1\]【/);
  expect(source.content).toContain('> ');
  const sent = gateway.received.map(({ cmd }) => cmd);
  expect(sent.lastIndexOf('aibot_respond_update_msg')).toBeLessThan(
    sent.lastIndexOf('aibot_send_msg'),
  );
  const redrawn = chat.cards().find(({ task_id }) => task_id === card.task_id);
  expect(redrawn?.main_title?.desc).toContain('已点“看原文”');
  expect(redrawn?.button_list?.map(({ text }) => text)).not.toContain('看原文');
  await press(chat, wx('1024'), '展开全文');
  await gateway.until(() => chat.seen().filter(({ kind }) => kind === 'markdown').length >= 2);
});

test('a button works once, and only for whom the card was meant', async () => {
  const chat = from(wx('1025'));
  chat.say('客户老说要考虑考虑，怎么办');
  await chat.answer();
  const card = await chat.card('换个说法');
  const key = card.button_list?.find(({ text }) => text === '换个说法')?.key ?? '';
  gateway.say(wx('1026'), '你好');
  const stranger = from(wx('1026'));
  gateway.press(wx('1026'), card.task_id ?? '', key);
  await stranger.pushed(/只有本人能点/);
  gateway.press(wx('1025'), card.task_id ?? '', key);
  await gateway.until(() => chat.seen().length === 3);
  const before = chat.seen().length;
  gateway.press(wx('1025'), card.task_id ?? '', key, { flat: true });
  await gateway.until(() =>
    chat.cards().some((one) => one.main_title?.desc?.includes('已经做过了')),
  );
  expect(chat.seen()).toHaveLength(before);
  gateway.press(wx('1025'), 'no-such-card', '0');
  await chat.pushed(/找不到了/);
});

test('a draft stands alone in its message; its verdict and buttons stand beside it', async () => {
  const chat = from(wx('1024'));
  chat.say('给王建国写条定存到期的短信');
  const verdict = await chat.answer();
  expect(verdict.content).toContain('规则检查通过');
  const draft = await chat.pushed(/^【演示银行】/);
  expect(draft.content).toMatch(/^【演示银行】王先生.*95XXX。$/s);
  expect(verdict.content).not.toContain(draft.content);
  const card = await chat.card('采用');
  expect(card.horizontal_content_list?.map(({ keyname }) => keyname)).toContain('隐私');
  await press(chat, wx('1024'), '更短');
  await gateway.until(
    () =>
      chat.seen().filter((one) => one.kind === 'markdown' && one.content.startsWith('【')).length >
      1,
  );
});

test('what a draft card says means that draft, whatever was said since', async () => {
  const chat = from(wx('1024'));
  chat.say('给王建国写条定存到期的短信');
  await chat.answer();
  const first = await chat.card('采用');
  const draft = await chat.pushed(/王先生/);
  chat.say('给何桂兰写条问候短信');
  await chat.answer(1);
  await chat.pushed(/何女士/);
  const key = first.button_list?.find(({ text }) => text === '采用')?.key ?? '';
  gateway.press(wx('1024'), first.task_id ?? '', key);
  await chat.pushed(/已采用/);
  await gateway.until(
    () =>
      chat.seen().filter((one) => one.kind === 'markdown' && one.content === draft.content)
        .length === 2,
  );
});

test('an alert is told, and what became of it is recorded by two presses', async () => {
  const chat = from(wx('1024'));
  chat.say('王建国的预警给我看');
  const alert = await chat.answer();
  expect(alert.card?.main_title?.title).toMatch(/^红色｜王建国/);
  expect(alert.card?.button_list?.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['已有效沟通', '客户自用', '稍后提醒', '误报', '看依据']),
  );
  await press(chat, wx('1024'), '稍后提醒');
  await chat.pushed(/准备记：王建国/);
  await press(chat, wx('1024'), '确认');
  await chat.pushed(/已记：王建国/);
});

test('which of several: one is chosen from a list and sent', async () => {
  const chat = from(wx('1024'));
  chat.say('给王建国写条产品介绍的短信');
  await chat.answer();
  const list = await gateway.until(() =>
    chat.cards().findLast((one) => one.card_type === 'vote_interaction'),
  );
  gateway.press(wx('1024'), list.task_id ?? '', 'pick', { chosen: ['0'] });
  await gateway.until(() => chat.seen().some((one) => one.kind === 'markdown'));
});

test('voice is echoed, a quote is taken along, pictures are declined', async () => {
  const chat = from(wx('1026'));
  chat.say('', { body: { msgtype: 'voice', voice: { content: '客户嫌利率低怎么回' } } });
  expect((await chat.answer()).content).toMatch(/^听到的是：“客户嫌利率低怎么回”/);
  const quote = { msgtype: 'text', text: { content: '你们理财亏了，我不信你们了' } };
  chat.say('怎么回', { body: { quote } });
  expect((await chat.answer(1)).content).toMatch(/亏/);
  const items = [
    { msgtype: 'text', text: { content: '客户老说要考虑考虑' } },
    { msgtype: 'image', image: { url: 'https://example.invalid/1' } },
  ];
  chat.say('', { body: { msgtype: 'mixed', mixed: { msg_item: items } } });
  expect((await chat.answer(2)).content).toMatch(/^图片我看不了，下面只按文字回答/);
  chat.say('', { body: { msgtype: 'image', image: { url: 'https://example.invalid/1' } } });
  expect((await chat.answer(3)).content).toMatch(/图片我看不了/);
  chat.say('', { body: { msgtype: 'hologram' } });
  expect((await chat.answer(4)).content).toMatch(/还看不了/);
});

test('in a group the playbook is answered; client matters go to the private chat', async () => {
  gateway.say(wx('1025'), '你好');
  const group = from(wx('1025'), 'group1');
  const own = from(wx('1025'));
  group.say('@归巢 客户老说要考虑考虑，怎么办');
  expect((await group.answer()).content).toContain('[1]');
  group.say('@归巢 今天先打给谁');
  expect((await group.answer(1)).content).toMatch(/不在群里说/);
  await own.pushed(/今日清单|今天/);
  const inGroup = JSON.stringify(group.seen());
  const names = (
    await (
      await service.state.book.for({ employeeId: '1025' })
    ).list({ conditions: [], limit: 400 })
  ).clients;
  expect(names.filter(({ name }) => inGroup.includes(name))).toEqual([]);
});

test('who is not in the list of staff is told so, and nothing else', async () => {
  const chat = from('wxstranger');
  chat.say('王建国的情况');
  expect((await chat.answer()).content).toMatch(/我还不认识您/);
  gateway.enterChat('wxstranger');
  await gateway.until(() =>
    chat.seen().some((one) => one.kind === 'welcome' && /不认识/.test(one.content)),
  );
});

test('the first look of the day is greeted with what comes first', async () => {
  const chat = from(wx('1024'));
  gateway.enterChat(wx('1024'));
  const greeting = await gateway.until(() => chat.seen().find(({ kind }) => kind === 'card'));
  expect(JSON.stringify(greeting)).toContain('今日清单');
});

test('where the digest of the morning was made already, that is the greeting', async () => {
  const { answer, turnId } = await bot.parts.chat.take(
    { employeeId: '1024', conversationId: 'digest-1024', text: '今天有什么预警' },
    {},
  );
  const turn = await service.state.library.turn('1024', turnId);
  const other = await WecomGateway.open();
  const { channel } = await openBot(service, other, {
    over: { leases: alwaysMine, digest: async () => turn },
  });
  other.enterChat(wx('1024'));
  const greeting = await other.until(() => other.room(wx('1024')).cards()[0]);
  expect(greeting.main_title?.title).toBe(answer.card.title);
  await channel.stop();
  await other.close();
});

test('opinions are kept with their reason, of own answers only', async () => {
  const chat = from(wx('1024'));
  chat.say('什么是二八法则');
  const { feedbackId } = await chat.answer();
  const details = { id: feedbackId, type: 2, content: '答非所问' };
  gateway.feedback(wx('1025'), { ...details, content: '别人的' });
  gateway.feedback(wx('1024'), details);
  const kept = await gateway.until(() => bot.lines.some(({ event }) => event === 'wecom feedback'));
  expect(kept).toBe(true);
  const turn = await service.state.library.turn('1024', feedbackId ?? '');
  expect(turn?.feedback).toEqual({ helpful: false, reason: '答非所问' });
});

test('the same message delivered twice, or at once, is answered once', async () => {
  const chat = from(wx('1026'));
  const msgid = chat.say('客户说要货比三家');
  chat.say('客户说要货比三家', { msgid });
  await chat.answer();
  chat.say('客户说要货比三家', { msgid });
  chat.say('谢谢');
  await chat.answer(1);
  expect(chat.seen().filter(({ kind }) => kind === 'stream')).toHaveLength(2);
});

test('malformed and unknown frames are passed over', async () => {
  gateway.raw('not json');
  gateway.raw(JSON.stringify({ cmd: 'aibot_msg_callback', headers: { req_id: 'x' } }));
  gateway.raw(
    JSON.stringify({
      cmd: 'aibot_msg_callback',
      headers: { req_id: 'x' },
      body: { msgtype: 'text' },
    }),
  );
  gateway.raw(JSON.stringify({ cmd: 'aibot_new_thing', headers: { req_id: 'x' }, body: {} }));
  const event = { msgid: 'e1', msgtype: 'event', from: { userid: 'u' } };
  gateway.raw(
    JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: 'x' }, body: event }),
  );
  const unknown = { ...event, msgid: 'e2', event: { eventtype: 'auth_change_event' } };
  gateway.raw(
    JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: 'x' }, body: unknown }),
  );
  gateway.raw(JSON.stringify({ headers: { req_id: 'nobody' }, errcode: 0, errmsg: 'late' }));
  const chat = from(wx('1026'));
  chat.say('客户老说要考虑考虑，怎么办');
  expect((await chat.answer()).content).toContain('[1]');
  expect(bot.lines.filter(({ level }) => level === 'failed')).toEqual([]);
});
