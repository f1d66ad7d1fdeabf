import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/open-database.ts';
import { restoreBackup } from '../../src/store/upkeep/restore-backup.ts';
import { writeBackup } from '../../src/store/upkeep/write-backup.ts';
import { folderWith } from '../fixtures/cards.ts';
import { dataDirectoryWith, imprint, marksOf, rawMarksOf } from '../fixtures/data-directories.ts';

const now = new Date('2026-11-24T08:00:00Z');
const backUp = (dataDirectory: string, to: string) =>
  writeBackup({
    dataDirectory,
    to,
    createdAt: now.toISOString(),
    settings: { GUICHAO_BANK_NAME: '测试银行' },
    secretsNeeded: ['GUICHAO_MOBILE_KEY', 'OPENAI_API_KEY'],
  });

// Each write to the state is followed by one to the book: a pair of one moment differs by one at most.
const writer = `
  const { workerData, parentPort } = require('node:worker_threads');
  const Database = require(workerData.driver);
  const [state, book] = workerData.files.map((file) => new Database(file, { timeout: 5000 }));
  const note = state.prepare("INSERT INTO job_runs VALUES ('pair', ?, NULL, 0, 0, '', 0, NULL)");
  const branch = book.prepare("INSERT INTO branches VALUES (?, 'pair', NULL)");
  let n = 0;
  let on = true;
  parentPort.on('message', () => { on = false; });
  const go = () => {
    for (let at = 0; at < 20; at++) { n++; note.run(String(n)); branch.run(String(n)); }
    if (n === 20) parentPort.postMessage('writing');
    if (on) setImmediate(go); else parentPort.postMessage(n);
  };
  go();
`;

function countIn(file: string, statement: string): number {
  const database = new Database(file, { readonly: true });
  const count = database.prepare(statement).pluck().get() as number;
  database.close();
  return count;
}

test('a backup while others write holds both databases as they were at one moment', async () => {
  const directory = await dataDirectoryWith('here');
  const files = ['guichao.db', 'book.db'].map((name) => join(directory, name));
  const driver = join(import.meta.dirname, '../../node_modules/better-sqlite3');
  const worker = new Worker(writer, { eval: true, workerData: { files, driver } });
  const heard = () => new Promise((resolve) => worker.once('message', resolve));
  await heard();
  const folder = folderWith({});
  for (let round = 0; round < 5; round++) {
    const to = join(folder, String(round));
    await backUp(directory, to);
    const notes = countIn(
      join(to, 'guichao.db'),
      `SELECT COUNT(*) FROM job_runs WHERE job = 'pair'`,
    );
    const branches = countIn(
      join(to, 'book.db'),
      `SELECT COUNT(*) FROM branches WHERE name = 'pair'`,
    );
    expect(notes).toBeGreaterThan(0);
    expect([0, 1]).toContain(notes - branches);
  }
  const written = heard();
  worker.postMessage('stop');
  expect(await written).toBeGreaterThan(100);
  await worker.terminate();
});

test('a backup is for its owner, without logs beside it, sign-ins or secrets', async () => {
  const directory = await dataDirectoryWith('here');
  const state = await openDatabase(join(directory, 'guichao.db'));
  const expires_at = '2027-01-01T00:00:00Z';
  const session = { token_hash: 'canary-hash', employee_id: '1', method: 'link', expires_at };
  await state.insertInto('sessions').values(session).execute();
  await state.destroy();
  mkdirSync(join(directory, 'published', 'v1'), { recursive: true });
  writeFileSync(join(directory, 'published', 'current.json'), '{}');
  writeFileSync(join(directory, 'published', 'current.json.4711'), 'passing');
  const to = join(folderWith({}), 'deep', 'backup');
  const manifest = await backUp(directory, to);
  expect(manifest.files.map(({ path }) => path)).toEqual([
    'book.db',
    'guichao.db',
    'published/current.json',
    'settings.json',
  ]);
  // Mobiles are not sealed here, so no key is needed for them.
  expect(manifest.secretsNeeded).toEqual(['OPENAI_API_KEY']);
  expect(readFileSync(join(to, 'guichao.db')).includes('canary-hash')).toBe(false);
  expect(statSync(to).mode & 0o077).toBe(0);
  expect(statSync(join(to, 'book.db')).mode & 0o077).toBe(0);
  await expect(backUp(directory, to)).rejects.toThrow(/已经有东西/);
  await expect(backUp(directory, join(directory, 'inside'))).rejects.toThrow(/数据目录/);
});

