import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src/domain/calendar/day.ts';
import type { ClientCondition } from '../../src/domain/clients/client-filter.ts';
import type { LookUp } from '../../src/ports/look-up-log.ts';
import { SqlClientBook } from '../../src/store/book/sql-client-book.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import { bookEngines, bookFolder, importOf } from '../fixtures/books.ts';
import { folderWith } from '../fixtures/cards.ts';

const day = (text: string) => parseDay(text) ?? Number.NaN;
const today = day('2026-11-24');

const many: Record<string, string> = {
  'clients.csv': [
    'client_id,manager_id,name,opened_on,gender,salutation,birth_date,mobile,tier,address_city,status',
    'C1,M1,王建国,2015-03-02,male,王总,1968-12-01,12000000917,金卡,杭州,',
    'C2,M1,陈丽,2018-01-10,female,,1959-02-28,12000001234,白金,杭州,',
    'C3,M2,单雄信,2020-07-07,male,,1996-02-29,12000000917,,宁波,',
    'C4,M1,王建军,2020-07-07,,,,,,,frozen',
    'C5,M1,欧阳娜,2026-12-01,female,,,,,,',
  ].join('\n'),
  'balances.csv':
    'client_id,month_end,aum\nC1,2026-07-31,2000000\nC1,2026-10-31,924000.50\nC2,2026-10-31,3000000\n',
  'holdings.csv': [
    'holding_id,client_id,product_id,amount,start_on,maturity_on,redeem_by,closed_on',
    'H1,C1,P1,300000,2023-12-04,2026-12-04,,',
    'H2,C1,P2,250000,2026-06-01,2026-12-20,2026-12-02,',
    'H3,C1,P2,900000,2025-06-01,2026-12-01,,2026-06-01',
    'H4,C2,P2,800000,2026-06-01,2026-11-26,,',
  ].join('\n'),
  'consents.csv':
    'client_id,purpose,channel,granted_on,revoked_on\nC1,marketing,all,2026-03-15,\nC2,marketing,sms,2026-01-01,2026-02-01\n',
  'assessments.csv': 'client_id,assessed_on,level\nC1,2025-12-18,C3\nC2,2024-01-01,C2\n',
};

