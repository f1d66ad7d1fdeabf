import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTalk } from '../src/app/model.ts';
import { openPlaybooks } from '../src/app/playbooks.ts';
import { openState } from '../src/app/state.ts';
import { readConfig } from '../src/config.ts';
import { takeTurn } from '../src/journeys/conversation/take-turn.ts';
import { type SentBody, startModelServer } from '../test/fixtures/model-server.ts';

// What our side of a turn with one look-up costs, with an endpoint that answers at once. The endpoint
// runs in a process of its own, so that only our CPU is counted.
const turns = 60;
const question = '客户三个月没动账了，我该怎么跟';

function answerOf(body: SentBody) {
  if (body.messages.at(-1)?.role !== 'tool')
    return { calls: [{ name: 'search_playbook', args: { query: '三个月没动账' } }] };
  const text = body.messages.map(({ content }) => content).join('\n');
  const [, passage = ''] = /\[P1\] 《[^》]+》[^\n]*\n([\s\S]*?)(?:\n\n|$)/.exec(text) ?? [];
  return { text: `${passage.match(/[^。\n*]{8,}。/)?.[0] ?? ''}[P1]` };
}

async function serve(): Promise<void> {
  const { baseUrl } = await startModelServer(answerOf);
  process.send?.(baseUrl);
}

async function endpoint(): Promise<{ child: ChildProcess; baseUrl: string }> {
  const child = fork(import.meta.filename, ['serve']);
  const [baseUrl] = (await once(child, 'message')) as [string];
  return { child, baseUrl };
}

async function measure(): Promise<void> {
  const { child, baseUrl } = await endpoint();
  process.env['GUICHAO_DATA_DIR'] = mkdtempSync(join(tmpdir(), 'guichao-model-'));
  process.env['OPENAI_BASE_URL'] = baseUrl;
  process.env['OPENAI_MODEL'] = 'test';
  const config = readConfig();
  const knowledge = openPlaybooks(config);
  const state = await openState(config);
  const { conversations } = state;
  const { tasks = {}, freely } = await openTalk(config, state);
  let count = 0;
  const one = async (more: object) => {
    const turn = { conversationId: `b${count++}`, employeeId: '1024', text: question };
    return (await takeTurn(turn, { ...knowledge, conversations, tasks, ...more })).answer.mode;
  };
  const cpuMs = async (more: object): Promise<number> => {
    for (let at = 0; at < 20; at++) await one(more);
    const before = process.cpuUsage();
    for (let at = 0; at < turns; at++) await one(more);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / turns;
  };
  const withModel = { freely };
  const mode = await one(withModel);
  const [offline, model] = [await cpuMs({}), await cpuMs(withModel)];
  console.log(
    `answers by ${mode}; CPU per turn: offline ${offline.toFixed(1)} ms, with the model and one look-up ${model.toFixed(1)} ms, overhead ${(model - offline).toFixed(1)} ms (budget 40)`,
  );
  await state.close();
  child.kill();
}

if (process.argv[2] === 'serve') await serve();
else await measure();