test('a restore brings everything back and keeps what was there', async () => {
  const [old, other] = [await dataDirectoryWith('old'), await dataDirectoryWith('other')];
  mkdirSync(join(other, 'published'));
  writeFileSync(join(other, 'published', 'current.json'), '{}');
  const from = join(folderWith({}), 'backup');
  await backUp(old, from);
  const { aside, manifest } = await restoreBackup({ dataDirectory: other, from, now });
  expect(manifest.createdAt).toBe(now.toISOString());
  expect(await marksOf(other)).toEqual(['old', 'old']);
  expect(rawMarksOf(aside)).toEqual(['other', 'other']);
  // What the backup does not have goes too: the databases and the published knowledge belong together.
  expect(existsSync(join(other, 'published'))).toBe(false);
  expect(existsSync(join(aside, 'published', 'current.json'))).toBe(true);
  const second = await restoreBackup({ dataDirectory: other, from, now });
  expect(second.aside).not.toBe(aside);
  const fresh = join(folderWith({}), 'fresh');
  await restoreBackup({ dataDirectory: fresh, from, now });
  expect(await marksOf(fresh)).toEqual(['old', 'old']);
});

test('nobody restores under a running service', async () => {
  const directory = await dataDirectoryWith('here');
  const from = join(folderWith({}), 'backup');
  await backUp(directory, from);
  const running = await openDatabase(join(directory, 'guichao.db'));
  await expect(restoreBackup({ dataDirectory: directory, from, now })).rejects.toThrow(
    /正在用这个数据目录，请先停下服务/,
  );
  await running.destroy();
  await restoreBackup({ dataDirectory: directory, from, now });
});

