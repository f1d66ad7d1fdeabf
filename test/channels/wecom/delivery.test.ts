import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkWecom } from '../../../src/app/check-wecom.ts';
import { AppClient } from '../../../src/channels/wecom/app-client.ts';
import { deliverByApp } from '../../../src/channels/wecom/deliver-by-app.ts';
import { deliverByBot } from '../../../src/channels/wecom/deliver-by-bot.ts';
import { textCard } from '../../../src/domain/card/card.ts';
import { answerWith } from '../../../src/domain/conversation/answer.ts';
import type { Delivery } from '../../../src/ports/delivery-channel.ts';
import { WecomAppApi } from '../../fakes/wecom/app-api.ts';
import { WecomGateway } from '../../fakes/wecom/wecom-gateway.ts';
import type { ChatService } from '../../fixtures/chat-service.ts';
import { openBot, partsFor, sharedService, wx } from '../../fixtures/wecom.ts';

let service: ChatService;
let gateway: WecomGateway;
let api: WecomAppApi;
let bot: Awaited<ReturnType<typeof openBot>>;

beforeAll(async () => {
  service = await sharedService();
}, 60_000);

beforeEach(async () => {
  gateway = await WecomGateway.open();
  api = await WecomAppApi.open();
  bot = await openBot(service, gateway);
});

afterEach(async () => {
  await bot.channel.stop();
  await gateway.close();
  await api.close();
});

/** An alert as the outbox hands it over. */
async function alertFor(employeeId: string): Promise<Delivery> {
  const conversationId = `deliveries-${employeeId}`;
  const { turnId, answer } = await bot.parts.chat.take(
    { employeeId, conversationId, text: '王建国的预警给我看' },
    {},
  );
  const recipient = await service.state.employees.find(employeeId);
  if (recipient === null) throw new Error('nobody');
  const identities = { email: null, slackUserId: null, wecomUserId: wx(employeeId) };
  return { key: 'k1', recipient, identities, conversationId, turnId, answer };
}

const appFor = () =>
  new AppClient({ corpId: 'c', agentId: 7, secret: 's', apiUrl: api.url, ca: null });

test('who has never opened the bot is reached by the application instead', async () => {
  const delivery = await alertFor('1025');
  const opened = { note: async () => {}, has: async () => false };
  const byBot = deliverByBot(bot.channel, { ...bot.parts, opened });
  expect(await byBot.deliver(delivery)).toEqual({ kind: 'impossible', why: '还没有打开过机器人' });
  const byApp = deliverByApp(appFor(), bot.parts.chat);
  expect(await byApp.deliver(delivery)).toEqual({ kind: 'delivered', reference: 'm1' });
  expect(api.sent[0]).toMatchObject({ touser: wx('1025'), agentid: 7, msgtype: 'text' });
});

test('delivered is what was acknowledged, with buttons that work', async () => {
  gateway.say(wx('1024'), '你好');
  await gateway.until(() => gateway.room(wx('1024')).streams()[0]?.finished);
  const byBot = deliverByBot(bot.channel, bot.parts);
  const delivery = await alertFor('1024');
  expect(await byBot.deliver(delivery)).toEqual({ kind: 'delivered', reference: null });
  const [card] = gateway.room(wx('1024')).cards().slice(-1);
  expect(card?.main_title?.title).toContain('王建国');
  const key = card?.button_list?.find(({ text }) => text === '看依据')?.key ?? '';
  gateway.press(wx('1024'), card?.task_id ?? '', key);
  await gateway.until(() =>
    gateway
      .room(wx('1024'))
      .texts()
      .findLast((text) => /命中/.test(text)),
  );
});

test('what was throttled, refused, or never confirmed is told as just that', async () => {
  gateway.say(wx('1024'), '你好');
  await gateway.until(() => gateway.room(wx('1024')).streams()[0]?.finished);
  const byBot = deliverByBot(bot.channel, bot.parts);
  const plain = answerWith({
    kind: 'alerts',
    intent: 'alerts',
    card: textCard('今天没有新预警。'),
  });
  const delivery = { ...(await alertFor('1024')), answer: plain };
  gateway.faults.refuseNext.push(45009, 846609);
  expect(await byBot.deliver(delivery)).toMatchObject({ kind: 'later', afterMs: 60_000 });
  expect(await byBot.deliver(delivery)).toMatchObject({ kind: 'impossible' });
  gateway.drop();
  await gateway.until(() => bot.channel.state !== 'ready' || gateway.subscriptions > 1);
  const down = await byBot.deliver(delivery);
  expect(['later', 'unknown', 'delivered']).toContain(down.kind);
  if (down.kind === 'delivered')
    expect(gateway.room(wx('1024')).texts().at(-1)).toContain('今天没有新预警');
});

