import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoClients } from '../fixtures/demo-clients.ts';
import {
  describeFaults,
  type FaultScene,
  good,
  faultQuestion as question,
} from '../fixtures/fault-matrix.ts';
import { type SentBody, startModelServer } from '../fixtures/model-server.ts';
import { modelTurns } from '../fixtures/model-turns.ts';

let scene: FaultScene;
beforeAll(async () => {
  const [demo, server] = await Promise.all([demoClients(), startModelServer()]);
  scene = { demo, server, offline: (await demo.ask(question)).text };
});
afterAll(() => scene.server.stop());

// The other two ways are in the slower lane.
describeFaults({ stream: true, tools: true }, () => scene);

test('after failures in a row the endpoint is left alone, then one question tries it', async () => {
  const { CircuitBreaker } = await import('../../src/llm/circuit-breaker.ts');
  let now = 0;
  const breaker = new CircuitBreaker(() => now);
  const { ask, runs } = modelTurns(scene.demo, scene.server, { breaker });
  scene.server.script = () => ({ fault: 'status-401' });
  for (let count = 0; count < 4; count++) await ask(question);
  expect(runs.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'resting']);
  now = 31_000;
  expect(breaker.mayTry()).toBe(true);
  expect(breaker.mayTry()).toBe(false);
  breaker.undecided();
  scene.server.script = (body) => ({ text: good(body) });
  expect((await ask(question)).mode).toBe('model');
});

test('a model that only ever looks things up is stopped', async () => {
  scene.server.script = () => ({ calls: [{ name: 'search_playbook', args: { query: '客户' } }] });
  const { ask, runs } = modelTurns(scene.demo, scene.server);
  const answer = await ask(question);
  expect(answer.text).toBe(scene.offline);
  expect(runs).toMatchObject([{ outcome: 'limit', calls: 5 }]);
});

test('a tool that does not exist, and inputs that do not fit, end in words and not in a fault', async () => {
  scene.server.script = (body) =>
    body.messages.some(({ role }) => role === 'tool')
      ? { text: good(body) }
      : {
          calls: [
            { name: 'delete_all', args: {} },
            { name: 'search_playbook', args: { wrong: 1 } },
          ],
        };
  const answer = await modelTurns(scene.demo, scene.server).ask(question);
  expect(answer.mode).toBe('model');
  const told = JSON.parse(scene.server.bodies.at(-1) ?? '{}') as SentBody;
  for (const { content } of told.messages.filter(({ role }) => role === 'tool'))
    expect(content).toMatch(/^这次没有查成/);
});

test('a cancelled turn stays cancelled', async () => {
  scene.server.script = () => ({ fault: 'hang' });
  const { ask } = modelTurns(scene.demo, scene.server, { idleMs: 5000 });
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 50);
  await expect(ask(question, { signal: cancel.signal })).rejects.toThrow('已取消');
});

test('an employee who used up the hour gets the offline answer', async () => {
  const { EmployeeBudget } = await import('../../src/llm/employee-budget.ts');
  const budget = new EmployeeBudget(() => 0, { runs: 1 });
  scene.server.script = (body) => ({ text: good(body) });
  const { ask, runs } = modelTurns(scene.demo, scene.server, { budget });
  expect((await ask(question)).mode).toBe('model');
  expect((await ask(question)).mode).toBe('offline');
  expect(runs.map(({ outcome }) => outcome)).toEqual(['shown', 'budget']);
});

test('fifty turns at once hold', async () => {
  scene.server.script = (body) =>
    body.messages.some(({ role }) => role === 'tool')
      ? { text: good(body) }
      : { calls: [{ name: 'search_playbook', args: { query: '三个月没动账' } }] };
  const { ask } = modelTurns(scene.demo, scene.server, { turnMs: 20_000, idleMs: 15_000 });
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(question)));
  expect(answers.filter(({ mode }) => mode === 'model')).toHaveLength(50);
});
