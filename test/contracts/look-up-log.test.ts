import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { LookUp } from '../../src/ports/look-up-log.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { SqlLookUpLog } from '../../src/store/sql-look-up-log.ts';
import { folderWith } from '../fixtures/cards.ts';

const clock = { now: () => new Date('2026-11-24T08:00:00+08:00') };
const lookUp: LookUp = {
  employeeId: '1024',
  systemUser: null,
  turnId: 't1',
  action: 'card',
  clientIds: ['C000123'],
  fields: ['*'],
};

async function logWith(count: number) {
  const file = join(folderWith({}), 'guichao.db');
  const db = await openDatabase(file);
  const log = new SqlLookUpLog(db, clock);
  await Promise.all([...Array(count)].map(() => log.append(lookUp)));
  return { log, db, raw: new Database(file) };
}

test('look-ups written at the same time form one whole chain', async () => {
  const { log } = await logWith(20);
  expect(await log.verify()).toEqual({ entries: 20, brokenAt: null });
});

test('two connections to one log do not follow the same entry', async () => {
  const file = join(folderWith({}), 'guichao.db');
  const logs = [];
  for (let at = 0; at < 2; at++) logs.push(new SqlLookUpLog(await openDatabase(file), clock));
  for (let turn = 0; turn < 5; turn++) for (const log of logs) await log.append(lookUp);
  expect(await logs[0]?.verify()).toEqual({ entries: 10, brokenAt: null });
});

test('an entry can be neither changed nor removed', async () => {
  const { raw } = await logWith(2);
  expect(() => raw.exec(`UPDATE look_ups SET employee_id = 'x'`)).toThrow(/only added to/);
  expect(() => raw.exec('DELETE FROM look_ups')).toThrow(/only added to/);
});

test('whoever gets round that is found out', async () => {
  const changed = await logWith(3);
  changed.raw.exec(
    `DROP TRIGGER look_ups_no_change; UPDATE look_ups SET turn_id = 't2' WHERE position = 2`,
  );
  expect(await changed.log.verify()).toEqual({ entries: 2, brokenAt: 2 });
  const removed = await logWith(3);
  removed.raw.exec('DROP TRIGGER look_ups_no_removal; DELETE FROM look_ups WHERE position = 3');
  expect(await removed.log.verify()).toEqual({ entries: 2, brokenAt: 3 });
});
