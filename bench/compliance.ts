import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMessage } from '../src/domain/compliance/message.ts';
import { loadCompliance } from '../src/retrieval/load-compliance.ts';

// Run alone: node bench/compliance.ts. Budgets: p95 2 ms a message; 1,000 by `check --batch` in 2 s.
const root = join(import.meta.dirname, '..');
const file = join(root, 'knowledge', 'evaluation', 'compliance-messages.jsonl');
const given = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Record<string, unknown>);

const started = performance.now();
const compliance = loadCompliance(join(root, 'knowledge'));
const loadMs = performance.now() - started;
const times: number[] = [];
for (let round = 0; round < 5; round++) {
  for (const one of given) {
    const message = readMessage(one);
    const from = performance.now();
    compliance.check(message, '2026-11-24');
    times.push(performance.now() - from);
  }
}
times.sort((a, b) => a - b);
const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);

const thousand = Array.from({ length: 1000 }, (_one, place) =>
  JSON.stringify(given[place % given.length]),
);
const batch = join(mkdtempSync(join(tmpdir(), 'guichao-bench-')), 'messages.jsonl');
writeFileSync(batch, thousand.join('\n'));
const cold = performance.now();
execFileSync(process.execPath, [join(root, 'src/main.ts'), 'check', '--json', '--batch', batch], {
  cwd: root,
});
const batchMs = performance.now() - cold;

console.table({
  合规检查: {
    '装载 ms': loadMs.toFixed(0),
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
    'p99 ms': at(0.99),
    '1000 条批量（含启动） ms': batchMs.toFixed(0),
  },
});
