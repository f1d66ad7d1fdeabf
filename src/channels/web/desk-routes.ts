import { Hono } from 'hono';
import type { WebEnv, WebParts } from './web-parts.ts';
import type { WireDesk } from './wire.ts';

/** What waits for the employee, as numbers; who and what is asked for in the conversation. */
export function deskRoutes({ desk }: WebParts) {
  const routes = new Hono<WebEnv>();
  routes.get('/desk', async (c) => c.json<WireDesk>(await desk(c.get('employee').employeeId)));
  return routes;
}
