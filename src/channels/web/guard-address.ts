import { isIP } from 'node:net';
import { createMiddleware } from 'hono/factory';
import { Problem } from './problem.ts';
import type { WebEnv, WebSettings } from './web-parts.ts';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function hostOf(header: string | undefined): URL | null {
  if (header === undefined || /[\s/\\@?#]/.test(header)) return null;
  return URL.parse(`http://${header}`);
}

/**
 * DNS rebinding needs a name that the attacker owns, so loopback names and bare addresses are safe;
 * any other name must be the public one. A demo, where anybody may be anyone, is loopback only.
 */
function knowsHost({ hostname }: URL, { login, publicUrl }: WebSettings): boolean {
  if (loopback.test(hostname)) return true;
  if (login === 'demo') return false;
  return isIP(hostname.replace(/^\[|\]$/g, '')) > 0 || hostname === publicUrl?.hostname;
}

/** Refuses requests under a foreign name and requests that another site's page sends. */
export function guardAddress(settings: WebSettings) {
  return createMiddleware<WebEnv>(async (c, next) => {
    const host = hostOf(c.req.header('host') ?? new URL(c.req.url).host);
    if (!host || !knowsHost(host, settings)) {
      const advice = '请用启动时显示的地址打开，或让管理员设置 GUICHAO_PUBLIC_URL。';
      throw new Problem(421, 'foreign-host', `这个地址不是归巢的。${advice}`);
    }
    const origin = c.req.header('origin');
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    // Browsers send Origin with every request that changes something; its absence is no browser's page.
    if (origin === undefined ? !reads : URL.parse(origin)?.host !== host.host) {
      throw new Problem(403, 'foreign-origin', '请求不是从归巢的页面发出的，没有执行。');
    }
    await next();
  });
}
