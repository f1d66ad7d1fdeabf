import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BookEmployeeDirectory } from '../../src/store/book/book-employee-directory.ts';
import { openSqliteBook } from '../../src/store/book/sqlite-book.ts';
import { SqlInboundEvents } from '../../src/store/sql-inbound-events.ts';
import { SqlSentCards } from '../../src/store/sql-sent-cards.ts';
import { folderWith } from '../fixtures/cards.ts';
import { type OpenedState, stateEngines } from '../fixtures/states.ts';

describe.each(stateEngines)('chat platforms on $name', ({ open }) => {
  async function openChats(opened?: OpenedState) {
    const state = opened ?? (await open());
    let minute = 0;
    const clock = { now: () => new Date(Date.UTC(2026, 10, 24, 0, minute++)) };
    const events = new SqlInboundEvents(state.db, clock);
    return { state, events, cards: new SqlSentCards(state.db, clock), close: () => state.close() };
  }

  test('an event delivered twice at once is taken once', async () => {
    const { events, close } = await openChats();
    const event = { channel: 'slack', key: 'Ev1', body: { text: '别的行利率更高' } } as const;
    const taken = await Promise.all([events.take(event), events.take(event)]);
    expect(taken.sort()).toEqual([false, true]);
    expect(await events.take({ ...event, channel: 'wecom' })).toBe(true);
    await close();
  });

  test('what was not finished is there after a restart, in order, and its key outlives its body', async () => {
    const first = await openChats();
    for (const key of ['b', 'a', 'c'])
      await first.events.take({ channel: 'wecom', key, body: [key] });
    await first.events.finish('wecom', 'a');
    await first.close();
    const { events, close } = await openChats(await first.state.again());
    expect(await events.unfinished('wecom')).toEqual([
      { channel: 'wecom', key: 'b', body: ['b'] },
      { channel: 'wecom', key: 'c', body: ['c'] },
    ]);
    expect(await events.take({ channel: 'wecom', key: 'a', body: ['a'] })).toBe(false);
    await events.forget('2026-11-25T00:00:00.000Z');
    expect(await events.take({ channel: 'wecom', key: 'a', body: ['a'] })).toBe(true);
    expect(await events.unfinished('wecom')).toHaveLength(3);
    await close();
  });

  test('an event whose taker has fallen silent is given to one other', async () => {
    const { db, close } = await open();
    let ms = 1_795_000_000_000;
    const clock = { now: () => new Date('2026-11-24T00:00:00Z') };
    const events = new SqlInboundEvents(db, clock, () => ms);
    for (const key of ['a', 'b', 'c']) await events.take({ channel: 'slack', key, body: [key] });
    await events.finish('slack', 'c');
    ms += 10_000;
    await events.hold('slack', ['a']);
    ms += 10_000;
    const claimed = await Promise.all([
      events.claimAbandoned('slack'),
      events.claimAbandoned('slack'),
    ]);
    expect(claimed.flat()).toEqual([{ channel: 'slack', key: 'b', body: ['b'] }]);
    ms += 20_000;
    const rest = (await events.claimAbandoned('slack')).map(({ key }) => key);
    expect(rest.sort()).toEqual(['a', 'b']);
    await close();
  });

  test('a card in a chat is found again, and each of its actions is pressed once', async () => {
    const { cards, close } = await openChats();
    const actions = [{ label: '他还是不同意', do: 'ask', text: '他还是不同意' } as const];
    const ids = { employeeId: '1024', conversationId: 'slack:D1', turnId: 't1' };
    const card = { id: 'k1', channel: 'slack', ...ids, place: null, actions } as const;
    await cards.keep(card);
    await cards.place('k1', { channel: 'D1', ts: '1.2' });
    expect(await cards.find('k1')).toEqual({ ...card, place: { channel: 'D1', ts: '1.2' } });
    expect(await cards.find('k2')).toBeNull();
    expect(await cards.press('k1', 0)).toBe(true);
    expect(await cards.press('k1', 0)).toBe(false);
    await close();
  });
});

test('people are found by how a chat knows them, unless two share it', async () => {
  const book = await openSqliteBook(join(folderWith({}), 'book.db'));
  const branch = { branch_id: 'B1', name: '城东支行', city: null };
  await book.db.insertInto('branches').values(branch).execute();
  const person = (
    manager_id: string,
    slack_user_id: string | null,
    left_on: number | null = null,
  ) => ({
    ...{
      manager_id,
      name: '李敏',
      branch_id: 'B1',
      role: 'rm',
      email: null,
      slack_user_id,
      left_on,
    },
    ...{ supervisor_id: null, wecom_userid: null, license_no: null, licenses: null },
    ...{ rest_weekdays: null, leave_from: null, leave_to: null, deputy_id: null },
  });
  const staff = [person('1', 'U1'), person('2', 'U2'), person('3', 'U2'), person('4', 'U4', 5)];
  await book.db.insertInto('managers').values(staff).execute();
  const people = new BookEmployeeDirectory(book, () => 10);
  expect(await people.findBy('slackUserId', 'U1')).toMatchObject({ employeeId: '1' });
  expect(await people.findBy('slackUserId', 'U2')).toBeNull();
  expect(await people.findBy('slackUserId', 'U4')).toBeNull();
  expect(await people.identities('1')).toEqual({
    email: null,
    slackUserId: 'U1',
    wecomUserId: null,
  });
  await book.db.destroy();
});
