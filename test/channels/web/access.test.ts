import { expect, test } from 'vitest';
import { makeLoginLink } from '../../../src/channels/web/make-login-link.ts';
import { hashOf, newToken } from '../../../src/channels/web/sign-in-token.ts';
import type { WireProblem, WireSignIn } from '../../../src/channels/web/wire.ts';
import { openTestWeb, Visitor } from '../../fixtures/web.ts';

test('in a demo anybody may choose who to be, and nobody is anyone before', async () => {
  const web = await openTestWeb();
  const visitor = new Visitor(web);
  expect((await visitor.get('/api/me')).status).toBe(401);
  const offer = await visitor.read<WireSignIn>('/api/sign-in');
  expect(offer.login).toBe('demo');
  expect(offer.employees[0]).toMatchObject({ employeeId: '1024', name: '李敏' });
  await visitor.signIn();
  expect(await (await visitor.get('/api/me')).json()).toMatchObject({
    employee: { employeeId: '1024', branch: '城东支行' },
    service: { demo: true, mode: 'offline' },
  });
  await web.close();
});

test('the cookie is HttpOnly and SameSite=Strict, and only its hash is stored', async () => {
  const web = await openTestWeb();
  const response = await new Visitor(web).send('POST', '/api/session', { employeeId: '1024' });
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  const token = /guichao_session=([^;]+)/.exec(cookie)?.[1] ?? '';
  expect(await web.sessions.find(hashOf(token), new Date())).toMatchObject({ employeeId: '1024' });
  await web.close();
});

test('a session survives a restart, ends with signing out, and is none under another way to sign in', async () => {
  const web = await openTestWeb();
  const visitor = await new Visitor(web).signIn();
  await web.close();
  const again = await openTestWeb({ file: web.file });
  visitor.moveTo(again);
  expect((await visitor.get('/api/me')).status).toBe(200);
  await visitor.send('DELETE', '/api/session');
  expect((await visitor.get('/api/me')).status).toBe(401);
  await again.close();
  const asLink = await openTestWeb({ file: web.file, settings: { login: 'link' } });
  visitor.moveTo(asLink);
  expect((await visitor.get('/api/me')).status).toBe(401);
  await asLink.close();
});

test('a link signs in once, within its time', async () => {
  const web = await openTestWeb({ settings: { login: 'link' } });
  const link = await makeLoginLink('1031', 'http://127.0.0.1:3700/', web.sessions);
  const token = link.split('#login=')[1] ?? '';
  const visitor = new Visitor(web);
  expect((await visitor.send('POST', '/api/session', { link: token })).status).toBe(204);
  expect(await (await visitor.get('/api/me')).json()).toMatchObject({
    employee: { employeeId: '1031' },
  });
  const reused = await new Visitor(web).send('POST', '/api/session', { link: token });
  expect(reused.status).toBe(401);
  expect(((await reused.json()) as WireProblem).message).toMatch(/已用过或已过期/);
  const late = newToken();
  const expiresAt = new Date(Date.now() - 1000);
  await web.sessions.keepLink({ tokenHash: hashOf(late), employeeId: '1031', expiresAt });
  expect((await new Visitor(web).send('POST', '/api/session', { link: late })).status).toBe(401);
  const chosen = await new Visitor(web).send('POST', '/api/session', { employeeId: '1024' });
  expect(chosen.status).toBe(403);
  await web.close();
});

test('behind a proxy the header counts only with the shared secret', async () => {
  const secret = 's'.repeat(32);
  const settings = { login: 'proxy', proxy: { header: 'x-guichao-employee', secret } } as const;
  const web = await openTestWeb({ settings });
  const visitor = new Visitor(web);
  const as = { 'x-guichao-employee': '1024' };
  const proof = { 'x-guichao-proxy-secret': secret };
  expect((await visitor.get('/api/me', as)).status).toBe(401);
  expect((await visitor.get('/api/me', { ...as, 'x-guichao-proxy-secret': 'x' })).status).toBe(401);
  expect((await visitor.get('/api/me', { ...as, ...proof })).status).toBe(200);
  const unknown = { 'x-guichao-employee': '9999', ...proof };
  expect((await visitor.get('/api/me', unknown)).status).toBe(401);
  await web.close();
});

test.each(['evil.example', 'evil.example:3700', 'a@127.0.0.1', ''])(
  'a request under the name %s is refused, as a rebound name would be',
  async (host) => {
    const web = await openTestWeb();
    expect((await new Visitor(web).get('/healthz', { host })).status).toBe(421);
    await web.close();
  },
);

test.each([
  ['POST', 'http://evil.example', 403],
  ['GET', 'http://evil.example', 403],
  ['POST', 'null', 403],
  ['POST', 'http://127.0.0.1:3700', 204],
])('%s from the origin %s is answered with %i', async (method, origin, status) => {
  const web = await openTestWeb();
  const body = method === 'POST' ? { employeeId: '1024' } : undefined;
  const path = method === 'POST' ? '/api/session' : '/api/sign-in';
  expect((await new Visitor(web).send(method, path, body, { origin })).status).toBe(status);
  await web.close();
});

test('a change without an origin is refused', async () => {
  const web = await openTestWeb();
  const init = { method: 'POST', body: '{"employeeId":"1024"}' };
  expect((await web.app.request('http://127.0.0.1:3700/api/session', init)).status).toBe(403);
  await web.close();
});

test('a public name is known when it is set, and never in a demo', async () => {
  const publicUrl = new URL('https://guichao.bank.example');
  const host = { host: 'guichao.bank.example' };
  const link = await openTestWeb({ settings: { login: 'link', publicUrl } });
  expect((await new Visitor(link).get('/healthz', host)).status).toBe(200);
  const demo = await openTestWeb({ settings: { publicUrl } });
  expect((await new Visitor(demo).get('/healthz', host)).status).toBe(421);
  await Promise.all([link.close(), demo.close()]);
});
