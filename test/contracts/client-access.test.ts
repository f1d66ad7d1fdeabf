import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { writeDemo } from '../../src/demo/write-demo.ts';
import type { ClientCondition } from '../../src/domain/clients/client-filter.ts';
import type { ClientMention } from '../../src/domain/clients/client-mention.ts';
import { SqlClientBook } from '../../src/store/book/sql-client-book.ts';
import { openSqliteBook } from '../../src/store/book/sqlite-book.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import { importOf } from '../fixtures/books.ts';
import { folderWith } from '../fixtures/cards.ts';

const until = 20_780;
const clients = 1400;

interface Row {
  readonly [column: string]: string;
}

function rowsOf(directory: string, file: string): Row[] {
  const [header = '', ...lines] = readFileSync(join(directory, file), 'utf8').trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
  });
}

let book: SqlClientBook;
let staff: Row[];
let people: Row[];

beforeAll(async () => {
  const directory = folderWith({});
  writeDemo({ directory, clients, seed: 7, until });
  const database = await openSqliteBook(join(folderWith({}), 'book.db'));
  await importBook(database, importOf(directory));
  const log = { append: async () => {}, verify: async () => ({ entries: 0, brokenAt: null }) };
  book = new SqlClientBook(database, log, () => until + 1);
  staff = rowsOf(directory, 'managers.csv');
  people = rowsOf(directory, 'clients.csv');
});

/** Who is visible, worked out from the files alone. */
function visibleTo(me: Row): Set<string | undefined> {
  const managers = staff.filter((one) => {
    if (me.role === 'rm') return one === me;
    if (me.role === 'supervisor') return one === me || one.supervisor_id === me.manager_id;
    return me.role === 'branch_head' && one.branch_id === me.branch_id;
  });
  const ids = new Set(managers.map((one) => one.manager_id));
  return new Set(people.filter((one) => ids.has(one.manager_id ?? '')).map((one) => one.client_id));
}

const anybody = () => fc.nat({ max: staff.length - 1 }).map((at) => staff[at] ?? {});
const anyClient = () => fc.nat({ max: people.length - 1 }).map((at) => people[at] ?? {});

const conditions: ClientCondition[] = [
  { kind: 'due', days: { from: until, to: until + 60 } },
  { kind: 'contacted', days: { from: until - 90 }, not: true },
  { kind: 'gender', gender: 'female' },
  { kind: 'may-market', not: true },
  { kind: 'aum', cents: { from: 50_000_000 } },
  { kind: 'complaint-open' },
];

function mentionOf(client: Row, kind: ClientMention['kind']): ClientMention {
  const texts: Record<ClientMention['kind'], string | undefined> = {
    id: client.client_id,
    name: client.name,
    salutation: client.salutation || `${client.name?.[0]}总`,
    'mobile-tail': client.mobile?.slice(-4),
    pinyin: 'w',
  };
  return { kind, text: texts[kind] ?? '' };
}

test('whoever asks for whatever never sees a client of somebody else', async () => {
  const kinds = ['id', 'name', 'salutation', 'mobile-tail', 'pinyin'] as const;
  const request = fc.tuple(
    anybody(),
    anyClient(),
    fc.constantFrom(...kinds),
    fc.subarray(conditions, { maxLength: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(request, async ([me, client, kind, some]) => {
      const visible = visibleTo(me);
      const reader = await book.for({ employeeId: me.manager_id ?? '' });
      const found = await reader.find(mentionOf(client, kind));
      const page = await reader.list({ conditions: some, limit: clients });
      for (const one of [...found, ...page.clients]) expect(visible).toContain(one.clientId);
      expect(page.total).toBe(page.clients.length);
      if (some.length === 0) expect(page.total).toBe(visible.size);
      const card = await reader.card(client.client_id ?? '');
      expect(card === null).toBe(!visible.has(client.client_id));
    }),
    { numRuns: 300 },
  );
}, 120_000);
