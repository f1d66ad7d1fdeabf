import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ProviderProfile, profiles } from '../../src/llm/provider-profile.ts';
import type { ModelRequest } from '../../src/ports/language-model.ts';
import { type ModelServer, type SentBody, startModelServer } from '../fixtures/model-server.ts';
import { endpointModel } from '../fixtures/model-turns.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.stop());

const callers: string[] = [];
const request = (): ModelRequest => ({
  caller: { employeeId: '1024' },
  prompt: { id: 'free-turn', inputs: { today: '2026-11-24' } },
  messages: [{ role: 'user', text: '找一下' }],
  tools: [
    {
      name: 'search_playbook',
      description: '找',
      inputs: { query: { description: '词' } },
      run: async (_inputs, { employeeId }) => {
        callers.push(employeeId);
        return '[P1] 甲';
      },
    },
  ],
  personalIn: (text) => (text.includes('13812345678') ? 'mobile' : null),
  signal: AbortSignal.timeout(5000),
});

const hasToolResult = ({ messages }: SentBody) => messages.at(-1)?.role === 'tool';

async function talk(profile: ProviderProfile) {
  server.bodies.length = 0;
  const outcome = await endpointModel(server, { profile }).converse(request());
  return { outcome, bodies: server.bodies.map((body) => JSON.parse(body) as SentBody) };
}

const lookUp = { calls: [{ name: 'search_playbook', args: { query: '甲', employeeId: '9999' } }] };

test.each([true, false])(
  'a strict endpoint gets plain strings and known fields, stream %s',
  async (stream) => {
    server.script = (body) => (hasToolResult(body) ? { text: '甲[P1]' } : lookUp);
    callers.length = 0;
    const { outcome, bodies } = await talk({ ...profiles.openai, stream });
    expect(outcome).toMatchObject({ kind: 'answered', text: '甲[P1]', use: { calls: 2 } });
    for (const body of bodies) {
      expect(Object.keys(body).sort()).toEqual(
        expect.arrayContaining(['max_completion_tokens', 'messages', 'model', 'stream', 'tools']),
      );
      expect(body).not.toHaveProperty('max_tokens');
      expect(body).not.toHaveProperty('stream_options');
      expect(body.messages[0]?.role).toBe('developer');
      for (const message of body.messages) {
        expect(typeof message.content).toBe('string');
        expect(message).not.toHaveProperty('name');
        expect(message).not.toHaveProperty('reasoning_content');
      }
    }
    expect(callers).toEqual(['1024']);
  },
);

test.each([true, false])(
  'a thinking endpoint gets its thoughts back with the tool calls, stream %s',
  async (stream) => {
    server.script = (body) => {
      if (!hasToolResult(body)) return { ...lookUp, thought: '先查一下' };
      // DeepSeek answers 400 where they are missing.
      const asked = body.messages.find(({ tool_calls }) => tool_calls !== undefined);
      if (asked?.reasoning_content !== '先查一下') return { fault: 'status-401' };
      return { text: '<think>再想想</think>甲[P1]', thought: '想好了' };
    };
    const { outcome, bodies } = await talk({ ...profiles.deepseek, stream });
    expect(outcome).toMatchObject({ kind: 'answered', text: '甲[P1]' });
    for (const body of bodies) {
      expect(body).toMatchObject({ thinking: { type: 'disabled' }, stream });
      expect(body).not.toHaveProperty('tool_choice');
    }
  },
);

test('each family is told in its own words not to think', async () => {
  server.script = () => ({ text: '甲' });
  const sent = async (profile: ProviderProfile) => (await talk(profile)).bodies[0];
  expect(await sent(profiles.qwen)).toMatchObject({ enable_thinking: false });
  expect(await sent(profiles.ollama)).toMatchObject({ think: false });
  expect(await sent(profiles.vllm)).toMatchObject({
    chat_template_kwargs: { enable_thinking: false },
  });
  expect(Object.keys((await sent(profiles.generic)) ?? {})).not.toContain('thinking');
});

test('a local server without ids, with thoughts in the text and the same id each time, is understood', async () => {
  server.script = (body) =>
    hasToolResult(body)
      ? { text: '想了想</think>\n甲[P1]', fault: 'same-id' }
      : { ...lookUp, fault: 'no-call-id' };
  const { outcome, bodies } = await talk(profiles.ollama);
  expect(outcome).toMatchObject({ kind: 'answered', text: '甲[P1]' });
  const [, second] = bodies;
  expect(second?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool']);
});

test('what still holds personal data does not leave', async () => {
  server.bodies.length = 0;
  const model = endpointModel(server);
  const asked = { ...request(), messages: [{ role: 'user', text: '打13812345678' } as const] };
  expect(await model.converse(asked)).toMatchObject({
    kind: 'failed',
    why: 'personal-data',
    use: { calls: 0, sent: '' },
  });
  expect(server.bodies).toEqual([]);
  // Nor by the inputs of a tool call, which go back with the history.
  server.script = (body) =>
    hasToolResult(body)
      ? { text: '甲' }
      : { calls: [{ name: 'search_playbook', args: { query: '13812345678' } }] };
  expect(await model.converse(request())).toMatchObject({ kind: 'failed', why: 'personal-data' });
  expect(server.bodies.join()).not.toContain('13812345678');
});

test('it also works with a test double that others wrote', async () => {
  const mock = new LLMock({ port: 0 });
  await mock.start();
  try {
    mock.on({ hasToolResult: true }, { content: '甲[P1]' });
    const args = JSON.stringify({ query: '甲' });
    mock.on(
      { userMessage: '找一下' },
      { toolCalls: [{ name: 'search_playbook', arguments: args }] },
    );
    for (const profile of [profiles.generic, profiles['no-stream']]) {
      const model = endpointModel({ baseUrl: `${mock.url}/v1` }, { profile });
      expect(await model.converse(request())).toMatchObject({ kind: 'answered', text: '甲[P1]' });
    }
    mock.nextRequestError(500);
    const model = endpointModel({ baseUrl: `${mock.url}/v1` });
    expect(await model.converse(request())).toMatchObject({ kind: 'answered', use: { calls: 3 } });
  } finally {
    await mock.stop();
  }
});
