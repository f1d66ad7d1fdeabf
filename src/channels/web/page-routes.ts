import { type Context, Hono } from 'hono';
import { notFound, Problem } from './problem.ts';
import type { WebEnv, WebParts } from './web-parts.ts';

const forever = 'public, max-age=31536000, immutable';

/** The page itself; its files carry a fingerprint in their names and may be kept. */
export function pageRoutes({ page }: WebParts) {
  const routes = new Hono<WebEnv>();
  const shell = (c: Context<WebEnv>) => {
    if (!page) throw new Problem(503, 'no-page', '网页还没有构建，请执行 npm ci 后重新启动。');
    c.header('cache-control', 'no-store');
    return c.html(page.index.replaceAll('__NONCE__', c.get('secureHeadersNonce') ?? ''));
  };
  routes.get('/', shell);
  // A conversation's own address: opened again after a reload, or from a card in another channel.
  routes.get('/c/:id', shell);
  routes.get('/clients', shell);
  routes.get('/clients/:id', shell);
  routes.get('*', (c) => {
    const asset = page?.assets.get(c.req.path);
    if (!asset) throw notFound();
    const accepted = c.req.header('accept-encoding') ?? '';
    c.header('content-type', asset.type);
    c.header('vary', 'accept-encoding');
    c.header('cache-control', c.req.path.startsWith('/assets/') ? forever : 'no-cache');
    if (asset.brotli && /\bbr\b/.test(accepted)) {
      c.header('content-encoding', 'br');
      return c.body(asset.brotli);
    }
    if (asset.gzip && /\bgzip\b/.test(accepted)) {
      c.header('content-encoding', 'gzip');
      return c.body(asset.gzip);
    }
    return c.body(asset.plain);
  });
  return routes;
}
