import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import { NONCE, secureHeaders } from 'hono/secure-headers';
import { authenticate } from './authenticate.ts';
import { boardRoutes } from './board-routes.ts';
import { clientRoutes } from './client-routes.ts';
import { ConversationFeed } from './conversation-feed.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { guardAddress } from './guard-address.ts';
import { healthRoutes } from './health-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { answerError, Problem, tooLong } from './problem.ts';
import { RateLimit } from './rate-limit.ts';
import { RunningTurns } from './running-turns.ts';
import { sessionRoutes } from './session-routes.ts';
import { turnRoutes } from './turn-routes.ts';
import type { WebEnv, WebParts } from './web-parts.ts';

/** Room for the longest message that is read (4,000 characters), and then some for its answer of “too long”. */
const largestBodyBytes = 32 * 1024;

function securityHeaders() {
  const own = "'self'";
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [own, NONCE],
      // antd writes its styles at run time, with the nonce.
      styleSrc: [own, NONCE],
      imgSrc: [own, 'data:'],
      fontSrc: [own],
      connectSrc: [own],
      manifestSrc: [own],
      baseUri: ["'none'"],
      formAction: [own],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    // TLS ends at the bank's proxy, which sets this where it is true.
    strictTransportSecurity: false,
  });
}

function addMeasuring(app: Hono<WebEnv>, parts: WebParts): void {
  app.use(async (c, next) => {
    const id = randomUUID();
    const started = performance.now();
    c.set('requestId', id);
    await next();
    const { method } = c.req;
    const elapsedMs = performance.now() - started;
    const route = routePath(c);
    parts.telemetry.requestDone({ id, method, route, status: c.res.status, elapsedMs });
  });
}

export interface WebApp {
  readonly app: Hono<WebEnv>;
  /** Lets running answers finish and be stored, then ends the open streams. */
  stop(): Promise<void>;
}

/** The web channel: its routes, and nothing that listens. */
export function createWebApp(parts: WebParts): WebApp {
  const app = new Hono<WebEnv>();
  const feed = new ConversationFeed();
  const running = new RunningTurns(parts, feed);
  const attempts = new RateLimit({ burst: 30, perSecond: 0.5 });
  const pace = new RateLimit({ burst: 40, perSecond: 1 });
  const requests = new RateLimit({ burst: 400, perSecond: 40 });

  addMeasuring(app, parts);
  app.onError((error, c) => answerError(error, c, parts.telemetry.failed));
  app.use(securityHeaders());
  // Before the guard: a platform calls without Origin, and is known by its signature.
  for (const { path, handle } of parts.platformRequests ?? [])
    app.all(path, (c) => handle(c.req.raw));
  app.use(guardAddress(parts.settings));
  app.route('/', healthRoutes(parts));
  const onError = () => {
    throw tooLong();
  };
  app.use('/api/*', bodyLimit({ maxSize: largestBodyBytes, onError }));
  app.use('/api/*', async (c, next) => {
    c.header('cache-control', 'no-store');
    await next();
  });
  app.route('/api', sessionRoutes(parts, attempts));
  app.use('/api/*', authenticate(parts));
  app.use('/api/*', async (c, next) => {
    if (!requests.allows(c.get('employee').employeeId))
      throw new Problem(429, 'too-many', '操作太快了，请歇几秒再试。');
    await next();
  });
  app.route('/api', conversationRoutes(parts, feed));
  app.route('/api', deskRoutes(parts));
  app.route('/api', boardRoutes(parts));
  app.route('/api', turnRoutes(parts, running, pace));
  app.route('/api', eventRoutes(parts, feed, running));
  app.route('/api', clientRoutes(parts, pace));
  app.route('/', pageRoutes(parts));
  const stop = async () => {
    await running.settle();
    feed.close();
  };
  return { app, stop };
}
