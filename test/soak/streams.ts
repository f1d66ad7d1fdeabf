// `npm run soak -- --minutes 10 --streams 500`: a service of its own, many open event streams and a
// turn every second beside them; fails when memory grows or a stream is lost. All on loopback.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { folderWith } from '../fixtures/cards.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    streams: { type: 'string', default: '500' },
  },
});
const minutes = Number(values.minutes);
const streams = Number(values.streams);
/** More than this between the second and the last minute is growth, not noise. */
const allowedGrowthMiB = 24;

const root = join(import.meta.dirname, '..', '..');
const service = spawn(process.execPath, ['src/main.ts', 'start'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    PATH: '/usr/bin:/bin',
    GUICHAO_DATA_DIR: join(folderWith({}), 'data'),
    GUICHAO_PORT: '0',
    GUICHAO_LOG_LEVEL: 'error',
  },
});

async function addressOf(): Promise<string> {
  let said = '';
  for await (const text of service.stdout.setEncoding('utf8')) {
    said += text as string;
    const found = /网页：(http:\S+?)（/.exec(said)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`the service did not start: ${said}`);
}

function residentMiB(): number {
  const status = readFileSync(`/proc/${service.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

const address = await addressOf();
service.stdout.resume();
const origin = { origin: address, 'content-type': 'application/json' };
const signedIn = await fetch(`${address}/api/session`, {
  method: 'POST',
  headers: origin,
  body: JSON.stringify({ employeeId: '1024' }),
});
const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';

async function ask(conversationId: string | null): Promise<string> {
  const body = { turnId: crypto.randomUUID(), conversationId, text: '客户老说要考虑考虑，怎么办' };
  const headers = { ...origin, cookie };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`${address}/api/turns`, init);
  if (!response.ok) throw new Error(`a turn was refused: ${response.status}`);
  return ((await response.json()) as { conversationId: string }).conversationId;
}

const conversationId = await ask(null);
let lost = 0;
let events = 0;
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
const open: IncomingMessage[] = [];
for (let at = 0; at < streams; at++) {
  const path = `${address}/api/conversations/${conversationId}/events`;
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(path, { agent, headers: { cookie } }, resolve).on('error', reject),
  );
  if (response.statusCode !== 200) throw new Error(`a stream was refused: ${response.statusCode}`);
  response.on('data', (chunk: Buffer) => {
    events += chunk.toString().split('event: turn').length - 1;
  });
  response.on('close', () => lost++);
  open.push(response);
  // Under the pace that one employee is allowed.
  if (at % 30 === 29) await pause(1000);
}

const started = Date.now();
const samples: number[] = [];
let turns = 0;
let talkId = await ask(null);
while (Date.now() - started < minutes * 60_000) {
  // The watched conversation only every tenth turn: each goes to all streams at once.
  if (turns % 20 === 0) talkId = await ask(null);
  await ask(turns % 10 === 9 ? conversationId : talkId);
  turns++;
  if (turns % 10 === 0) samples.push(residentMiB());
  await pause(1500);
}
const settled = samples.slice(Math.floor(samples.length / 5));
const third = Math.max(1, Math.floor(settled.length / 3));
const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
const growth = mean(settled.slice(-third)) - mean(settled.slice(0, third));
const lostWhileOpen = lost;
process.stdout.write(
  `${streams} streams, ${minutes} min, ${turns} turns, ${events} turn events, lost ${lostWhileOpen}, ` +
    `memory ${settled.at(0)?.toFixed(0)} to ${settled.at(-1)?.toFixed(0)} MiB, growth ${growth.toFixed(1)} MiB\n`,
);
for (const response of open) response.destroy();
service.kill('SIGTERM');
await new Promise((resolve) => service.once('close', resolve));
process.exitCode = lostWhileOpen > 0 || growth > allowedGrowthMiB ? 1 : 0;
