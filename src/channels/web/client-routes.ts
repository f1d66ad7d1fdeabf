import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Day, formatDay } from '../../domain/calendar/day.ts';
import type { ClientPage } from '../../domain/clients/client.ts';
import { clientSorts } from '../../domain/clients/client-filter.ts';
import { mayExport } from '../../domain/people/may-export.ts';
import {
  clientsPerPage,
  exportedCsv,
  listedPage,
  pageCard,
} from '../../journeys/clients/client-pages.ts';
import { foreignClient } from '../../journeys/clients/foreign-client.ts';
import { Problem } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import type { WebEnv, WebParts } from './web-parts.ts';
import type { WireClient, WireClients } from './wire.ts';

const longestText = 200;
const asked = z.object({
  q: z.string().max(longestText).default(''),
  sort: z.enum(clientSorts).optional(),
  order: z.enum(['up', 'down']).default('down'),
  page: z.coerce.number().int().min(0).max(100_000).default(0),
});

const iso = (day: Day | null): string | null => (day === null ? null : formatDay(day));

function wireClient(one: ClientPage['clients'][number]): WireClient {
  const { clientId, name, tier, mobileTail, aumCents, nextDueOn, lastContactedOn } = one;
  const days = { nextDueOn: iso(nextDueOn), lastContactedOn: iso(lastContactedOn) };
  return { clientId, name, tier, mobileTail, aumCents, ...days };
}

// One sentence for a foreign client and for one who does not exist.
const nobody = (): Problem => new Problem(404, 'not-found', foreignClient);

/** Lists, cards, one mobile at a time, and lists taken out, all within the employee's own rights. */
export function clientRoutes({ book, today }: WebParts, pace: RateLimit) {
  const routes = new Hono<WebEnv>();
  const readerOf = (c: Context<WebEnv>) => book.for(c.get('employee'));
  const query = (c: Context<WebEnv>) => {
    const read = asked.safeParse(c.req.query());
    if (!read.success) throw new Problem(400, 'bad-request', '这个查询写得不对，请改短一些再查。');
    return read.data;
  };

  routes.get('/clients', async (c) => {
    const { q, sort, order, page } = query(c);
    const request = { text: q, sort: sort ?? null, descending: order === 'down', page };
    const found = await listedPage(request, await readerOf(c), today());
    const { understood, notUnderstood, total, aumCents } = found;
    return c.json<WireClients>({
      understood,
      notUnderstood,
      total,
      aumCents,
      perPage: clientsPerPage,
      mayExport: mayExport(c.get('employee').role),
      dataThrough: iso((await book.standing()).dataThrough),
      clients: found.clients.map(wireClient),
    });
  });

  routes.get('/clients/export', async (c) => {
    if (!mayExport(c.get('employee').role))
      throw new Problem(403, 'refused', '导出名单只对主管和支行长开放，请在页面上查看。');
    const csv = await exportedCsv(query(c).q, await readerOf(c), today());
    c.header('content-type', 'text/csv; charset=utf-8');
    c.header('content-disposition', `attachment; filename="clients-${formatDay(today())}.csv"`);
    return c.body(csv);
  });

  routes.get('/clients/:id', async (c) => {
    const setting = { today: today(), standing: await book.standing() };
    const card = await pageCard(c.req.param('id'), await readerOf(c), setting);
    if (card === null) throw nobody();
    return c.json(card);
  });

  // A press, never a link: what is shown is logged before it is shown, one client at a time.
  routes.post('/clients/:id/mobile', async (c) => {
    if (!pace.allows(c.get('employee').employeeId))
      throw new Problem(429, 'too-many', '看得太快了，请歇几秒再试。');
    const found = await (await readerOf(c)).revealMobile(c.req.param('id'));
    if (found === null) throw nobody();
    return c.json(found);
  });

  return routes;
}
