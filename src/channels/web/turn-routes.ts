import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { notFound, Problem } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import { readBody } from './read-body.ts';
import type { RunningTurns } from './running-turns.ts';
import { toWire } from './to-wire.ts';
import type { WebEnv, WebParts } from './web-parts.ts';
import type { WirePassage } from './wire.ts';

const posted = z.strictObject({
  turnId: z.uuid(),
  conversationId: z.string().max(64).nullable(),
  text: z.string(),
});

const opinion = z.strictObject({
  helpful: z.boolean(),
  reason: z.string().trim().max(500).nullable(),
});

async function refuseLostDatabase({ readiness }: WebParts): Promise<void> {
  const lost = (await readiness()).find((part) => part.name === 'database' && !part.ok);
  if (lost) throw new Problem(503, 'database', `${lost.detail}这句话还没有存下来，请稍后再发。`);
}

/** Asking, cancelling, opening a source, saying whether it helped. */
export function turnRoutes(parts: WebParts, running: RunningTurns, pace: RateLimit) {
  const { library, conversations, index, telemetry } = parts;
  const routes = new Hono<WebEnv>();

  routes.post('/turns', async (c) => {
    const { turnId, conversationId, text } = await readBody(c, posted);
    const { employeeId } = c.get('employee');
    if (!pace.allows(employeeId))
      throw new Problem(429, 'too-many', '问得太快了，请歇几秒再发，这句话还在输入框里。');
    await refuseLostDatabase(parts);
    if (conversationId !== null && !(await library.has(employeeId, conversationId)))
      throw notFound();
    const known = await library.turn(employeeId, turnId);
    const conversation =
      known?.conversationId ??
      running.conversationOf(employeeId, turnId) ??
      conversationId ??
      randomUUID();
    if (!known) await running.start({ turnId, conversationId: conversation, employeeId, text });
    return c.json({ turnId, conversationId: conversation }, 202);
  });

  routes.get('/turns/:turnId', async (c) => {
    const turn = await library.turn(c.get('employee').employeeId, c.req.param('turnId'));
    if (!turn) throw notFound();
    return c.json(toWire(turn));
  });

  routes.post('/turns/:turnId/cancel', (c) => {
    const cancelled = running.cancel(c.get('employee').employeeId, c.req.param('turnId'));
    return c.json({ cancelled });
  });

  routes.put('/turns/:turnId/feedback', async (c) => {
    const { helpful, reason } = await readBody(c, opinion);
    const turn = await library.turn(c.get('employee').employeeId, c.req.param('turnId'));
    if (!turn?.answer) throw notFound();
    await conversations.recordFeedback(turn.turnId, helpful, reason);
    telemetry.feedbackGiven(helpful);
    return c.body(null, 204);
  });

  routes.get('/turns/:turnId/citations/:n', async (c) => {
    const { turnId, n } = c.req.param();
    const cited = await library.cited(c.get('employee').employeeId, turnId, Number(n));
    if (!cited) throw notFound();
    const { citation, passageText } = cited;
    const present = index.passage(citation.passageId)?.text;
    const text = passageText ?? (present?.includes(citation.quote) ? present : null);
    const whole = text !== null;
    return c.json<WirePassage>({ citation, text: text ?? citation.quote, whole });
  });

  return routes;
}
