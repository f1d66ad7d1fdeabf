import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ReplyStream } from '../../../src/channels/wecom/reply-stream.ts';
import type { Sent } from '../../../src/channels/wecom/sent.ts';
import { TokenBucket } from '../../../src/channels/wecom/token-bucket.ts';
import { WecomChannel } from '../../../src/channels/wecom/wecom-channel.ts';
import { WecomGateway } from '../../fakes/wecom/wecom-gateway.ts';
import type { ChatService } from '../../fixtures/chat-service.ts';
import {
  alwaysMine,
  openBot,
  partsFor,
  sharedService,
  shortTimings,
  wx,
} from '../../fixtures/wecom.ts';

let service: ChatService;
let gateway: WecomGateway;
const open: WecomChannel[] = [];

beforeAll(async () => {
  service = await sharedService();
}, 60_000);

beforeEach(async () => {
  gateway = await WecomGateway.open();
});

afterEach(async () => {
  for (const channel of open.splice(0)) await channel.stop();
  await gateway.close();
});

async function bot(patience: Parameters<typeof openBot>[2] = {}) {
  const opened = await openBot(service, gateway, patience);
  open.push(opened.channel);
  return opened;
}

const question = '客户老说要考虑考虑，怎么办';
const user = wx('1026');
const room = () => gateway.room(user);
const texts = () => room().texts();
const answered = () => texts().filter((text) => text.includes('[1]'));

test('a broken connection comes back, and what was asked before is answered after', async () => {
  const { channel } = await bot();
  gateway.faults.muteAcks = true;
  gateway.say(user, question);
  await gateway.until(() => texts().length > 0);
  gateway.drop();
  gateway.faults.muteAcks = false;
  await gateway.until(() => channel.state === 'ready' && gateway.subscriptions === 2);
  // The stream of the broken connection was never confirmed: the answer is pushed.
  await gateway.until(() =>
    room().seen.some((one) => one.kind === 'markdown' && one.content.includes('[1]')),
  );
});

test('a heartbeat that nobody answers ends the connection, and another is opened', async () => {
  await bot({ patience: { heartbeatMs: 40 } });
  gateway.faults.mutePongs = true;
  await gateway.until(() => gateway.subscriptions >= 2);
});

test('a subscription that nobody answers is tried anew', async () => {
  gateway.faults.muteSubscribe = true;
  const { parts, lines } = await partsFor(service, gateway, { patience: { watchdogMs: 60 } });
  const channel = new WecomChannel(parts);
  open.push(channel);
  await channel.start();
  await gateway.until(() =>
    lines.some(({ event }) => /did not answer the subscription/.test(event)),
  );
  expect(channel.state).toBe('connecting');
  gateway.faults.muteSubscribe = false;
  await gateway.until(() => channel.state === 'ready');
});

test('a wrong secret is told and tried again, not given up', async () => {
  const wrong = { botId: 'bot', secret: 'wrong', wsUrl: gateway.url, ca: null };
  const { parts, lines } = await partsFor(service, gateway, { over: { settings: wrong } });
  const channel = new WecomChannel(parts);
  open.push(channel);
  await channel.start();
  await gateway.until(() => gateway.refusedSubscriptions > 2);
  expect(channel.state).toBe('refused');
  expect(lines.some(({ level, event }) => level === 'alarm' && /SECRET/.test(event))).toBe(true);
  expect(JSON.stringify(lines)).not.toContain('wrong');
});

test('of two processes one connects; when it stops the other takes over at once', async () => {
  const first = await bot();
  const { parts } = await partsFor(service, gateway);
  const second = new WecomChannel(parts);
  open.push(second);
  await second.start();
  expect([first.channel.state, second.state]).toEqual(['ready', 'standby']);
  expect(gateway.subscriptions).toBe(1);
  await first.channel.stop();
  await gateway.until(() => second.state === 'ready');
  gateway.say(user, question);
  await gateway.until(() => answered().length === 1);
});

test('kicked by a stranger it says so and does not fight', async () => {
  const { channel, lines } = await bot();
  const stranger = await partsFor(service, gateway, {
    over: { leases: alwaysMine },
  });
  const other = new WecomChannel(stranger.parts);
  open.push(other);
  await other.start();
  await gateway.until(() => channel.state === 'kicked');
  await gateway.until(() =>
    lines.some(({ level, event }) => level === 'alarm' && /another program/.test(event)),
  );
  expect(other.state).toBe('ready');
  expect(gateway.subscriptions).toBe(2);
});

