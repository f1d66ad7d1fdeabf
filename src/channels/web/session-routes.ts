import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { authenticate, cookieName } from './authenticate.ts';
import { Problem } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import { readBody } from './read-body.ts';
import { hashOf, newToken } from './sign-in-token.ts';
import type { WebEnv, WebParts } from './web-parts.ts';
import type { WireMe, WireSignIn } from './wire.ts';

function remoteAddress(c: Context): string {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  return incoming?.socket.remoteAddress ?? 'here';
}

/** A workday; who comes back tomorrow signs in again. */
const sessionHours = 12;

const signIn = z.union([
  z.strictObject({ employeeId: z.string().max(64) }),
  z.strictObject({ link: z.string().max(128) }),
]);

async function employeeFor(body: z.infer<typeof signIn>, parts: WebParts): Promise<string> {
  const { login } = parts.settings;
  if ('employeeId' in body && login === 'demo') return body.employeeId;
  if ('link' in body && login !== 'proxy') {
    const employeeId = await parts.sessions.redeemLink(hashOf(body.link), new Date());
    if (employeeId !== null) return employeeId;
    const advice = '请向管理员要一条新的。';
    throw new Problem(401, 'link-spent', `登录链接已用过或已过期，${advice}`);
  }
  throw new Problem(403, 'other-login', '这里不用这种方式登录。');
}

/** Sign-in, sign-out and who is signed in. */
export function sessionRoutes(parts: WebParts, attempts: RateLimit) {
  const { settings, sessions, employees, index, clock } = parts;
  const routes = new Hono<WebEnv>();

  routes.get('/sign-in', async (c) => {
    const known = settings.login === 'demo' ? await employees.all() : [];
    return c.json<WireSignIn>({ login: settings.login, employees: known });
  });

  routes.post('/session', async (c) => {
    if (!attempts.allows(remoteAddress(c)))
      throw new Problem(429, 'too-many', '登录次数太多，请一分钟后再试。');
    const employeeId = await employeeFor(await readBody(c, signIn), parts);
    if (!(await employees.find(employeeId)))
      throw new Problem(401, 'nobody', '没有这位员工，请检查工号。');
    const token = newToken();
    const expiresAt = new Date(Date.now() + sessionHours * 3_600_000);
    const method = settings.login;
    await sessions.open({ tokenHash: hashOf(token), employeeId, method, expiresAt });
    const secure = settings.publicUrl?.protocol === 'https:';
    const lifetime = { maxAge: sessionHours * 3600, path: '/' };
    setCookie(c, cookieName, token, { ...lifetime, secure, httpOnly: true, sameSite: 'Strict' });
    return c.body(null, 204);
  });

  routes.delete('/session', authenticate(parts), async (c) => {
    const tokenHash = c.get('tokenHash');
    if (tokenHash !== null) await sessions.end(tokenHash);
    deleteCookie(c, cookieName, { path: '/' });
    return c.body(null, 204);
  });

  routes.get('/me', authenticate(parts), (c) => {
    const service = {
      bank: settings.bank,
      demo: settings.demo,
      mode: settings.mode,
      material: index.version.slice(0, 8),
      cards: index.cards().length,
      now: clock.now().toISOString(),
    } as const;
    return c.json<WireMe>({ employee: c.get('employee'), login: settings.login, service });
  });

  return routes;
}
