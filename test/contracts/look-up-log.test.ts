import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { LookUp } from '../../src/ports/look-up-log.ts';
import { SqlLookUpLog } from '../../src/store/sql-look-up-log.ts';
import { stateEngines } from '../fixtures/states.ts';

const clock = { now: () => new Date('2026-11-24T08:00:00+08:00') };
const lookUp: LookUp = {
  employeeId: '1024',
  systemUser: null,
  turnId: 't1',
  action: 'card',
  clientIds: ['C000123'],
  fields: ['*'],
};

describe.each(stateEngines)('the log of look-ups on $name', ({ name, open }) => {
  async function logWith(count: number) {
    const state = await open();
    const log = new SqlLookUpLog(state.db, clock);
    await Promise.all([...Array(count)].map(() => log.append(lookUp)));
    const execute = (statement: string) => sql.raw(statement).execute(state.db);
    const disarm = (trigger: string) =>
      execute(`DROP TRIGGER ${trigger}${name === 'SQLite' ? '' : ' ON look_ups'}`);
    return { log, state, execute, disarm };
  }

  test('look-ups written at the same time form one whole chain', async () => {
    const { log, state } = await logWith(20);
    expect(await log.verify()).toEqual({ entries: 20, brokenAt: null });
    await state.close();
  });

  test('a log longer than is read at once is verified to its end', async () => {
    const { log, state } = await logWith(1);
    for (let at = 0; at < 250; at++) await log.append(lookUp);
    expect(await log.verify()).toEqual({ entries: 251, brokenAt: null });
    await state.close();
  });

  test('two connections to one log do not follow the same entry', async () => {
    const { state } = await logWith(0);
    const other = await state.again();
    const logs = [new SqlLookUpLog(state.db, clock), new SqlLookUpLog(other.db, clock)];
    for (let turn = 0; turn < 5; turn++) for (const log of logs) await log.append(lookUp);
    expect(await logs[0]?.verify()).toEqual({ entries: 10, brokenAt: null });
    await other.close();
    await state.close();
  });

  test('an entry can be neither changed nor removed', async () => {
    const { execute, state } = await logWith(2);
    await expect(execute(`UPDATE look_ups SET employee_id = 'x'`)).rejects.toThrow(/only added to/);
    await expect(execute('DELETE FROM look_ups')).rejects.toThrow(/only added to/);
    await state.close();
  });

  test('whoever gets round that is found out', async () => {
    const changed = await logWith(3);
    await changed.disarm('look_ups_no_change');
    await changed.execute(`UPDATE look_ups SET turn_id = 't2' WHERE position = 2`);
    expect(await changed.log.verify()).toEqual({ entries: 2, brokenAt: 2 });
    await changed.state.close();
    const removed = await logWith(3);
    await removed.disarm('look_ups_no_removal');
    await removed.execute('DELETE FROM look_ups WHERE position = 3');
    expect(await removed.log.verify()).toEqual({ entries: 2, brokenAt: 3 });
    await removed.state.close();
  });
});
