import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { lookUp } from '../../src/journeys/clients/look-up.ts';
import { checkAccess } from '../fixtures/check-access.ts';
import { demoClients, type Row, today } from '../fixtures/demo-clients.ts';

const sentence = '没有找到属于您管户范围的这位客户。如果刚交接，请让主管在系统里完成划转。';

let demo: Awaited<ReturnType<typeof demoClients>>;
let staff: Row[];
let people: Row[];

beforeAll(async () => {
  demo = await demoClients(3);
  staff = demo.rows('managers');
  people = demo.rows('clients');
});

/** Who is visible, worked out from the files alone. */
function visibleTo(me: Row): Set<string> {
  const ids = staff
    .filter((one) => {
      if (me.role === 'rm') return one === me;
      if (me.role === 'supervisor') return one === me || one.supervisor_id === me.manager_id;
      return me.role === 'branch_head' && one.branch_id === me.branch_id;
    })
    .map((one) => one.manager_id);
  return new Set(
    people.filter((one) => ids.includes(one.manager_id)).map((one) => one.client_id ?? ''),
  );
}

const requests: readonly ((who: Row) => string)[] = [
  (who) => `${who.name}的定存什么时候到期`,
  (who) => `查一下${who.client_id}的资料`,
  (who) => `手机尾号${who.mobile?.slice(-4)}的客户测评过期没`,
  (who) => `等会要见${who.name}，给我过一遍`,
  (who) => `刚跟${who.name}打过电话，说下周来`,
  (who) => `记一笔：${who.client_id} 没接`,
  (who) => `${who.name?.[0]}总上次联系是哪天`,
  () => '我名下所有客户',
  () => '三个月没联系的客户',
  (who) => `住${who.address_city}的客户有哪些`,
  (who) => `${who.manager_id}名下的客户有哪些`,
];

const somebody = () => fc.nat({ max: staff.length - 1 }).map((at) => staff[at] ?? {});
const anyClient = () => fc.nat({ max: people.length - 1 }).map((at) => people[at] ?? {});

test('whoever asks for whatever in chat learns nothing of clients of somebody else', async () => {
  const request = fc.tuple(somebody(), anyClient(), fc.constantFrom(...requests));
  await fc.assert(
    fc.asyncProperty(request, async ([me, who, words]) => {
      const visible = visibleTo(me);
      const { client_id: id = '-' } = who;
      const asked = words(who);
      const answer = await demo.ask(asked, { employeeId: me.manager_id ?? '' });
      const shown = JSON.stringify([answer.text, answer.citations, answer.card]);
      const told = (shown.match(/C\d{6}/g) ?? []).filter((one) => !asked.includes(one));
      for (const one of [...told, ...(answer.data.clientIds ?? [])]) {
        expect(visible, asked).toContain(one);
      }
      if (!visible.has(id) && asked.includes(id)) expect(answer.text).toBe(sentence);
      expect(shown).not.toContain(who.mobile);
      expect(shown).not.toContain(who.id_number);
    }),
    { numRuns: 150 },
  );
}, 120_000);

test('a foreign client and one that does not exist get one and the same answer', async () => {
  const own = people.filter((one) => one.manager_id === '1024').map((one) => one.name ?? '');
  const foreign =
    people.find(
      (one) => one.manager_id === '1026' && !own.some((name) => one.name?.includes(name)),
    ) ?? {};
  const pairs = [
    [`${foreign.client_id}的测评过期没`, 'C999999的测评过期没'],
    [`${foreign.name}的测评过期没`, '诸葛无人的测评过期没'],
    [`刚跟${foreign.client_id}打过电话，说下周来`, '刚跟C999999打过电话，说下周来'],
  ];
  for (const [theirs = '', nobodys = ''] of pairs) {
    const { turn: _one, ...first } = { turn: 0, ...(await demo.ask(theirs)) };
    const { turn: _two, ...second } = { turn: 0, ...(await demo.ask(nobodys)) };
    expect(first).toEqual(second);
    expect(first).toMatchObject({ kind: 'refused', text: sentence, data: {}, topic: null });
  }
});

test('the client at hand is looked up with the rights of who asks', async () => {
  const foreign = people.find((one) => one.manager_id === '1026') ?? {};
  const answer = await demo.ask('测评过期没', { clientId: foreign.client_id ?? '' });
  expect(answer).toMatchObject({ kind: 'refused', text: sentence });
});

test('the command finds by the same words and within the same rights', async () => {
  const request = fc.tuple(somebody(), anyClient(), fc.constantFrom(...requests));
  await fc.assert(
    fc.asyncProperty(request, async ([me, who, words]) => {
      const visible = visibleTo(me);
      const reader = await demo.book.for({ employeeId: me.manager_id ?? '' });
      for (const text of [
        words(who),
        who.name ?? '',
        who.client_id ?? '',
        who.mobile?.slice(-4) ?? '',
      ]) {
        const found = await lookUp(text, reader, today);
        for (const { clientId } of found.clients) expect(visible, text).toContain(clientId);
        expect(found.total).toBe(found.clients.length);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('the book might as well hold nobody else’s clients', async () => {
  await checkAccess(200, 5);
}, 120_000);

test('whatever was looked at is in the log, and the log is whole', async () => {
  const count = async () => (await demo.log.verify()).entries;
  const before = await count();
  await demo.ask('陈丽的测评过期没');
  expect(await count()).toBeGreaterThan(before);
  expect((await demo.log.verify()).brokenAt).toBeNull();
});
