import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { DirectoryEntry } from '../../ports/employee-directory.ts';
import { Problem } from './problem.ts';
import { hashOf, sameSecret } from './sign-in-token.ts';
import type { WebEnv, WebParts } from './web-parts.ts';

export const cookieName = 'guichao_session';
const secretHeader = 'x-guichao-proxy-secret';

interface SignedIn {
  readonly employee: DirectoryEntry;
  readonly tokenHash: string | null;
}

async function byProxy(c: Context<WebEnv>, parts: WebParts): Promise<SignedIn | null> {
  const { proxy } = parts.settings;
  const given = c.req.header(secretHeader);
  if (!proxy || given === undefined || !sameSecret(given, proxy.secret)) return null;
  const employee = await parts.employees.find(c.req.header(proxy.header) ?? '');
  return employee ? { employee, tokenHash: null } : null;
}

async function byCookie(c: Context<WebEnv>, parts: WebParts): Promise<SignedIn | null> {
  const token = getCookie(c, cookieName);
  if (!token) return null;
  const session = await parts.sessions.find(hashOf(token), new Date());
  // A session from a demo must not outlive the demo.
  if (!session || session.method !== parts.settings.login) return null;
  const employee = await parts.employees.find(session.employeeId);
  return employee ? { employee, tokenHash: session.tokenHash } : null;
}

/** Lets in who is signed in; everybody else is told to sign in. */
export function authenticate(parts: WebParts) {
  return createMiddleware<WebEnv>(async (c, next) => {
    const proxied = parts.settings.login === 'proxy';
    const signedIn = await (proxied ? byProxy(c, parts) : byCookie(c, parts));
    if (!signedIn) throw new Problem(401, 'signed-out', '还没有登录，或登录已过期，请重新登录。');
    c.set('employee', signedIn.employee);
    c.set('tokenHash', signedIn.tokenHash);
    await next();
  });
}
