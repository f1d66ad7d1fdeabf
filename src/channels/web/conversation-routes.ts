import { Hono } from 'hono';
import { z } from 'zod';
import type { ConversationFeed } from './conversation-feed.ts';
import { notFound } from './problem.ts';
import { readBody } from './read-body.ts';
import { toWire } from './to-wire.ts';
import type { WebEnv, WebParts } from './web-parts.ts';
import type { WireTranscript } from './wire.ts';

const listed = 200;
const newTitle = z.strictObject({ title: z.string().trim().min(1).max(60) });

/** The employee's own conversations: list, open, rename, delete. */
export function conversationRoutes({ library }: WebParts, feed: ConversationFeed) {
  const routes = new Hono<WebEnv>();

  routes.get('/conversations', async (c) =>
    c.json(await library.list(c.get('employee').employeeId, listed)),
  );

  routes.get('/conversations/:id', async (c) => {
    const found = await library.transcript(c.get('employee').employeeId, c.req.param('id'));
    if (!found) throw notFound();
    return c.json<WireTranscript>({ title: found.title, turns: found.turns.map(toWire) });
  });

  routes.patch('/conversations/:id', async (c) => {
    const { title } = await readBody(c, newTitle);
    const { employeeId } = c.get('employee');
    if (!(await library.rename(employeeId, c.req.param('id'), title))) throw notFound();
    return c.body(null, 204);
  });

  routes.delete('/conversations/:id', async (c) => {
    const { employeeId } = c.get('employee');
    const id = c.req.param('id');
    if (!(await library.remove(employeeId, id))) throw notFound();
    feed.tell(employeeId, id, { name: 'gone', data: {} });
    return c.body(null, 204);
  });

  return routes;
}