describe('a backup that is not what it says is refused before anything is touched', () => {
  let whole: string;
  beforeAll(async () => {
    whole = join(folderWith({}), 'backup');
    await backUp(await dataDirectoryWith('old'), whole);
  });

  const edit = (folder: string, change: (manifest: { files: { path: string }[] }) => object) => {
    const path = join(folder, 'manifest.json');
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
  };
  const addStep = (folder: string) => {
    const file = join(folder, 'guichao.db');
    const database = new Database(file);
    database.exec(`INSERT INTO kysely_migration VALUES ('999-later', '2030-01-01')`);
    database.close();
  };
  const rename = (from: string, to: string) => (folder: string) =>
    edit(folder, ({ files, ...rest }) => ({
      ...rest,
      files: files.map((file) => (file.path === from ? { ...file, path: to } : file)),
    }));

  const damages: Record<string, [(folder: string) => void, RegExp]> = {
    'a changed byte': [
      (folder) => {
        const file = join(folder, 'book.db');
        const bytes = readFileSync(file);
        bytes[20_000] = (bytes[20_000] ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
      /book\.db 校验不符/,
    ],
    'a file cut short': [(folder) => truncateSync(join(folder, 'book.db'), 8192), /大小不对/],
    'a file grown': [(folder) => appendFileSync(join(folder, 'guichao.db'), 'x'), /大小不对/],
    'a missing file': [(folder) => rmSync(join(folder, 'book.db')), /少了 book\.db/],
    'no manifest': [(folder) => rmSync(join(folder, 'manifest.json')), /不是归巢的备份/],
    'a broken manifest': [
      (folder) => writeFileSync(join(folder, 'manifest.json'), '{"format":1'),
      /manifest\.json 已损坏/,
    ],
    'a manifest without a database': [
      (folder) =>
        edit(folder, ({ files, ...rest }) => ({
          ...rest,
          files: files.filter(({ path }) => path !== 'book.db'),
        })),
      /少了 book\.db/,
    ],
    'a way out of the folder': [
      rename('settings.json', '../../etc/passwd'),
      /manifest\.json 已损坏/,
    ],
    'an absolute way': [rename('settings.json', '/etc/passwd'), /manifest\.json 已损坏/],
    'a link instead of a file': [
      (folder) => {
        const file = join(folder, 'book.db');
        cpSync(file, `${file}.real`);
        rmSync(file);
        symlinkSync(`${file}.real`, file);
      },
      /少了 book\.db/,
    ],
    'a newer form': [(folder) => edit(folder, (it) => ({ ...it, format: 2 })), /更新的版本做的/],
  };

  async function refused(damage: (folder: string) => void): Promise<string> {
    const from = join(folderWith({}), 'backup');
    cpSync(whole, from, { recursive: true });
    damage(from);
    const directory = await dataDirectoryWith('here');
    const before = imprint(directory);
    const message = await restoreBackup({ dataDirectory: directory, from, now }).then(
      () => 'restored',
      (error: Error) => error.message,
    );
    expect(imprint(directory)).toBe(before);
    expect(await marksOf(directory)).toEqual(['here', 'here']);
    return message;
  }

  test.each(Object.entries(damages))('%s', async (_name, [damage, message]) => {
    expect(await refused(damage)).toMatch(message);
  });

  test('a newer schema', async () => {
    const from = await dataDirectoryWith('newer');
    addStep(from);
    const backup = join(folderWith({}), 'newer');
    await backUp(from, backup);
    const message = await refused((folder) => {
      rmSync(folder, { recursive: true });
      cpSync(backup, folder, { recursive: true });
    });
    expect(message).toMatch(/更新的版本做的（999-later），请先升级归巢/);
  });
});

// Dies at the nth rename of the process, as a power cut would.
const dying = (at: number) => `data:text/javascript,
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  let left = ${at};
  const rename = fs.renameSync;
  fs.renameSync = (...given) => {
    if (--left === 0) process.kill(process.pid, 'SIGKILL');
    return rename(...given);
  };
  syncBuiltinESMExports();`;

function restoreAndDie(dataDirectory: string, from: string, at: number): Promise<string | null> {
  const module = pathToFileURL(
    join(import.meta.dirname, '../../src/store/upkeep/restore-backup.ts'),
  );
  const script = `const { restoreBackup } = await import(${JSON.stringify(module.href)});
    await restoreBackup({ dataDirectory: ${JSON.stringify(dataDirectory)},
      from: ${JSON.stringify(from)}, now: new Date() });`;
  const args = ['--import', dying(at).replace(/\n\s*/g, ' '), '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
}

test('a restore killed at any step is undone or finished by whoever comes next, never half', async () => {
  const from = join(folderWith({}), 'backup');
  await backUp(await dataDirectoryWith('new'), from);
  const old = await dataDirectoryWith('old');
  mkdirSync(join(old, 'published'));
  // Before the decision, after it, within each database, before the last step; 20 is never reached.
  for (const at of [1, 2, 4, 5, 8, 9, 20]) {
    const directory = join(folderWith({}), 'data');
    cpSync(old, directory, { recursive: true });
    chmodSync(directory, 0o700);
    // As left by a killed service: the newest pages are in the logs.
    for (const name of ['guichao.db', 'book.db']) {
      writeFileSync(join(directory, `${name}-wal`), '');
      writeFileSync(join(directory, `${name}-shm`), '');
    }
    const signal = await restoreAndDie(directory, from, at);
    const marks = await marksOf(directory);
    expect(signal).toBe(at === 20 ? null : 'SIGKILL');
    expect(marks).toEqual(at === 1 ? ['old', 'old'] : ['new', 'new']);
    const kept = readdirSync(directory).filter((name) => name.startsWith('before-restore-'));
    expect(kept).toHaveLength(at === 1 ? 0 : 1);
    for (const name of kept) expect(rawMarksOf(join(directory, name))).toEqual(['old', 'old']);
    expect(existsSync(join(directory, 'restore-incoming'))).toBe(false);
  }
});

function smallDisk(): string | null {
  const folder = folderWith({});
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=0700', 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return folder;
  } catch {
    return null;
  }
}

// Only root may mount a disk that is full at once.
const disk = smallDisk();

test.skipIf(disk === null)('a full disk is told, and nothing half is left behind', async () => {
  const small = disk ?? '';
  try {
    const here = await dataDirectoryWith('here');
    const filled = await openDatabase(join(here, 'guichao.db'));
    const text = 'x'.repeat(400_000);
    const row = { knowledge_version: 'v', passage_id: 'p', text };
    await filled.insertInto('passage_snapshots').values(row).execute();
    await filled.destroy();
    await expect(backUp(here, join(small, 'backup'))).rejects.toThrow(
      /磁盘空间不够，没有备份成，数据没有改动。请腾出空间/,
    );
    expect(readdirSync(small)).toEqual([]);
    const from = join(folderWith({}), 'backup');
    await backUp(here, from);
    await expect(restoreBackup({ dataDirectory: small, from, now })).rejects.toThrow(
      /磁盘空间不够，没有恢复，现有数据没有改动/,
    );
    expect(readdirSync(small)).toEqual(['guichao.lock']);
  } finally {
    execFileSync('umount', [small]);
  }
});
