import { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from './problem.ts';
import { readBody } from './read-body.ts';
import type { WebEnv, WebParts } from './web-parts.ts';

const opened = z.strictObject({ conversationId: z.string().max(64) });

/** What was brought unasked, and alerts, list and team at one look. */
export function boardRoutes({ board }: WebParts) {
  const routes = new Hono<WebEnv>();

  routes.get('/inbox', async (c) => c.json(await board.inbox(c.get('employee').employeeId)));

  routes.post('/inbox/read', async (c) => {
    const { conversationId } = await readBody(c, opened);
    await board.read(c.get('employee').employeeId, conversationId);
    return c.body(null, 204);
  });

  routes.get('/board/alerts', async (c) =>
    c.json(await board.alerts(c.get('employee').employeeId)),
  );

  routes.get('/board/alerts/:alertId/trend', async (c) => {
    const trend = await board.trend(c.get('employee').employeeId, c.req.param('alertId'));
    if (trend === null) throw notFound();
    return c.json(trend);
  });

  routes.get('/board/work', async (c) => c.json(await board.work(c.get('employee').employeeId)));

  routes.get('/board/team', async (c) => c.json(await board.team(c.get('employee').employeeId)));

  return routes;
}
