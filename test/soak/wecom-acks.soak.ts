import { afterEach, beforeAll, beforeEach, test } from 'vitest';
import type { WecomChannel } from '../../src/channels/wecom/wecom-channel.ts';
import { WecomGateway } from '../fakes/wecom/wecom-gateway.ts';
import type { ChatService } from '../fixtures/chat-service.ts';
import { openBot, sharedService, wx } from '../fixtures/wecom.ts';

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

// The SDK waits five seconds for an acknowledgement, and nobody can shorten that.
test('an acknowledgement that is missing lets the answer go out again', async () => {
  await bot();
  gateway.faults.muteAcks = true;
  gateway.say(user, question);
  // The end of the stream arrives, but nobody says so.
  await gateway.until(() => answered().length === 1);
  gateway.faults.muteAcks = false;
  await gateway.until(() => answered().length === 2, 20_000);
  await gateway.until(
    async () => (await service.state.inboundEvents.unfinished('wecom')).length === 0,
  );
}, 30_000);

test('a late acknowledgement is not taken for that of the next frame', async () => {
  await bot();
  // Later than the SDK waits: the placeholder counts as unconfirmed when its acknowledgement comes.
  gateway.faults.ackDelayMs = 5200;
  gateway.say(user, question);
  await gateway.until(() => gateway.received.length >= 3, 20_000);
  gateway.faults.ackDelayMs = 0;
  await gateway.until(() => answered().length >= 2, 20_000);
}, 30_000);
