import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Proposal, proposeProfile } from '../../src/llm/probe-endpoint.ts';
import { profiles } from '../../src/llm/provider-profile.ts';
import { type ModelServer, type SentBody, startModelServer } from '../fixtures/model-server.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.stop());

const target = () => ({
  baseUrl: server.baseUrl,
  apiKey: 'k',
  model: 'test',
  embeddingModel: null,
  timeoutMs: 2000,
});
const known = Object.values(profiles);

function capable(body: SentBody) {
  const last = body.messages.at(-1);
  if (last?.role === 'tool') return { text: '甲是第一' };
  if (body.tools !== undefined)
    return { calls: [{ name: 'look_up', args: { word: '甲' } }], thought: '查' };
  return { text: body.response_format === undefined ? '好' : '{"ok": true}' };
}

const told = ({ probes }: Proposal) => probes.map(({ name, ok }) => [name, ok]);

test('an endpoint that does everything keeps its profile', async () => {
  server.script = capable;
  const proposal = await proposeProfile(target(), known, profiles.generic);
  expect(proposal.profile.name).toBe('generic');
  expect(told(proposal)).toEqual([
    ['plain', true],
    ['stream', true],
    ['tool', true],
    ['round-trip', true],
    ['json', true],
  ]);
});

test('where streams are broken the profile without them is proposed', async () => {
  server.script = (body) => (body.stream ? { fault: 'no-finish' } : capable(body));
  const proposal = await proposeProfile(target(), known, profiles.generic);
  expect(proposal.profile.name).toBe('no-stream');
});

test('where thoughts have to go back the strict profile is replaced', async () => {
  server.script = (body) => {
    const asked = body.messages.find(({ tool_calls }) => tool_calls !== undefined);
    if (asked && asked.reasoning_content !== '查') return { fault: 'status-401' };
    return capable(body);
  };
  expect((await proposeProfile(target(), known, profiles.openai)).profile.name).toBe('generic');
});

test('a wrong key is told as that, without a word of the endpoint', async () => {
  server.script = () => ({ fault: 'status-401' });
  const { probes } = await proposeProfile(target(), known, profiles.generic);
  expect(probes.every(({ ok, detail }) => !ok && detail === '密钥不对或没有权限')).toBe(true);
});

test('a server whose tools are not switched on is told so', async () => {
  server.script = (body) => (body.tools === undefined ? capable(body) : { text: '甲' });
  const { probes } = await proposeProfile(target(), known, profiles.vllm);
  expect(probes.find(({ name }) => name === 'tool')?.detail).toMatch(/工具解析/);
});
