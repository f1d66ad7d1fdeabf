import { afterEach, expect, test } from 'vitest';
import { quietVendors } from '../../src/config.ts';
import { EndpointGuard } from '../../src/llm/endpoint-guard.ts';
import { isPrivateEndpoint } from '../../src/llm/private-address.ts';

test.each([
  'http://127.0.0.1:11434/v1',
  'http://localhost:8000/v1',
  'http://10.3.4.5/v1',
  'http://172.31.0.9/v1',
  'http://192.168.1.2:8000/v1',
  'http://[::1]:8000/v1',
  'http://[fd12:3456::1]/v1',
  'http://[::ffff:10.0.0.1]/v1',
  'http://ollama:11434/v1',
  'http://model.internal/v1',
  'http://gpu.local/v1',
])('%s is private', (url) => {
  expect(isPrivateEndpoint(new URL(url))).toBe(true);
});

test.each([
  'https://api.openai.com/v1',
  'https://api.deepseek.com/v1',
  'https://dashscope.aliyuncs.com/compatible-mode/v1',
  // Resolves to wherever its owner likes, today here and tomorrow there.
  'https://llm.bank.com.cn/v1',
  'http://127.0.0.1.evil.example/v1',
  'http://127.0.0.1@evil.example/v1',
  'http://user:secret@10.0.0.1/v1',
  'http://10.0.0.1.nip.io/v1',
  'http://172.32.0.1/v1',
  'http://169.254.169.254/latest',
  'http://0.0.0.0/v1',
  'http://[::ffff:8.8.8.8]/v1',
  'http://[2001:db8::1]/v1',
  'http://localhost.evil.example/v1',
  'http://134744072/v1',
])('%s is not', (url) => {
  expect(isPrivateEndpoint(new URL(url))).toBe(false);
});

test('a private name that turns out to lie outside is left alone, and looked up again', async () => {
  let now = 0;
  let address = '10.0.0.5';
  const url = new URL('http://model.internal/v1');
  const guard = new EndpointGuard(
    url,
    false,
    () => now,
    async () => [{ address }],
  );
  expect(await guard.allows()).toBe(true);
  address = '203.0.113.9';
  now = 61_000;
  expect(await guard.allows()).toBe(false);
  expect(await new EndpointGuard(url, true, () => now).allows()).toBe(true);
});

const names = ['OPENAI_LOG', 'LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2', 'OPENAI_CUSTOM_HEADERS'];
// biome-ignore lint/style/noProcessEnv: what the libraries read is the environment itself.
const environment = process.env;
afterEach(() => {
  for (const name of names) delete environment[name];
});

test('what the libraries would log and trace by themselves is off', async () => {
  for (const name of names) environment[name] = name === 'OPENAI_LOG' ? 'debug' : 'true';
  environment.OPENAI_CUSTOM_HEADERS = 'X-Copy: 1';
  quietVendors();
  const { OpenAI } = await import('openai');
  const client = new OpenAI({ apiKey: 'k', baseURL: 'http://127.0.0.1:1/v1' });
  expect(client.logLevel).toBe('off');
  expect(names.map((name) => environment[name])).toEqual(['off', 'false', 'false', undefined]);
});
