import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src/domain/calendar/day.ts';
import type { ClientCondition } from '../../src/domain/clients/client-filter.ts';
import type { ClientNotes } from '../../src/domain/clients/client-notes.ts';
import { SqlClientBook } from '../../src/store/book/sql-client-book.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import { bookEngines, bookFolder, importOf } from '../fixtures/books.ts';

const today = parseDay('2026-11-24') ?? 0;
const notes: ClientNotes = {
  contacts: [
    {
      clientId: 'C2',
      contactId: 'N1',
      managerId: 'M1',
      contactedOn: today,
      contactedAtSeconds: today * 86_400,
      channel: 'call',
      direction: 'out',
      effective: null,
      result: '约了见面',
      note: null,
      nextOn: today + 3,
    },
  ],
  tags: [{ clientId: 'C2', tag: 'relocation', enteredOn: today, enteredBy: 'M1', expiresOn: null }],
  stops: [{ clientId: 'C1', channel: 'sms', requestedOn: today }],
};

describe.each(bookEngines)('what was recorded in conversations, on $name', ({ open }) => {
  async function reader(recorded: ClientNotes | null) {
    const database = await open();
    await importBook(database, importOf(bookFolder()));
    const log = { append: async () => {}, verify: async () => ({ entries: 0, brokenAt: null }) };
    const store = recorded && {
      of: async () => recorded,
      isEmpty: async () => false,
      record: async () => {},
    };
    return new SqlClientBook(database, log, () => today, store).for({ employeeId: 'M1' });
  }

  const asked: readonly (readonly [ClientCondition, before: string[], after: string[]])[] = [
    [{ kind: 'contacted', days: { from: today - 5, to: today } }, [], ['C2']],
    [{ kind: 'contacted', days: { from: today - 90 }, not: true }, ['C2'], []],
    [{ kind: 'appointment', days: { from: today - 13 } }, [], ['C2']],
    [{ kind: 'promise-open', days: {} }, [], ['C2']],
    [{ kind: 'tag', tag: 'relocation' }, [], ['C2']],
    [{ kind: 'may-market', channel: 'sms' }, ['C1'], []],
    [{ kind: 'may-market' }, ['C1'], []],
  ];

  test('counts in lists beside what the files brought', async () => {
    for (const [recorded, place] of [
      [null, 1],
      [notes, 2],
    ] as const) {
      const own = await reader(recorded);
      for (const row of asked) {
        const page = await own.list({ conditions: [row[0]], sort: 'client-id' });
        expect(
          page.clients.map((one) => one.clientId),
          JSON.stringify(row[0]),
        ).toEqual(row[place]);
      }
      const order = await own.list({ conditions: [], sort: 'last-contact', descending: true });
      expect(order.clients[0]?.clientId).toBe(recorded ? 'C2' : 'C1');
    }
  });

  test('further conditions of lists mean the same on every engine', async () => {
    const own = await reader(null);
    const further: readonly (readonly [ClientCondition, string[]])[] = [
      [{ kind: 'surname', surname: '王' }, ['C1']],
      [{ kind: 'assessed' }, ['C1']],
      [{ kind: 'assessment-ends', days: { from: today, to: today + 30 } }, ['C1']],
      [{ kind: 'loan-open', loans: ['mortgage'] }, ['C2']],
      [{ kind: 'complained' }, ['C2']],
      [{ kind: 'deposits', cents: { from: 1 } }, []],
      [{ kind: 'payroll' }, []],
      [{ kind: 'do-not-contact' }, []],
      [{ kind: 'disc', style: 'D' }, []],
      [{ kind: 'occupation', occupations: ['医生'] }, []],
      [{ kind: 'due', days: {}, productName: '定存', perClient: true }, ['C1']],
      [{ kind: 'holds', products: ['term_deposit'], amountCents: { from: 1 } }, ['C1']],
    ];
    for (const [condition, expected] of further) {
      const page = await own.list({ conditions: [condition], sort: 'aum-change' });
      expect(
        page.clients.map((one) => one.clientId),
        condition.kind,
      ).toEqual(expected);
    }
    expect((await own.namedIn('王建国的定存')).map((one) => one.clientId)).toEqual(['C1']);
    expect(await own.namedIn('单雄信的定存')).toEqual([]);
  });

  test('stands on the card', async () => {
    const own = await reader(notes);
    const card = await own.card('C2');
    expect(card?.contacts[0]).toMatchObject({ contactId: 'N1' });
    const stopped = await own.card('C1');
    expect(stopped?.consents[0]).toMatchObject({ channel: 'sms', revokedOn: today });
  });
});
