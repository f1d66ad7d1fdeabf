import { beforeAll, expect, test } from 'vitest';
import type { WireClients } from '../../../src/channels/web/wire.ts';
import { BookEmployeeDirectory } from '../../../src/store/book/book-employee-directory.ts';
import { demoClients, today } from '../../fixtures/demo-clients.ts';
import { openTestWeb, Visitor } from '../../fixtures/web.ts';

let demo: Awaited<ReturnType<typeof demoClients>>;
let manager: Visitor;
let supervisor: Visitor;

beforeAll(async () => {
  demo = await demoClients(2);
  const employees = new BookEmployeeDirectory(demo.database, () => today);
  const parts = { book: demo.book, employees, today: () => today };
  const web = await openTestWeb({ parts });
  manager = await new Visitor(web).signIn('1024');
  supervisor = await new Visitor(web).signIn('1010');
});

const list = (who: Visitor, query: string) => who.read<WireClients>(`/api/clients?${query}`);

test('the list has totals, goes page by page and sorts either way', async () => {
  const first = await list(manager, 'sort=aum&order=down');
  expect(first.total).toBe(200);
  const amounts = first.clients.map((one) => one.aumCents ?? 0);
  expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
  const second = await list(manager, 'sort=aum&order=down&page=1');
  const ids = [...first.clients, ...second.clients].map((one) => one.clientId);
  expect(new Set(ids).size).toBe(2 * first.perPage);
  const up = await list(manager, 'sort=aum&order=up');
  expect(up.clients[0]?.aumCents).toBe(Math.min(...up.clients.map((one) => one.aumCents ?? 0)));
  expect((await list(supervisor, '')).total).toBe(600);
});

test('the words of the command find the same clients on the page', async () => {
  const women = demo
    .rows('clients')
    .filter((r) => r.manager_id === '1024' && r.gender === 'female');
  const found = await list(manager, `q=${encodeURIComponent('女客户')}`);
  expect(found.total).toBe(women.length);
  expect(found.understood).toEqual(['女性']);
  const one = await list(manager, `q=${encodeURIComponent('王建国')}`);
  expect(one.clients.map((client) => client.clientId)).toEqual(['C000123']);
});

test('a foreign client and one who does not exist are answered alike, card and mobile', async () => {
  const foreign = demo.rows('clients').find((row) => row.manager_id === '1026')?.client_id;
  const answers = await Promise.all(
    [foreign, 'C999999'].map(async (id) => {
      const card = await manager.get(`/api/clients/${id}`);
      const mobile = await manager.send('POST', `/api/clients/${id}/mobile`);
      return [card.status, await card.text(), mobile.status, await mobile.text()];
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.[0]).toBe(404);
});

test('a mobile is masked on the card, and shown alone by a press that is logged', async () => {
  const row = demo.rows('clients').find((one) => one.client_id === 'C000123') ?? {};
  const card = await (await manager.get('/api/clients/C000123')).text();
  expect(card).toContain('其余隐去');
  expect(card).not.toContain(row.mobile);
  expect((await manager.get('/api/clients/C000123/mobile')).status).toBe(404);
  const shown = await manager.send('POST', '/api/clients/C000123/mobile');
  expect(await shown.json()).toEqual({ mobile: row.mobile });
  const last = await demo.state
    .selectFrom('look_ups')
    .selectAll()
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();
  expect(last).toMatchObject({ employee_id: '1024', action: 'reveal', fields: '["mobile"]' });
  expect((await demo.log.verify()).brokenAt).toBeNull();
});

test('a list is taken out by who may, is logged, and runs no formula', async () => {
  await demo.database.db
    .updateTable('clients')
    .set({ name: '=HYPERLINK("http://x","点")', tier: '@SUM(1)' })
    .where('client_id', '=', 'C000201')
    .execute();
  expect((await manager.get('/api/clients/export')).status).toBe(403);
  const taken = await supervisor.get('/api/clients/export');
  expect(taken.headers.get('content-disposition')).toMatch(/^attachment/);
  const csv = await taken.text();
  expect(csv.trim().split('\r\n')).toHaveLength(601);
  expect(csv).toContain(`"'=HYPERLINK(""http://x"",""点"")"`);
  expect(csv).not.toMatch(/(^|,)"[\s]*[=+\-@\t\r]/m);
  const mobiles = demo.rows('clients').map((row) => row.mobile ?? '-');
  expect(mobiles.some((mobile) => csv.includes(mobile))).toBe(false);
  const logged = await demo.state
    .selectFrom('look_ups')
    .select(['employee_id', 'client_ids'])
    .where('action', '=', 'export')
    .execute();
  expect(logged).toHaveLength(1);
  expect(JSON.parse(logged[0]?.client_ids ?? '[]')).toHaveLength(600);
});