describe.each(bookEngines)('the client book on $name', ({ open }) => {
  async function clientBook(changes: Record<string, string> = {}, on = today) {
    const database = await open();
    const summary = await importBook(database, importOf(bookFolder({ ...many, ...changes })));
    expect(summary.faults).toEqual([]);
    const lookUps: LookUp[] = [];
    const log = {
      append: async (lookUp: LookUp) => {
        lookUps.push(lookUp);
      },
      verify: async () => ({ entries: lookUps.length, brokenAt: null }),
    };
    const book = new SqlClientBook(database, log, () => on);
    const reader = (employeeId: string) => book.for({ employeeId }, { turnId: 'turn-1' });
    return { book, database, lookUps, reader };
  }

  test('a card holds what the book knows of an own client', async () => {
    const { reader } = await clientBook();
    const card = await (await reader('M1')).card('C1');
    expect(card).toMatchObject({
      client: { name: '王建国', mobileTail: '0917', aumCents: 92_400_050, status: 'active' },
      branchName: '城东支行',
      managerName: '李敏',
      assessments: [{ level: 'C3' }],
      consents: [{ purpose: 'marketing', channel: 'all', revokedOn: null }],
      tags: [{ tag: 'house-purchase' }],
    });
    expect(card?.holdings.map((one) => one.holdingId)).toEqual(['H2', 'H1']);
    expect(card?.balances.map((one) => one.aumCents)).toEqual([200_000_000, 92_400_050]);
    expect(card?.contacts[0]).toMatchObject({ effective: true, contactedOn: day('2026-11-07') });
    expect(JSON.stringify(card)).not.toContain('12000000917');
  });

  test('a client of somebody else and one who does not exist are answered alike', async () => {
    const { reader, lookUps } = await clientBook();
    const mine = await reader('M1');
    for (const id of ['C3', 'C404']) {
      expect(await mine.card(id)).toBeNull();
      expect(await mine.find({ kind: 'id', text: id })).toEqual([]);
    }
    expect(await mine.find({ kind: 'name', text: '单雄信' })).toEqual([]);
    expect(await mine.find({ kind: 'pinyin', text: 'shanxiongxin' })).toEqual([]);
    expect((await mine.find({ kind: 'mobile-tail', text: '0917' })).map((c) => c.clientId)).toEqual(
      ['C1'],
    );
    expect(JSON.stringify(lookUps)).not.toContain('C3');
  });

  test('a client is found by name, beginning, salutation, tail, pinyin and initials', async () => {
    const { reader } = await clientBook();
    const mine = await reader('M1');
    const found = async (...mention: [Parameters<typeof mine.find>[0]['kind'], string]) =>
      (await mine.find({ kind: mention[0], text: mention[1] })).map((one) => one.clientId);
    expect(await found('name', '王建国')).toEqual(['C1']);
    expect(await found('name', '王')).toEqual(['C4', 'C1']);
    expect(await found('salutation', '王总')).toEqual(['C1']);
    expect(await found('mobile-tail', '1234')).toEqual(['C2']);
    expect(await found('pinyin', 'chenli')).toEqual(['C2']);
    expect(await found('pinyin', 'wjg')).toEqual(['C1']);
    expect(await found('pinyin', 'wangjian')).toEqual(['C4', 'C1']);
    expect(await found('name', '欧阳娜')).toEqual([]);
    expect(await found('name', "王' OR 1=1 --")).toEqual([]);
  });

  test('who sees whom follows from role, team, branch, leave and last day', async () => {
    const managers = [
      'manager_id,name,branch_id,role,supervisor_id,leave_from,leave_to,deputy_id,left_on',
      'M0,周敏,B1,supervisor,,,,,',
      'M1,李敏,B1,rm,M0,2026-11-20,2026-11-25,M2,',
      'M2,赵磊,B2,rm,,,,,',
      'M3,钱行长,B2,branch_head,,,,,',
      'M4,离职,B1,supervisor,,,,,2026-11-23',
      'M5,编辑,B1,knowledge_editor,,,,,',
      'M6,合规,B1,compliance,,,,,',
    ].join('\n');
    const total = async (employeeId: string, on = today) => {
      const { reader } = await clientBook({ 'managers.csv': managers }, on);
      return (await (await reader(employeeId)).list({ conditions: [] })).total;
    };
    expect(await total('M1')).toBe(3);
    expect(await total('M0')).toBe(3);
    expect(await total('M2')).toBe(4);
    expect(await total('M2', today + 2)).toBe(1);
    expect(await total('M3')).toBe(1);
    for (const nobody of ['M4', 'M5', 'M6', 'unknown']) expect(await total(nobody)).toBe(0);
  });

  test('a handed-over client is seen by the new manager only, at once', async () => {
    const { reader, database } = await clientBook();
    const moved = 'client_id,manager_id,name,opened_on\nC1,M2,王建国,2015-03-02\n';
    await importBook(database, importOf(folderWith({ 'clients.csv': moved })));
    expect(await (await reader('M1')).card('C1')).toBeNull();
    expect(await (await reader('M2')).card('C1')).not.toBeNull();
  });

  const window = { from: today, to: today + 30 };
  const filters: [string, ClientCondition[], string[]][] = [
    ['due in the window', [{ kind: 'due', days: window }], ['C1', 'C2']],
    [
      'due by notice, not by maturity',
      [{ kind: 'due', days: { from: today + 8, to: today + 8 } }],
      ['C1'],
    ],
    ['one amount', [{ kind: 'due', days: window, amountCents: { from: 50_000_000 } }], ['C2']],
    [
      'amounts per client',
      [{ kind: 'due', days: window, amountCents: { from: 50_000_000 }, perClient: true }],
      ['C1', 'C2'],
    ],
    ['holding R2', [{ kind: 'holds', risks: ['R2'] }], ['C1', 'C2']],
    ['holding deposits', [{ kind: 'holds', products: ['term_deposit'] }], ['C1']],
    ['assets', [{ kind: 'aum', cents: { from: 100_000_000 } }], ['C2']],
    ['assets that fell by half', [{ kind: 'aum-change', months: 3, percent: { to: -50 } }], ['C1']],
    [
      'not talked to',
      [{ kind: 'contacted', days: { from: today - 90, to: today }, not: true }],
      ['C2', 'C4'],
    ],
    ['birthday over New Year', [{ kind: 'birthday', from: 1130, to: 131 }], ['C1']],
    ['age', [{ kind: 'age', years: { from: 60 } }], ['C2']],
    ['up to an age', [{ kind: 'age', years: { to: 57 } }], ['C1']],
    ['women', [{ kind: 'gender', gender: 'female' }], ['C2']],
    ['city', [{ kind: 'city', cities: ['杭州'] }], ['C1', 'C2']],
    ['tier', [{ kind: 'tier', tiers: ['白金', '私行'] }], ['C2']],
    ['tag', [{ kind: 'tag', tag: 'house-purchase' }], ['C1']],
    ['complaint open', [{ kind: 'complaint-open' }], ['C2']],
    ['loan open', [{ kind: 'loan-open' }], ['C2']],
    ['assessment not valid', [{ kind: 'assessment-valid', not: true }], ['C2', 'C4']],
    ['level', [{ kind: 'risk-level', levels: ['C3'] }], ['C1']],
    ['may be marketed to', [{ kind: 'may-market', channel: 'wechat' }], ['C1']],
    ['may not', [{ kind: 'may-market', not: true }], ['C2', 'C4']],
    ['frozen', [{ kind: 'status', statuses: ['frozen'] }], ['C4']],
    ['client since', [{ kind: 'opened', days: { to: day('2016-01-01') } }], ['C1']],
    ['somebody else named', [{ kind: 'manager', managerId: 'M2' }], []],
    [
      'all of several',
      [
        { kind: 'city', cities: ['杭州'] },
        { kind: 'gender', gender: 'male' },
      ],
      ['C1'],
    ],
  ];

  test('lists hold just the clients that fulfil every condition', async () => {
    const { reader } = await clientBook();
    const mine = await reader('M1');
    for (const [name, conditions, expected] of filters) {
      const page = await mine.list({ conditions, sort: 'client-id' });
      expect([name, page.clients.map((one) => one.clientId)]).toEqual([name, expected]);
      expect(page.total).toBe(expected.length);
    }
  });

  test('lists are sorted, summed and paged; what is not known comes last', async () => {
    const { reader } = await clientBook();
    const mine = await reader('M1');
    const page = await mine.list({ conditions: [], limit: 2 });
    expect(page).toMatchObject({ total: 3, aumCents: 392_400_050 });
    expect(page.clients.map((one) => one.clientId)).toEqual(['C2', 'C1']);
    const next = await mine.list({ conditions: [], limit: 2, offset: 2 });
    expect(next.clients.map((one) => one.clientId)).toEqual(['C4']);
    const due = await mine.list({ conditions: [], sort: 'due' });
    expect(due.clients.map((one) => [one.clientId, one.nextDueOn])).toEqual([
      ['C2', day('2026-11-26')],
      ['C1', day('2026-12-02')],
      ['C4', null],
    ]);
  });

  test('every look-up is logged with whom it showed', async () => {
    const { reader, lookUps } = await clientBook();
    const mine = await reader('M1');
    await mine.card('C1');
    await mine.find({ kind: 'name', text: '陈丽' });
    await mine.list({ conditions: [{ kind: 'gender', gender: 'male' }] });
    await mine.card('C3');
    expect(lookUps.map((one) => [one.action, one.clientIds, one.turnId])).toEqual([
      ['card', ['C1'], 'turn-1'],
      ['find', ['C2'], 'turn-1'],
      ['list', ['C1'], 'turn-1'],
      ['card', [], 'turn-1'],
    ]);
  });

  test('a look-up that cannot be logged is not answered', async () => {
    const { database } = await clientBook();
    const log = {
      append: async () => {
        throw new Error('disk full');
      },
      verify: async () => ({ entries: 0, brokenAt: null }),
    };
    const reader = await new SqlClientBook(database, log, () => today).for({ employeeId: 'M1' });
    await expect(reader.card('C1')).rejects.toThrow('disk full');
  });

  test('the book tells up to when it is complete', async () => {
    const { book } = await clientBook();
    expect(await book.standing()).toEqual({ origin: 'bank', dataThrough: day('2026-11-16') });
  });
});
