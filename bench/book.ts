import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openPlaybooks } from '../src/app/playbooks.ts';
import { readConfig } from '../src/config.ts';
import { writeDemo } from '../src/demo/write-demo.ts';
import { formatDay, parseDay } from '../src/domain/calendar/day.ts';
import { clientTasks } from '../src/journeys/clients/client-tasks.ts';
import { takeTurn } from '../src/journeys/conversation/take-turn.ts';
import { SqlClientBook } from '../src/store/book/sql-client-book.ts';
import { SqlProductShelf } from '../src/store/book/sql-product-shelf.ts';
import { openSqliteBook } from '../src/store/book/sqlite-book.ts';
import { importApart } from '../src/store/import/import-apart.ts';
import type { ImportRequest } from '../src/store/import/import-request.ts';
import { openDatabase } from '../src/store/open-database.ts';
import { SqlClientNoteStore } from '../src/store/sql-client-note-store.ts';
import { SqlConversationStore } from '../src/store/sql-conversation-store.ts';
import { SqlLookUpLog } from '../src/store/sql-look-up-log.ts';

const clients = Number(process.argv[2] ?? 20_000);
const until = parseDay('2026-11-23') ?? 0;
const root = mkdtempSync(join(tmpdir(), 'guichao-bench-book-'));

function request(directory: string): ImportRequest {
  return {
    directory,
    origin: 'bank',
    today: until + 2,
    timezone: 'Asia/Shanghai',
    importedAt: '2026-11-25T00:00:00Z',
    importedBy: 'bench',
  };
}

/** The largest memory, in MiB, that any child of this process has held so far. */
function childPeakMiB(): number {
  let peak = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (!status.includes(`PPid:\t${process.pid}\n`)) continue;
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return peak;
}

async function timedImport(file: string, directory: string) {
  let memory = 0;
  const sampling = setInterval(() => {
    memory = Math.max(memory, childPeakMiB());
  }, 50);
  const started = performance.now();
  const { rows, imported } = await importApart({ file }, request(directory));
  clearInterval(sampling);
  if (!imported) throw new Error('not imported');
  const seconds = (performance.now() - started) / 1000;
  return {
    行: rows,
    秒: seconds.toFixed(2),
    '行/秒': Math.round(rows / seconds),
    MiB: memory.toFixed(0),
  };
}

async function duckdb(directory: string) {
  const instance = await DuckDBInstance.create(join(root, 'duck.db'), { threads: '2' });
  const connection = await instance.connect();
  const started = performance.now();
  let rows = 0;
  for (const name of readdirSync(directory)) {
    const table = name.replace('.csv', '');
    const path = join(directory, name);
    await connection.run(
      `CREATE TABLE ${table} AS SELECT * FROM read_csv('${path}', header = true)`,
    );
    const count = await connection.runAndReadAll(`SELECT COUNT(*) FROM ${table}`);
    rows += Number(count.getRows()[0]?.[0] ?? 0);
  }
  const seconds = (performance.now() - started) / 1000;
  connection.closeSync();
  return { 行: rows, 秒: seconds.toFixed(2), '行/秒': Math.round(rows / seconds), MiB: '–' };
}

/** A day's bookings of three in ten clients, and some new placements. */
function writeDay(directory: string): void {
  mkdirSync(directory);
  const id = (at: number) => `C${String(1 + ((at * 7919) % clients)).padStart(6, '0')}`;
  const bookings = [...Array(Math.round(clients * 0.3)).keys()].map(
    (at) => `DAY${at},${id(at)},2026-11-24,-${at % 5000}.10,card`,
  );
  const head = 'transaction_id,client_id,booked_on,amount,kind';
  writeFileSync(join(directory, 'transactions.csv'), `${[head, ...bookings].join('\n')}\n`);
  const placed = [...Array(Math.round(clients * 0.02)).keys()].map(
    (at) => `DAY${at},${id(at)},P101,10000.00,2026-11-24`,
  );
  const holdings = ['holding_id,client_id,product_id,amount,start_on', ...placed];
  writeFileSync(join(directory, 'holdings.csv'), `${holdings.join('\n')}\n`);
}

const questions = [
  '王建国的定存什么时候到期',
  '下个月到期超过20万的客户',
  '三个月没联系的客户',
  '客户老说要考虑考虑，怎么办',
];

/** Turns of a running service, in this process, while the other one imports. */
async function turnsDuringImport(file: string, directory: string): Promise<string> {
  process.env['GUICHAO_DATA_DIR'] = join(root, 'service');
  const clock = { now: () => new Date((until + 1) * 86_400_000) };
  const knowledge = { ...openPlaybooks(readConfig()), today: formatDay(until + 1) };
  const database = await openSqliteBook(file);
  const state = await openDatabase(join(root, 'service', 'guichao.db'));
  const notes = new SqlClientNoteStore(state, clock);
  const book = new SqlClientBook(database, new SqlLookUpLog(state, clock), () => until + 1, notes);
  const products = new SqlProductShelf(database);
  const tasks = clientTasks({ book, notes, products, nowSeconds: () => (until + 1) * 86_400 });
  const conversations = new SqlConversationStore(state, clock);
  const ask = async (at: number) => {
    const text = questions[at % questions.length] ?? '';
    const turn = { conversationId: `c${at}`, employeeId: '1024', text };
    await takeTurn(turn, { ...knowledge, conversations, tasks });
  };
  for (const at of questions.keys()) await ask(-1 - at);
  let running = true;
  const importing = importApart({ file }, request(directory)).finally(() => {
    running = false;
  });
  const times: number[] = [];
  for (let at = 0; running; at++) {
    const started = performance.now();
    await ask(at);
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await importing;
  await book.close();
  await state.destroy();
  times.sort((a, b) => a - b);
  return `${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1)} ms，${times.length} 轮`;
}

const all = join(root, 'all');
writeDemo({ directory: all, clients, seed: 1, until });
const file = join(root, 'book.db');
const table: Record<string, object> = {};
table['归巢 首次导入，含校验和索引（≥ 100000 行/秒，≤ 300 MiB）'] = await timedImport(file, all);
const day = join(root, 'day');
writeDay(day);
table['归巢 日更新（≥ 25000 行/秒）'] = await timedImport(file, day);
table['归巢 同样的文件再导一次'] = await timedImport(file, all);
table['DuckDB read_csv，不校验、无索引'] = await duckdb(all);
console.table(table);
console.log(`导入进行时一轮对话 p95 ${await turnsDuringImport(file, all)}（≤ 100 ms）`);
rmSync(root, { recursive: true });
