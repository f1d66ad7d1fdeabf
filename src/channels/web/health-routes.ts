import { Hono } from 'hono';
import type { WebEnv, WebParts } from './web-parts.ts';

/** For load balancers and monitoring: alive, ready, measured. Nothing in them names a person. */
export function healthRoutes({ readiness, telemetry }: WebParts) {
  const routes = new Hono<WebEnv>();
  routes.get('/healthz', (c) => c.json({ status: 'ok' }));
  routes.get('/readyz', async (c) => {
    const checks = await readiness();
    const ready = checks.every((check) => check.ok);
    return c.json({ status: ready ? 'ok' : 'not-ready', checks }, ready ? 200 : 503);
  });
  routes.get('/metrics', async (c) => {
    c.header('content-type', 'text/plain; version=0.0.4; charset=utf-8');
    return c.body(await telemetry.metrics());
  });
  return routes;
}
