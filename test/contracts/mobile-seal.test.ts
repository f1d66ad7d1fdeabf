import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { mobileSeal } from '../../src/store/book/mobile-seal.ts';
import { SqlClientBook } from '../../src/store/book/sql-client-book.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import { bookEngines, importOf } from '../fixtures/books.ts';
import { folderWith } from '../fixtures/cards.ts';

const key = 'a key of at least thirty-two characters';
const log = { append: async () => {}, verify: async () => ({ entries: 0, brokenAt: null }) };
const files = (mobile: string) =>
  folderWith({
    'branches.csv': 'branch_id,name\nB1,城东支行\n',
    'managers.csv': 'manager_id,name,branch_id,role\n1,李敏,B1,rm\n',
    'clients.csv': `client_id,manager_id,name,opened_on,mobile\nC1,1,王建国,2020-01-01,${mobile}\nC2,1,陈丽,2020-01-01,\n`,
  });

describe.each(bookEngines)('mobiles under a key, on $name', ({ open }) => {
  test('are never stored as they are, found by their tail, and shown to who has the key', async () => {
    const database = await open();
    const directory = files('12000000917');
    await importBook(database, importOf(directory, { mobileKey: key }));
    const stored = await sql<{ mobile: string }>`SELECT mobile FROM clients`.execute(database.db);
    expect(JSON.stringify(stored.rows)).not.toMatch(/1200000/);
    const again = await importBook(database, importOf(directory, { mobileKey: key }));
    expect(again.changed).toBe(0);
    const reader = await new SqlClientBook(database, log, () => 20_781, null, mobileSeal(key)).for({
      employeeId: '1',
    });
    expect(await reader.find({ kind: 'mobile-tail', text: '0917' })).toHaveLength(1);
    expect(await reader.revealMobile('C1')).toEqual({ mobile: '12000000917' });
    expect(await reader.revealMobile('C2')).toEqual({ mobile: null });
    expect(await reader.revealMobile('C9')).toBeNull();
    const without = new SqlClientBook(database, log, () => 20_781);
    const locked = await without.for({ employeeId: '1' });
    await expect(locked.revealMobile('C1')).rejects.toThrow(/GUICHAO_MOBILE_KEY/);
  });

  test('that came before there was a key are encrypted by the next import', async () => {
    const database = await open();
    await importBook(database, importOf(files('12000000917')));
    const more = folderWith({ 'branches.csv': 'branch_id,name\nB2,城西支行\n' });
    await importBook(database, importOf(more, { mobileKey: key }));
    const stored = await sql<{ mobile: string }>`SELECT mobile FROM clients
      WHERE client_id = 'C1'`.execute(database.db);
    expect(stored.rows[0]?.mobile).toMatch(/^v1:/);
  });
});
