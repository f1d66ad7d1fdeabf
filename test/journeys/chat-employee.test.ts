import { expect, test } from 'vitest';
import { type ChatUser, chatEmployee } from '../../src/journeys/conversation/chat-employee.ts';
import { InOrder } from '../../src/journeys/conversation/in-order.ts';
import { sourceForChat } from '../../src/journeys/conversation/source-for-chat.ts';
import { openChatService } from '../fixtures/chat-service.ts';

const slackIds: Readonly<Record<string, string>> = { '1024': 'U1024', '1026': 'U1026' };
const service = await openChatService({
  managers: ({ manager_id: id = '' }) => ({
    slack_user_id: slackIds[id] ?? '',
    left_on: id === '1026' ? '2026-11-20' : '',
  }),
});

async function whoIs(user: Partial<ChatUser>) {
  const member = { account: 'member', platform: 'slackUserId', userId: 'U9', email: null } as const;
  const found = await chatEmployee({ ...member, ...user }, service.state.employees);
  return found.kind === 'employee' ? found.employee.employeeId : found.text;
}

test('an account of the bank’s list is its employee', async () => {
  expect(await whoIs({ userId: 'U1024' })).toBe('1024');
});

test('a verified e-mail will do, unless the list names another account', async () => {
  expect(await whoIs({ email: '1025@Bank.Example' })).toBe('1025');
  expect(await whoIs({ email: '1024@bank.example' })).toContain('还不认识您');
});

test('guests, deactivated accounts and people who have left are turned away', async () => {
  expect(await whoIs({ userId: 'U1024', account: 'guest' })).toContain('访客账号');
  expect(await whoIs({ userId: 'U1024', account: 'deactivated' })).toContain('已停用');
  expect(await whoIs({ userId: 'U1026', email: '1026@bank.example' })).toContain('还不认识您');
});

test('work of one conversation is done in order, a failure does not stop it', async () => {
  const order = new InOrder();
  const done: string[] = [];
  const work = (name: string, turns: number) => async () => {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    done.push(name);
    if (name === 'a') throw new Error('a');
  };
  const first = order.run('one', work('a', 20)).catch(() => {});
  void order.run('one', work('b', 1));
  void order.run('two', work('c', 1));
  await first;
  await order.settle();
  expect(done).toEqual(['c', 'a', 'b']);
});

test('a client’s record is not opened in a chat, a passage is', async () => {
  const { chat, state } = service;
  const parts = { ...chat, library: state.library, detail: 'banded' } as const;
  const take = async (text: string) => {
    const turn = { employeeId: '1024', conversationId: `s-${text}`, text };
    return { employeeId: '1024', turnId: (await chat.take(turn, {})).turnId, n: 1 };
  };
  const record = await take('王建国的定存什么时候到期');
  expect((await sourceForChat(record, parts))?.citation.quote).toContain('不在聊天里显示');
  const full = await sourceForChat(record, { ...parts, detail: 'full' });
  expect(full?.citation.passageId).toBe('holdings:H5510');
  const passage = await sourceForChat(await take('客户老说要考虑考虑，怎么办'), parts);
  expect(passage?.passageText).toContain(passage?.citation.quote ?? '?');
});
