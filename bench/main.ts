import { type Collection, readCollection } from './cmrc.ts';
import { type Peer, peers, type Search } from './peers.ts';
import { measureService } from './service.ts';

const file = process.argv[2];
if (file === undefined) {
  process.stderr.write('用法：npm run bench -- <CMRC 格式的 JSON 文件>\n');
  process.exit(2);
}

function heapMiB(): number {
  globalThis.gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return (heapUsed + Math.max(external, arrayBuffers)) / 2 ** 20;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function measure(search: Search, { questions }: Collection) {
  const times: number[] = [];
  let [first, five, reciprocal] = [0, 0, 0];
  for (const { text, relevant } of questions) {
    const started = performance.now();
    const found = await search(text);
    times.push(performance.now() - started);
    const place = found.findIndex((id) => relevant.has(id));
    if (place === 0) first++;
    if (place >= 0 && place < 5) five++;
    if (place >= 0) reciprocal += 1 / (place + 1);
  }
  times.sort((a, b) => a - b);
  const share = (count: number) => ((100 * count) / questions.length).toFixed(1);
  return {
    'R@1': share(first),
    'R@5': share(five),
    'MRR@10': share(reciprocal),
    'p50 ms': percentile(times, 0.5).toFixed(2),
    'p95 ms': percentile(times, 0.95).toFixed(2),
  };
}

async function row(peer: Peer, collection: Collection) {
  const before = heapMiB();
  const started = performance.now();
  const search = await peer.build(collection);
  const buildMs = Math.round(performance.now() - started);
  const heap = (heapMiB() - before).toFixed(0);
  return { ...(await measure(search, collection)), '建索引 ms': buildMs, '内存 MiB': heap };
}

const collection = readCollection(file);
console.table(await measureService(collection));
const table: Record<string, object> = {};
for (const peer of peers) table[peer.name] = await row(peer, collection);
console.table(table);
