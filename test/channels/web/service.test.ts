import { expect, test } from 'vitest';
import type { WireProblem } from '../../../src/channels/web/wire.ts';
import { createTelemetry } from '../../../src/telemetry/create-telemetry.ts';
import { openTestWeb, Visitor } from '../../fixtures/web.ts';

const page = {
  index: '<script type="module" nonce="__NONCE__" src="/assets/a.js"></script>',
  assets: new Map([
    [
      '/assets/a.js',
      { type: 'text/javascript', plain: new Uint8Array([49]), brotli: null, gzip: null },
    ],
  ]),
};

test('the page comes with a fresh nonce and without inline script', async () => {
  const web = await openTestWeb({ page });
  const nonces = new Set<string>();
  for (const path of ['/', '/c/some-conversation']) {
    const response = await new Visitor(web).get(path);
    const policy = response.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy).not.toMatch(/unsafe/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(await response.text()).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(2);
  expect((await new Visitor(web).get('/assets/a.js')).headers.get('cache-control')).toMatch(
    /immutable/,
  );
  await web.close();
});

test('a page that was not built is named, with what to do', async () => {
  const web = await openTestWeb();
  const response = await new Visitor(web).get('/');
  expect(response.status).toBe(503);
  expect(((await response.json()) as WireProblem).message).toMatch(/npm ci/);
  await web.close();
});

test('a paste of 100,000 characters gets a sentence, and so does one just too long to read', async () => {
  const web = await openTestWeb();
  const visitor = await new Visitor(web).signIn();
  const turnId = crypto.randomUUID();
  const post = { turnId, conversationId: null, text: '长'.repeat(100_000) };
  const response = await visitor.send('POST', '/api/turns', post);
  expect(response.status).toBe(413);
  expect(((await response.json()) as WireProblem).message).toMatch(/太长/);
  const { turn } = await visitor.ask('长'.repeat(5000));
  expect(turn.answer.kind).toBe('clarify');
  await web.close();
});

test('who asks too fast is slowed down, others are not', async () => {
  const web = await openTestWeb();
  const hasty = await new Visitor(web).signIn('1024');
  const calm = await new Visitor(web).signIn('1031');
  const post = () => ({ turnId: crypto.randomUUID(), conversationId: null, text: '你好' });
  const statuses: number[] = [];
  for (let at = 0; at < 45; at++)
    statuses.push((await hasty.send('POST', '/api/turns', post())).status);
  expect(statuses[0]).toBe(202);
  expect(statuses.at(-1)).toBe(429);
  expect((await calm.send('POST', '/api/turns', post())).status).toBe(202);
  await web.stop();
  await web.close();
});

test('a database that is gone is said before a question is lost in it', async () => {
  const lost = { name: 'database', ok: false, detail: '数据库不见了。' };
  const web = await openTestWeb({ parts: { readiness: async () => [lost] } });
  const visitor = await new Visitor(web).signIn();
  const post = { turnId: crypto.randomUUID(), conversationId: null, text: '你好' };
  const response = await visitor.send('POST', '/api/turns', post);
  expect(response.status).toBe(503);
  expect(((await response.json()) as WireProblem).message).toMatch(/数据库不见了.*还没有存下来/);
  expect((await visitor.get('/readyz')).status).toBe(503);
  expect((await visitor.get('/healthz')).status).toBe(200);
  await web.close();
});

test('a turn that fails is told in one sentence, logged without its words, and not left open', async () => {
  const failures: unknown[] = [];
  const telemetry = {
    ...createTelemetry('silent'),
    failed: (...all: unknown[]) => failures.push(all),
  };
  const web = await openTestWeb({
    parts: { telemetry },
    around: () => async () => {
      throw new Error('王建国 30 万');
    },
  });
  const visitor = await new Visitor(web).signIn();
  const post = { turnId: crypto.randomUUID(), conversationId: null, text: '你好' };
  const response = await visitor.send('POST', '/api/turns', post);
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain('王建国');
  expect(failures).toHaveLength(1);
  await web.close();
});

test('metrics count by route and kind and name nobody', async () => {
  const web = await openTestWeb({ parts: { telemetry: createTelemetry('silent') } });
  const visitor = await new Visitor(web).signIn();
  const { turnId } = await visitor.ask('“1731”是什么意思');
  await visitor.send('PUT', `/api/turns/${turnId}/feedback`, { helpful: true, reason: null });
  const text = await (await visitor.get('/metrics')).text();
  expect(text).toMatch(/guichao_turns_total\{outcome="no-evidence"\} 1/);
  expect(text).toMatch(/guichao_http_requests_total\{[^}]*route="\/api\/turns\/:turnId"/);
  expect(text).not.toMatch(/1024|李敏/);
  expect(text).not.toContain(turnId);
  await web.close();
});

test('how much waits is told to whom it waits for, and to nobody who is not signed in', async () => {
  const asked: string[] = [];
  const desk = async (employeeId: string) => {
    asked.push(employeeId);
    return { toReview: 2, decided: 1 };
  };
  const web = await openTestWeb({ parts: { desk } });
  const visitor = new Visitor(web);
  expect((await visitor.get('/api/desk')).status).toBe(401);
  await visitor.signIn();
  expect(await visitor.read('/api/desk')).toEqual({ toReview: 2, decided: 1 });
  expect(asked).toEqual(['1024']);
  await web.close();
});
