import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { writeDemo } from '../../src/demo/write-demo.ts';
import { folderWith } from '../fixtures/cards.ts';
import { guichao } from '../fixtures/command-line.ts';

const root = join(import.meta.dirname, '..', '..');
const kills = 50;
const until = 20_780;

/** A copy of a data directory, for its owner only like the first. */
function copyOf(from: string, to: string): void {
  mkdirSync(to, { mode: 0o700 });
  cpSync(from, to, { recursive: true });
  chmodSync(to, 0o700);
}

/** What the book holds, so that two books can be told apart by any row. */
function contents(dataDirectory: string): string {
  const database = new Database(join(dataDirectory, 'book.db'));
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    const sums = [
      'SELECT COUNT(*), SUM(opened_on), SUM(birth_date) FROM clients',
      'SELECT COUNT(*), SUM(amount), SUM(booked_on) FROM transactions',
      'SELECT COUNT(*), SUM(amount), SUM(start_on), COUNT(closed_on) FROM holdings',
      'SELECT COUNT(*), SUM(aum), SUM(month_end) FROM balances',
      'SELECT COUNT(*), SUM(contacted_at) FROM contacts',
      'SELECT COUNT(*), MAX(data_through) FROM imports',
      `SELECT COUNT(*), group_concat(name) FROM sqlite_schema WHERE type = 'index'`,
    ];
    return JSON.stringify(sums.map((sum) => database.prepare(sum).raw().get()));
  } finally {
    database.close();
  }
}

/** Starts an import, and kills it and its worker process, or it alone, after a while. */
async function killedImport(
  dataDirectory: string,
  directory: string,
  afterMs: number,
  all: boolean,
) {
  const child = spawn(process.execPath, ['src/main.ts', 'import', directory], {
    cwd: root,
    detached: true,
    stdio: 'ignore',
    env: { PATH: '/usr/bin:/bin', GUICHAO_DATA_DIR: dataDirectory, GUICHAO_DEMO: 'false' },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await setTimeout(afterMs);
  try {
    process.kill(all ? -(child.pid ?? 0) : (child.pid ?? 0), 'SIGKILL');
  } catch {
    // It had already ended.
  }
  await ended;
}

test('an import killed at any moment leaves the book as it was before or as it is after', async () => {
  const folder = folderWith({});
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  writeDemo({ directory: first, clients: 3000, seed: 1, until: until - 1 });
  writeDemo({ directory: second, clients: 3000, seed: 1, until });
  const data = (name: string) => join(folder, name);
  await guichao(['import', first], { dataDirectory: data('before') });
  copyOf(data('before'), data('after'));
  const started = performance.now();
  const whole = await guichao(['import', second], { dataDirectory: data('after') });
  const wholeMs = performance.now() - started;
  expect(whole).toMatchObject({ code: 0, err: '' });
  const [before, after] = [contents(data('before')), contents(data('after'))];
  expect(before).not.toBe(after);
  const seen = { before: 0, after: 0 };
  for (let kill = 0; kill < kills; kill++) {
    copyOf(data('before'), data('now'));
    await killedImport(data('now'), second, Math.random() * wholeMs * 1.1, kill % 2 === 0);
    // A worker that lost its parent ends by itself, before or after its transaction.
    const again = await guichao(['import', first, '--dry-run'], { dataDirectory: data('now') });
    if (again.code !== 0) {
      expect(again.err).toMatch(/另一个导入正在进行/);
      await setTimeout(wholeMs);
    }
    const now = contents(data('now'));
    expect([before, after]).toContain(now);
    seen[now === before ? 'before' : 'after']++;
    rmSync(data('now'), { recursive: true });
  }
  process.stdout.write(`${kills} kills: ${seen.before} before, ${seen.after} after\n`);
}, 900_000);
