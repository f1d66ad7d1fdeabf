import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openSqliteBook } from '../../src/store/book/sqlite-book.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import { bookFolder, importOf } from '../fixtures/books.ts';
import { folderWith } from '../fixtures/cards.ts';

const kills = 200;
const entry = join(import.meta.dirname, 'delivery-process.ts');

const clients = Array.from(
  { length: 24 },
  (_, at) => `C${at + 1},${at < 12 ? 'M1' : 'M2'},客户${at + 1},2018-01-10`,
);
/** Two red ones of one manager on the first day, five of the other on the next; one is spoken with in time. */
const complaints = [
  'R1,C1,2026-11-24,3,,',
  'R2,C2,2026-11-24,4,,',
  'A1,C3,2026-11-24,2,,',
  'R3,C4,2026-11-26,3,,',
  ...[13, 14, 15, 16, 17].map((at) => `S${at},C${at},2026-11-25,3,,`),
  'B1,C5,2026-11-20,1,,2026-11-24',
];
const files = {
  'managers.csv':
    'manager_id,name,branch_id,role,supervisor_id\nM0,周敏,B1,supervisor,B0\nM1,李敏,B1,rm,M0\nM2,赵磊,B1,rm,M0\nB0,钱卫国,B1,branch_head,\n',
  'clients.csv': ['client_id,manager_id,name,opened_on', ...clients].join('\n'),
  'complaints.csv': [
    'complaint_id,client_id,opened_on,level,escalated_on,closed_on',
    ...complaints,
  ].join('\n'),
  'contacts.csv':
    'contact_id,client_id,manager_id,contacted_at,channel,direction,effective\nK1,C2,M1,2026-11-24T14:00:00+08:00,call,out,true\n',
  'transactions.csv': 'transaction_id,client_id,booked_on,amount,kind\nT1,C1,2026-11-30,-1,fee\n',
};
const hours = ['06:30', '08:13', '12:00', '16:01', '17:25'];
const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'];
const story = days.flatMap((day) => hours.map((hour) => `${day}T${hour}:00+08:00`));

async function prepared(): Promise<string> {
  const folder = folderWith({});
  const book = await openSqliteBook(join(folder, 'book.db'));
  const { faults } = await importBook(book, importOf(bookFolder(files)));
  expect(faults).toEqual([]);
  await book.db.destroy();
  writeFileSync(join(folder, 'story.json'), JSON.stringify(story));
  return folder;
}

function copyOf(folder: string): string {
  const to = folderWith({});
  cpSync(folder, to, { recursive: true });
  return to;
}

/** Starts the process; kills it after a while unless it has ended. True: it ended by itself. */
async function live(folder: string, killAfterMs: number | null): Promise<boolean> {
  const child = spawn(process.execPath, [entry, folder, join(folder, 'story.json')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => {
    child.stdout.once('data', resolve);
    void ended.then(resolve);
  });
  if (killAfterMs !== null) {
    await Promise.race([setTimeout(killAfterMs), ended]);
    child.kill('SIGKILL');
  }
  return (await ended) === 0;
}

function outcome(folder: string) {
  const database = new Database(join(folder, 'guichao.db'), { readonly: true });
  const all = (query: string) => database.prepare(query).all();
  try {
    const arrived = readFileSync(join(folder, 'arrived.jsonl'), 'utf8').trim().split('\n');
    return {
      arrived: arrived.map((line) => (JSON.parse(line) as { key: string }).key).sort(),
      alerts: all(
        'SELECT alert_id, manager_id, severity, status, opened_on, last_hit_on, received_at FROM alerts ORDER BY alert_id',
      ),
      outbox: all('SELECT key, state, delivered_at FROM outbox ORDER BY key'),
      scans: all('SELECT day, clients, hits FROM scans ORDER BY day'),
      orphans: all("SELECT id FROM turns WHERE state <> 'answered'"),
    };
  } finally {
    database.close();
  }
}

test(`killed ${kills} times while scanning and telling, everything arrives once`, async () => {
  const start = await prepared();
  const undisturbed = copyOf(start);
  const began = performance.now();
  expect(await live(undisturbed, null)).toBe(true);
  const wholeMs = performance.now() - began;
  const expected = outcome(undisturbed);
  expect(new Set(expected.arrived).size).toBe(expected.arrived.length);
  let killed = 0;
  let lives = 0;
  while (killed < kills) {
    const folder = copyOf(start);
    // Each life is cut short somewhere within a third of the whole story.
    while (!(await live(folder, killed < kills ? (Math.random() * wholeMs) / 3 : null))) killed++;
    lives++;
    expect(outcome(folder)).toEqual(expected);
    expect(existsSync(join(folder, 'arrived.jsonl'))).toBe(true);
  }
  process.stdout.write(
    `${killed} kills in ${lives} stories of ${story.length} steps, ${expected.arrived.length} messages each\n`,
  );
});
