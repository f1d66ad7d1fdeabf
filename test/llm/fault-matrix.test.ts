import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profiles } from '../../src/llm/provider-profile.ts';
import { demoClients } from '../fixtures/demo-clients.ts';
import {
  type Fault,
  type ModelServer,
  type SentBody,
  startModelServer,
} from '../fixtures/model-server.ts';
import { modelTurns } from '../fixtures/model-turns.ts';

let demo: Awaited<ReturnType<typeof demoClients>>;
let server: ModelServer;
let offline: string;
const question = '客户三个月没动账了，我该怎么跟';
beforeAll(async () => {
  demo = await demoClients();
  server = await startModelServer();
  offline = (await demo.ask(question)).text;
});
afterAll(() => server.stop());

// What a person would see of a broken endpoint if it got through.
const leaks = /secret|oops|error|html|think|undefined|\[object|timeout|ECONN|fetch/i;

/** A first passage's sentence with its handle: an answer that stands. */
function good(body: SentBody): string {
  const text = body.messages.map(({ content }) => content).join('\n');
  const [, passage = ''] = /\[P1\] 《[^》]+》[^\n]*\n([\s\S]*?)(?:\n\n|$)/.exec(text) ?? [];
  return `${passage.match(/[^。\n*]{8,}。/)?.[0] ?? ''}[P1]`;
}

const fatal: readonly Fault[] = [
  'status-401',
  'status-429',
  'status-500',
  'not-json',
  'html-200',
  'empty-body',
  'error-in-200',
  'no-finish',
  'length',
  'empty-answer',
  'broken-line',
  'hang',
  'hang-midway',
  'drop-midway',
  'think-only',
  'redirect',
];

const ways = [
  { stream: true, tools: false },
  { stream: true, tools: true },
  { stream: false, tools: false },
  { stream: false, tools: true },
];

describe.each(ways)('an endpoint that fails, streaming $stream, after tools $tools', (way) => {
  const options = {
    profile: { ...profiles.generic, stream: way.stream },
    idleMs: 120,
    turnMs: 3000,
  };
  const lookUp = { calls: [{ name: 'search_playbook', args: { query: '三个月没动账' } }] };
  const script = (fault: Fault) => (body: SentBody) => {
    const looked = body.messages.some(({ role }) => role === 'tool');
    return way.tools && !looked ? lookUp : { text: good(body), fault };
  };

  test.each(fatal)('%s: the offline answer, whole and once', async (fault) => {
    server.script = script(fault);
    const { ask, runs } = modelTurns(demo, server, options);
    const answer = await ask(question);
    expect(answer).toMatchObject({ mode: 'offline', kind: 'answer' });
    expect(answer.text).toBe(offline);
    expect(answer.text).not.toMatch(leaks);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.outcome).not.toBe('shown');
    // The call and at most one repetition, beside the one that asked for a tool.
    expect(runs[0]?.calls).toBeLessThanOrEqual(way.tools ? 3 : 2);
  });

  test('a fault that passes is asked over', async () => {
    let failed = false;
    server.script = (body) => {
      if (failed) return { text: good(body) };
      failed = true;
      return { fault: 'status-500' };
    };
    const answer = await modelTurns(demo, server, options).ask(question);
    expect(answer.mode).toBe('model');
  });

  test.each(['broken-arguments', 'no-call-id', 'same-id'] as const)(
    '%s of a tool call: a whole answer all the same',
    async (fault) => {
      server.script = (body) =>
        body.messages.some(({ role }) => role === 'tool')
          ? { text: good(body), fault: fault === 'same-id' ? fault : undefined }
          : { ...lookUp, fault };
      const answer = await modelTurns(demo, server, options).ask(question);
      expect(answer.mode).toBe(fault === 'broken-arguments' ? 'offline' : 'model');
      expect(answer.text).not.toMatch(leaks);
      expect(answer.citations.length).toBeGreaterThan(0);
    },
  );
});

test('after failures in a row the endpoint is left alone, then one question tries it', async () => {
  const { CircuitBreaker } = await import('../../src/llm/circuit-breaker.ts');
  let now = 0;
  const breaker = new CircuitBreaker(() => now);
  const { ask, runs } = modelTurns(demo, server, { breaker });
  server.script = () => ({ fault: 'status-401' });
  for (let count = 0; count < 4; count++) await ask(question);
  expect(runs.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'resting']);
  now = 31_000;
  expect(breaker.mayTry()).toBe(true);
  expect(breaker.mayTry()).toBe(false);
  breaker.undecided();
  server.script = (body) => ({ text: good(body) });
  expect((await ask(question)).mode).toBe('model');
});

test('a model that only ever looks things up is stopped', async () => {
  server.script = () => ({ calls: [{ name: 'search_playbook', args: { query: '客户' } }] });
  const { ask, runs } = modelTurns(demo, server);
  const answer = await ask(question);
  expect(answer.text).toBe(offline);
  expect(runs).toMatchObject([{ outcome: 'limit', calls: 5 }]);
});

test('a tool that does not exist, and inputs that do not fit, end in words and not in a fault', async () => {
  server.script = (body) =>
    body.messages.some(({ role }) => role === 'tool')
      ? { text: good(body) }
      : {
          calls: [
            { name: 'delete_all', args: {} },
            { name: 'search_playbook', args: { wrong: 1 } },
          ],
        };
  const answer = await modelTurns(demo, server).ask(question);
  expect(answer.mode).toBe('model');
  const told = JSON.parse(server.bodies.at(-1) ?? '{}') as SentBody;
  for (const { content } of told.messages.filter(({ role }) => role === 'tool'))
    expect(content).toMatch(/^这次没有查成/);
});

test('a cancelled turn stays cancelled', async () => {
  server.script = () => ({ fault: 'hang' });
  const { ask } = modelTurns(demo, server, { idleMs: 5000 });
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 50);
  await expect(ask(question, { signal: cancel.signal })).rejects.toThrow('已取消');
});

test('an employee who used up the hour gets the offline answer', async () => {
  const { EmployeeBudget } = await import('../../src/llm/employee-budget.ts');
  const budget = new EmployeeBudget(() => 0, { runs: 1 });
  server.script = (body) => ({ text: good(body) });
  const { ask, runs } = modelTurns(demo, server, { budget });
  expect((await ask(question)).mode).toBe('model');
  expect((await ask(question)).mode).toBe('offline');
  expect(runs.map(({ outcome }) => outcome)).toEqual(['shown', 'budget']);
});

test('fifty turns at once hold', async () => {
  server.script = (body) =>
    body.messages.some(({ role }) => role === 'tool')
      ? { text: good(body) }
      : { calls: [{ name: 'search_playbook', args: { query: '三个月没动账' } }] };
  const { ask } = modelTurns(demo, server, { turnMs: 20_000, idleMs: 15_000 });
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(question)));
  expect(answers.filter(({ mode }) => mode === 'model')).toHaveLength(50);
});