test('kicked by the process that has the lease by now it stands by', async () => {
  let mine = true;
  const { leases } = service.state;
  const losing = { ...leases, hold: async () => mine, release: async () => {} };
  const { channel } = await bot({ over: { leases: losing } });
  mine = false;
  await gateway.until(() => channel.state === 'standby');
  await gateway.until(() => !gateway.held);
});

test('a stream that has expired is followed by a push', async () => {
  await bot();
  gateway.faults.expireStreams = true;
  gateway.say(user, question);
  const pushed = await gateway.until(() => room().seen.find(({ kind }) => kind === 'markdown'));
  expect(JSON.stringify(pushed)).toContain('[1]');
  expect(room().streams()).toEqual([]);
});

test('what takes longer than the deadline is announced and pushed', async () => {
  const { parts } = await partsFor(service, gateway);
  const chat = { ...parts.chat };
  let goOn = () => {};
  const waits = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const take: typeof chat.take = async (turn, watch) => {
    watch.onStep?.('search');
    await waits;
    return parts.chat.take(turn, watch);
  };
  await bot({ over: { chat: { ...chat, take } }, patience: { deadlineMs: 150, keepAliveMs: 40 } });
  gateway.say(user, question);
  const stream = await gateway.until(() =>
    room()
      .streams()
      .find((one) => one.finished),
  );
  expect(stream.content).toMatch(/单独发给您/);
  // Refreshed although nothing changed, or the platform might have dropped it.
  const steps = stream.snapshots.filter((text) => text.startsWith('正在'));
  expect(steps.length).toBeGreaterThan(1);
  goOn();
  await gateway.until(() =>
    room().seen.some((one) => one.kind === 'markdown' && one.content.includes('[1]')),
  );
});

test('refused because of too many messages, it waits and tries again', async () => {
  await bot();
  gateway.faults.refuseNext.push(0, 45009, 45009);
  gateway.say(user, question);
  await gateway.until(() => answered().length === 1);
  expect(room().seen.some(({ kind }) => kind === 'markdown')).toBe(true);
});

test('a chat that is written to fast gets all its answers within what the platform allows', async () => {
  await bot();
  for (let at = 0; at < 9; at++) gateway.say(user, `${question}${at}`);
  await gateway.until(
    () =>
      room()
        .streams()
        .filter((one) => one.finished).length === 9,
    20_000,
  );
  const codes = gateway.refusals.filter((code) => code === 45009);
  expect(codes).toEqual([]);
}, 30_000);

test('what a killed process had taken is answered by the next one', async () => {
  const { parts } = await partsFor(service, gateway);
  const stuck = new Promise<never>(() => {});
  const dead = await bot({ over: { chat: { ...parts.chat, take: () => stuck } } });
  gateway.say(user, question);
  await gateway.until(() => texts().length > 0);
  // As kill -9 leaves it: nothing finished; whoever comes next takes the connection.
  await bot({ over: { leases: alwaysMine } });
  expect(dead.channel.state).not.toBe('ready');
  await gateway.until(() => answered().length === 1);
  await gateway.until(
    async () => (await service.state.inboundEvents.unfinished('wecom')).length === 0,
  );
});

test('the end of a stream counts as taken only where no earlier frame is still owed its yes', async () => {
  const outcomes: Sent[] = [{ kind: 'unacked' }, { kind: 'acked' }];
  const way = {
    awaitsAck: () => false,
    respond: async (): Promise<Sent> => outcomes.shift() ?? { kind: 'acked' },
  };
  const request = { reqId: 'r', streamId: 's', feedbackId: 'f' };
  const doubtful = new ReplyStream(request, way, new TokenBucket(), shortTimings);
  doubtful.begin();
  await Promise.resolve();
  expect(await doubtful.finish('答复', null)).toBe(false);
  const sure = new ReplyStream(request, way, new TokenBucket(), shortTimings);
  sure.begin();
  expect(await sure.finish('答复', null)).toBe(true);
});
