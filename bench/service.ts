import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPlaybooks } from '../src/app/playbooks.ts';
import { openState } from '../src/app/state.ts';
import { type Config, readConfig } from '../src/config.ts';
import { takeTurn } from '../src/journeys/conversation/take-turn.ts';
import { loadLexicon } from '../src/retrieval/lexicon.ts';
import { createTextAnalysis } from '../src/retrieval/text-analysis.ts';
import type { Collection } from './cmrc.ts';
import { knowledgeOf, openGuichao } from './peers.ts';

const questions = [
  '客户老说要考虑考虑，怎么办',
  '开户头三个月怎么跟',
  '别的行利率更高，客户要转走怎么说',
  '“1731”是什么意思',
  '现在三年定存利率多少',
];

function percentile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return (sorted[at] ?? 0).toFixed(1);
}

function freshConfig(): Config {
  process.env['GUICHAO_DATA_DIR'] = join(mkdtempSync(join(tmpdir(), 'guichao-bench-')), 'data');
  process.env['GUICHAO_LOG_LEVEL'] = 'silent';
  process.env['GUICHAO_DEMO'] = 'false';
  return readConfig();
}

/** Three thousand passages: the paragraphs, then the front half of each joined to the back half of others. */
function threeThousand({ documents, questions: asked }: Collection): Collection {
  const mixed = [...documents];
  for (let step = 1; mixed.length < 3000; step++) {
    for (const [at, { text, title }] of documents.entries()) {
      const other = documents[(at + step * 7) % documents.length]?.text ?? '';
      const joined = text.slice(0, text.length / 2) + other.slice(other.length / 2);
      mixed.push({ id: `m${step}-${at}`, title, text: joined });
      if (mixed.length === 3000) break;
    }
  }
  return { documents: mixed, questions: asked };
}

function searchAtThreeThousand(collection: Collection): Record<string, string> {
  const large = threeThousand(collection);
  globalThis.gc?.();
  const before = process.memoryUsage();
  const started = performance.now();
  const index = openGuichao(knowledgeOf(large));
  const buildMs = performance.now() - started;
  globalThis.gc?.();
  const after = process.memoryUsage();
  const bytes = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
  const times = large.questions.map(({ text }) => {
    const asked = performance.now();
    index.search(text, 10);
    return performance.now() - asked;
  });
  return {
    '检索 3,000 段 p95 ms（≤ 5）': percentile(times, 0.95),
    '建索引 ms/千段（≤ 2000）': (buildMs / 3).toFixed(0),
    '索引内存 MiB（≤ 60）': (bytes / 2 ** 20).toFixed(0),
  };
}

async function turns(): Promise<Record<string, string>> {
  const config = freshConfig();
  const { index, reader, today } = openPlaybooks(config);
  const dictionary = performance.now();
  createTextAnalysis(loadLexicon(join(config.knowledgeDirectory, 'lexicon')));
  const dictionaryMs = performance.now() - dictionary;
  const cached = performance.now();
  openPlaybooks(config);
  const fromCacheMs = performance.now() - cached - dictionaryMs;
  const { conversations, close } = await openState(config);
  const ask = async (at: number) => {
    const started = performance.now();
    const text = questions[at % questions.length] ?? '';
    const turn = { conversationId: `c${at}`, employeeId: 'bench', text };
    await takeTurn(turn, { index, reader, today, conversations });
    return performance.now() - started;
  };
  const one: number[] = [];
  for (let at = 0; at < 300; at++) one.push(await ask(at));
  const together = await Promise.all([...Array(200).keys()].map((at) => ask(1000 + at)));
  await close();
  return {
    '从缓存打开 ms（≤ 300，词典不计）': fromCacheMs.toFixed(0),
    '离线一轮 p95 ms（≤ 30）': percentile(one, 0.95),
    '同时 200 轮 p95 ms（≤ 500）': percentile(together, 0.95),
  };
}

function coldStart(): Record<string, string> {
  const env = { PATH: process.env['PATH'] ?? '', GUICHAO_DATA_DIR: freshConfig().dataDirectory };
  const run = () => {
    const started = performance.now();
    execFileSync(process.execPath, ['src/main.ts', 'ask', questions[0] ?? ''], { env });
    return performance.now() - started;
  };
  run();
  const times = [...Array(5).keys()].map(run);
  return { '冷启动 ask ms，五次中位（≤ 1200）': percentile(times, 0.5) };
}

/** Starts the service as `npm start` does, lets it settle, and reads what it keeps. */
async function idleService(): Promise<Record<string, string>> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    GUICHAO_DATA_DIR: freshConfig().dataDirectory,
    GUICHAO_PORT: '0',
    GUICHAO_LOG_LEVEL: 'silent',
  };
  const args = ['--max-semi-space-size=2', 'src/main.ts', 'start'];
  // Once to build the index and load the demo book, once as on every later day.
  let resident = 0;
  for (const settleMs of [15_000, 10_000]) {
    const service = spawn(process.execPath, args, { env, stdio: 'ignore' });
    await pause(settleMs);
    const status = readFileSync(`/proc/${service.pid}/status`, 'utf8');
    resident = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    service.kill('SIGTERM');
    await once(service, 'exit');
  }
  return { '空闲服务内存 MiB，演示账簿（≤ 280）': resident.toFixed(0) };
}

/** The budgets of a running service, each with what was measured. */
export async function measureService(collection: Collection): Promise<Record<string, string>> {
  return {
    ...coldStart(),
    ...(await idleService()),
    ...(await turns()),
    ...searchAtThreeThousand(collection),
  };
}
