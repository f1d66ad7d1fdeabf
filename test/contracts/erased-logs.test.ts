import { describe, expect, test } from 'vitest';
import type { LookUp } from '../../src/ports/look-up-log.ts';
import { hashOfContent } from '../../src/store/look-up-chain.ts';
import { SqlLookUpLog } from '../../src/store/sql-look-up-log.ts';
import { type ErasureStores, eraseFromLogs } from '../../src/store/upkeep/erasure.ts';
import { SqlRetention } from '../../src/store/upkeep/sql-retention.ts';
import { type OpenedState, stateEngines } from '../fixtures/states.ts';

const order = { orderedBy: '1099', systemUser: 'root', at: '2026-11-24T00:00:00.000Z' };
const lookUp: LookUp = {
  employeeId: '1024',
  systemUser: null,
  turnId: null,
  action: 'card',
  clientIds: ['C1', 'C2'],
  fields: ['*'],
};

describe.each(stateEngines)('logs of which something was erased, on $name', ({ name, open }) => {
  const engine = name === 'SQLite' ? 'sqlite' : 'postgres';

  async function logOf(days: readonly string[]) {
    const state = await open();
    let at = 0;
    const log = new SqlLookUpLog(state.db, { now: () => new Date(`${days[at++]}T08:00:00Z`) });
    for (const _day of days) await log.append(lookUp);
    return { state, log, db: state.db };
  }

  const blank = ({ db }: OpenedState, clientId: string) =>
    db.transaction().execute((tx) => {
      const stores = { state: db, book: { engine } } as unknown as ErasureStores;
      return eraseFromLogs({ tx, stores, order }, 'client', {
        lookUp: ({ client_ids }) =>
          client_ids.includes(clientId) ? { client_ids: client_ids.replace(clientId, 'X') } : null,
        outreach: () => null,
      });
    });

  const retention = (state: OpenedState) =>
    new SqlRetention(state.db, {
      engine,
      timezone: 'Asia/Shanghai',
      clock: { now: () => new Date('2026-11-24T08:00:00Z') },
    });

  const from = (day: number) => ({
    conversations: day,
    drafts: day,
    deliveries: day,
    alerts: day,
    client_notes: day,
    logs: day,
  });

  test('the chain holds over blanked entries, blanked twice and written on after', async () => {
    const { state, log, db } = await logOf(['2026-01-01', '2026-01-02', '2026-01-03']);
    expect(await blank(state, 'C1')).toMatchObject({ lookUps: 3, outreach: 0 });
    expect(await blank(state, 'C2')).toMatchObject({ lookUps: 3 });
    expect(await log.verify()).toEqual({ entries: 5, brokenAt: null });
    const shown = await db
      .selectFrom('look_ups')
      .select('client_ids')
      .orderBy('position')
      .limit(1)
      .execute();
    expect(shown).toEqual([{ client_ids: '["X","X"]' }]);
    // The guard is back.
    const moved = db.updateTable('look_ups').set({ at: 'x' }).execute();
    await expect(moved).rejects.toThrow(/only added to/);
    const forgotten = db.deleteFrom('erased_entries').execute();
    await expect(forgotten).rejects.toThrow(/only added to/);
    await state.close();
  });

  test('who blanks an entry and writes the register alone is found out', async () => {
    const { state, log, db } = await logOf(['2026-01-01', '2026-01-02', '2026-01-03']);
    await blank(state, 'C1');
    const first = db.selectFrom('look_ups').selectAll().where('position', '=', 2);
    const row = await first.executeTakeFirstOrThrow();
    await db
      .insertInto('erased_entries')
      .values({
        erasure_id: 'forged',
        log: 'look_ups',
        position: 2,
        hash_before: hashOfContent(row),
        hash_after: hashOfContent(row),
      })
      .execute();
    expect((await log.verify()).brokenAt).toBe(2);
    await state.close();
  });

  test('the log begins later once its beginning has had its time, and still holds', async () => {
    const days = ['2020-01-01', '2020-01-02', '2026-01-03', '2026-01-04'];
    const { state, log, db } = await logOf(days);
    await blank(state, 'C1');
    const kept = retention(state);
    const first = from(20_000);
    expect(await kept.due(first)).toMatchObject({ logs: 2 });
    expect(await kept.apply(first)).toMatchObject({ logs: 2 });
    // Two kept, the erasure, and the entry that vouches for the new beginning.
    expect(await log.verify()).toEqual({ entries: 4, brokenAt: null });
    expect(await kept.apply(first)).toMatchObject({ logs: 0 });
    await db.updateTable('look_up_start').set({ position: 3, hash: 'x' }).execute();
    expect((await log.verify()).brokenAt).not.toBeNull();
    await state.close();
  });

  test('what is told of an open alert is kept, whatever its age; the rest goes by its kind', async () => {
    const state = await open();
    const { db } = state;
    const alert = { client_id: 'C', manager_id: 'M', severity: 'red', score: 1, aum_at_risk: 1 };
    const times = { opened_on: 1, last_hit_on: 1, snoozed_until: null, received_at: null };
    const more = { ...alert, ...times, status: 'open', outcome: null, in_digest: 0, signals: '[]' };
    await db
      .insertInto('alerts')
      .values([
        { ...more, alert_id: 'open', closed_on: null },
        { ...more, alert_id: 'closed', client_id: 'D', closed_on: 2 },
      ])
      .execute();
    const letter = (subject: string) => ({
      key: `red/${subject}`,
      recipient_id: 'M',
      step: 'red',
      subject,
      day: 1,
      due_at: 1,
      expires_at: null,
      state: 'delivered' as const,
      conversation_id: 'c',
      turn_id: 't',
      attempts: 1,
      not_before: 0,
      held_by: '',
      held_until: 0,
      tried: null,
      channel: null,
      reference: null,
      delivered_at: null,
      read_at: null,
      fault: null,
    });
    await db.insertInto('outbox').values(['open', 'closed'].map(letter)).execute();
    const counts = await retention(state).apply(from(20_000));
    expect(counts).toMatchObject({ deliveries: 1, alerts: 1, logs: 0 });
    expect(await db.selectFrom('outbox').select('subject').execute()).toEqual([
      { subject: 'open' },
    ]);
    expect(await db.selectFrom('alerts').select('alert_id').execute()).toEqual([
      { alert_id: 'open' },
    ]);
    await state.close();
  });
});
