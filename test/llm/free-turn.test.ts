import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoClients } from '../fixtures/demo-clients.ts';
import { type ModelServer, type SentBody, startModelServer } from '../fixtures/model-server.ts';
import { modelTurns } from '../fixtures/model-turns.ts';

let demo: Awaited<ReturnType<typeof demoClients>>;
let server: ModelServer;
beforeAll(async () => {
  demo = await demoClients();
  server = await startModelServer();
});
afterAll(() => server.stop());

const lastUser = ({ messages }: SentBody): string =>
  messages.findLast(({ role }) => role === 'user')?.content ?? '';
const toolText = ({ messages }: SentBody): string =>
  messages.findLast(({ role }) => role === 'tool')?.content ?? '';
const hasToolResult = ({ messages }: SentBody): boolean => messages.at(-1)?.role === 'tool';

/** A sentence of the first passage shown, copied with its handle. */
function copied(body: SentBody): string {
  const [, passage = ''] =
    /\[P1\] 《[^》]+》[^\n]*\n([\s\S]*?)(?:\n\n|$)/.exec(lastUser(body)) ?? [];
  const [sentence = ''] = passage.match(/[^。\n*]{8,}。/) ?? [];
  return `${sentence}[P1]`;
}

test('a copied sentence with its handle is shown, cited from the original', async () => {
  server.script = (body) => ({ text: copied(body) });
  const { ask, runs } = modelTurns(demo, server);
  const answer = await ask('客户三个月没动账了，我该怎么跟');
  expect(runs).toMatchObject([{ outcome: 'shown', prompt: 'free-turn@1', calls: 1 }]);
  expect(answer).toMatchObject({ mode: 'model', kind: 'answer' });
  expect(answer.citations.length).toBeGreaterThan(0);
});

test('a client is looked up in scope and told by slots only', async () => {
  server.script = (body) => {
    if (!hasToolResult(body)) {
      const [slot = ''] = lastUser(body).match(/\{\{N\d+_[a-z0-9]+\}\}/) ?? [];
      return { calls: [{ name: 'client_card', args: { client: slot, employeeId: '9999' } }] };
    }
    const [line = ''] = toolText(body).match(/持有：.*\[R\d+\]/) ?? [];
    const [, name = ''] = /客户：(\{\{N\d+_\w+\}\})/.exec(toolText(body)) ?? [];
    const [, money = ''] = /(\{\{M\d+_\w+\}\})/.exec(line) ?? [];
    const [handle = ''] = line.match(/\[R\d+\]/) ?? [];
    return { text: `${name}有一笔整存整取三年，${money}，12月4日到期${handle}。` };
  };
  const { ask, runs } = modelTurns(demo, server);
  const answer = await ask('王建国嫌利率低，他的钱要到期了，我该怎么跟他说');
  expect(runs.map(({ outcome, faults }) => [outcome, faults])).toEqual([['shown', []]]);
  expect(answer).toMatchObject({ mode: 'model', data: { clientIds: ['C000123'] } });
  expect(answer.text).toMatch(/王建国有一笔整存整取三年，30\.0万，12月4日到期。\[1\]/);
  for (const body of server.bodies) expect(body).not.toMatch(/王建国|C000123|30\.0万/);
});
