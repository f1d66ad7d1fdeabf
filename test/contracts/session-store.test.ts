import { describe, expect, test } from 'vitest';
import { SqlSessionStore } from '../../src/store/sql-session-store.ts';
import { stateEngines } from '../fixtures/states.ts';

const now = new Date();
const later = new Date(now.getTime() + 60_000);

describe.each(stateEngines)('sessions on $name', ({ open }) => {
  async function openStore() {
    const { db, close } = await open();
    return { store: new SqlSessionStore(db), close };
  }

  test('a session is found until it expires or ends', async () => {
    const { store, close } = await openStore();
    const session = {
      tokenHash: 'a',
      employeeId: '1024',
      method: 'link',
      expiresAt: later,
    } as const;
    await store.open(session);
    expect(await store.find('a', now)).toEqual(session);
    expect(await store.find('b', now)).toBeNull();
    expect(await store.find('a', later)).toBeNull();
    await store.end('a');
    expect(await store.find('a', now)).toBeNull();
    await close();
  });

  test('of two that redeem one link at once, one gets in', async () => {
    const { store, close } = await openStore();
    await store.keepLink({ tokenHash: 'l', employeeId: '1024', expiresAt: later });
    const redeemed = await Promise.all([store.redeemLink('l', now), store.redeemLink('l', now)]);
    expect(redeemed.filter((employeeId) => employeeId === '1024')).toHaveLength(1);
    expect(await store.redeemLink('l', now)).toBeNull();
    await close();
  });

  test('a link is worth nothing after its time', async () => {
    const { store, close } = await openStore();
    await store.keepLink({ tokenHash: 'l', employeeId: '1024', expiresAt: later });
    expect(await store.redeemLink('l', later)).toBeNull();
    await close();
  });
});