test('an application refreshes a token that is no longer good, once', async () => {
  const app = appFor();
  expect(await app.send('u', '一')).toMatchObject({ kind: 'delivered' });
  expect(await app.send('u', '二')).toMatchObject({ kind: 'delivered' });
  expect(api.tokens).toBe(1);
  api.forgetToken();
  expect(await app.send('u', '三')).toMatchObject({ kind: 'delivered' });
  expect(api.tokens).toBe(2);
  api.refuseNext.push(42001, 42001);
  expect(await app.send('u', '四')).toMatchObject({ kind: 'impossible' });
  expect(api.tokens).toBe(3);
});

test('refusals of the application say what to do', async () => {
  const app = appFor();
  api.refuseNext.push(60020, 45009, -1, 48002, 99999);
  expect(await app.send('u', 'x')).toMatchObject({
    kind: 'impossible',
    why: expect.stringMatching(/企业可信IP/),
  });
  expect(await app.send('u', 'x')).toMatchObject({ kind: 'later', afterMs: 60_000 });
  expect(await app.send('u', 'x')).toMatchObject({ kind: 'later', afterMs: null });
  expect(await app.send('u', 'x')).toMatchObject({
    kind: 'impossible',
    why: expect.stringMatching(/接口权限/),
  });
  expect(await app.send('u', 'x')).toMatchObject({
    kind: 'impossible',
    why: expect.stringMatching(/99999/),
  });
  api.invalid = 'u';
  expect(await app.send('u', 'x')).toMatchObject({
    kind: 'impossible',
    why: expect.stringMatching(/可见范围/),
  });
  api.tokenError = 40013;
  api.forgetToken();
  expect(await app.send('u', 'x')).toMatchObject({
    kind: 'impossible',
    why: expect.stringMatching(/WECOM_CORP_ID/),
  });
});

test('a reply that never comes leaves the outcome open; no connection does not', async () => {
  const app = appFor();
  api.hangUp = true;
  expect(await app.send('u', 'x')).toMatchObject({ kind: 'unknown' });
  const nowhere = {
    corpId: 'c',
    agentId: 7,
    secret: 's',
    apiUrl: 'http://127.0.0.1:1',
    ca: null,
  };
  expect(await new AppClient(nowhere).send('u', 'x')).toMatchObject({ kind: 'later' });
});

test('a process without the connection leaves the push to the one that has it', async () => {
  const { parts } = await partsFor(service, gateway);
  const { WecomChannel } = await import('../../../src/channels/wecom/wecom-channel.ts');
  const standby = new WecomChannel(parts);
  await standby.start();
  expect(await deliverByBot(standby, parts).deliver(await alertFor('1024'))).toMatchObject({
    kind: 'later',
  });
  await standby.stop();
});

test('doctor says what is set, who is missing, and what the application lacks, without connecting', async () => {
  const { config, state } = service;
  const wecom = { botId: 'bot', secret: 'secret', wsUrl: gateway.url, caFile: null };
  const wecomApp = { corpId: 'c', agentId: 7, secret: 's', apiUrl: api.url };
  api.tokenError = 40013;
  const checks = await checkWecom({ ...config, wecom, wecomApp }, state);
  expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
    ['企业微信机器人', true],
    ['企业微信开通', true],
    ['企业微信自建应用', false],
  ]);
  expect(checks[1]?.detail).toContain('1099');
  expect(checks[2]?.detail).toContain('WECOM_CORP_ID');
  expect(gateway.subscriptions).toBe(1);
  const lost = { ...wecom, caFile: '/no/such/file' };
  const [fault] = await checkWecom({ ...config, wecom: lost, wecomApp }, state);
  expect(fault).toMatchObject({ ok: false, detail: expect.stringMatching(/读不出来，请/) });
});
