import { describe, expect, test } from 'vitest';
import { SqlLeases } from '../../src/store/sql-leases.ts';
import { SqlOpenedChats } from '../../src/store/sql-opened-chats.ts';
import { stateEngines } from '../fixtures/states.ts';

describe.each(stateEngines)('one of several processes on $name', ({ open }) => {
  test('a lease has one holder, who renews it; it passes on when given back or run out', async () => {
    const { db, close } = await open();
    const leases = new SqlLeases(db);
    const asked = await Promise.all([
      leases.hold('bot', 'a', 60_000),
      leases.hold('bot', 'b', 60_000),
    ]);
    expect(asked.sort()).toEqual([false, true]);
    const holder = (await leases.hold('bot', 'a', 60_000)) ? 'a' : 'b';
    const other = holder === 'a' ? 'b' : 'a';
    expect(await leases.hold('bot', other, 60_000)).toBe(false);
    expect(await leases.hold('another bot', other, 60_000)).toBe(true);
    // Who does not hold it can't give it away.
    await leases.release('bot', other);
    expect(await leases.hold('bot', other, 60_000)).toBe(false);
    await leases.release('bot', holder);
    expect(await leases.hold('bot', other, -1)).toBe(true);
    expect(await leases.hold('bot', holder, 60_000)).toBe(true);
    await close();
  });

  test('who has opened the bot is known from then on, per platform', async () => {
    const { db, close } = await open();
    const opened = new SqlOpenedChats(db, { now: () => new Date('2026-11-24T00:00:00Z') });
    await opened.note('wecom', 'zhangsan');
    await opened.note('wecom', 'zhangsan');
    expect(await opened.has('wecom', 'zhangsan')).toBe(true);
    expect(await opened.has('slack', 'zhangsan')).toBe(false);
    await close();
  });
});
