import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WecomFiles } from '../../fakes/wecom/file-store.ts';
import { WecomGateway } from '../../fakes/wecom/wecom-gateway.ts';
import type { ChatService } from '../../fixtures/chat-service.ts';
import { openBot, sharedService, wx } from '../../fixtures/wecom.ts';

let service: ChatService;
let files: WecomFiles;
let gateway: WecomGateway;
let bot: Awaited<ReturnType<typeof openBot>>;

beforeAll(async () => {
  service = await sharedService();
  files = await WecomFiles.open();
}, 60_000);
afterAll(() => files.close());

beforeEach(async () => {
  gateway = await WecomGateway.open();
  bot = await openBot(service, gateway);
});
afterEach(async () => {
  await bot.channel.stop();
  await gateway.close();
});

const user = wx('1024');

/** Sends a file; resolves with what is answered. */
async function sendFile(file: object, { group }: { group?: string } = {}): Promise<string> {
  const room = gateway.room(group ?? user);
  const before = room.streams().length;
  const own = { body: { msgtype: 'file', file } };
  gateway.say(user, '', group === undefined ? own : { ...own, group });
  const answer = await gateway.until(() => room.streams().filter((one) => one.finished)[before]);
  return answer.content;
}

const csv = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'));

async function foreigner(): Promise<{ clientId: string; name: string }> {
  const own = await service.state.book.for({ employeeId: '1025' });
  const mine = await service.state.book.for({ employeeId: '1024' });
  const { clients } = await own.list({ conditions: [], limit: 400 });
  for (const one of clients) {
    if ((await mine.find({ kind: 'name', text: one.name })).length === 0) return one;
  }
  throw new Error('all names are shared');
}

test('a list of clients is looked up: own ones are shown, all others are told alike', async () => {
  const { name } = await foreigner();
  const list = csv('姓名,备注', '王建国,老客户', `${name},`, '"何桂兰",', '查无此人,', '王建国,');
  const answer = await sendFile(files.put(list));
  expect(answer).toMatch(/^从文件的“姓名”这一列读到 4 位。/);
  expect(answer).toMatch(/\*\*王建国/);
  expect(answer).toMatch(/\*\*何桂兰/);
  expect(answer).toContain(`没有查到（不在您可以查看的客户里）：${name}、查无此人`);
  expect(answer).not.toContain(`**${name}`);
});

test('client ids come before names, and a spreadsheet’s own encoding is read', async () => {
  const { clientId } = await foreigner();
  const gb = Buffer.from('c3fbd7d62cbfcdbba7bac50d0a', 'hex');
  const list = Buffer.concat([gb, csv('x,C000123', `y,${clientId}`)]);
  const answer = await sendFile(files.put(list));
  expect(answer).toMatch(/“客户号”这一列读到 2 位/);
  expect(answer).toMatch(/\*\*王建国/);
  expect(answer).toContain(clientId);
});

test('what the list shows can be asked on from', async () => {
  await sendFile(files.put(csv('王建国', '何桂兰')));
  const room = gateway.room(user);
  gateway.say(user, '其中有定存的');
  const answer = await gateway.until(() => room.streams().filter((one) => one.finished)[1]);
  expect(answer.content).toContain('**1 位');
  expect(answer.content).toMatch(/\*\*王建国/);
});

test('a list of other people’s clients says no more than that', async () => {
  const { name } = await foreigner();
  const answer = await sendFile(files.put(csv(name)));
  expect(answer).toContain('没有找到属于您管户范围的这位客户');
});

test.each([
  ['a workbook', Buffer.from('504b0304140006000800', 'hex'), /另存为 CSV/],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), /看不了/],
  ['nothing in it', csv('姓名', '', ' '), /没有读到客户/],
  [
    'too many',
    csv(...Array.from({ length: 101 }, (_, at) => `客户${at}`)),
    /101 位，一次最多查 100 位/,
  ],
  ['too large', Buffer.alloc(400_000, 'a'), /文件太大了/],
])('%s is declined politely', async (_what, content, expected) => {
  expect(await sendFile(files.put(content))).toMatch(expected);
});

test('a file that is gone, or that its key does not open, is asked for again', async () => {
  const { aeskey } = files.put(csv('王建国'));
  expect(await sendFile({ url: `${files.address}/nowhere`, aeskey })).toMatch(/再发一次/);
  const other = files.put(csv('何桂兰'));
  expect(await sendFile({ url: other.url, aeskey })).toMatch(/再发一次/);
  expect(await sendFile({ url: 'http://127.0.0.1:1/x', aeskey })).toMatch(/再发一次/);
});

test('in a group no file is read', async () => {
  expect(await sendFile(files.put(csv('王建国')), { group: 'g1' })).toMatch(/单聊/);
  expect(JSON.stringify(bot.lines)).not.toContain('王建国');
});
