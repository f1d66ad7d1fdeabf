import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BookDatabase } from '../../src/store/book/engine.ts';
import { describeFault } from '../../src/store/import/fault.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import type { ImportRequest } from '../../src/store/import/import-request.ts';
import { bookEngines, bookFolder, importOf } from '../fixtures/books.ts';
import { folderWith } from '../fixtures/cards.ts';

async function dump({ db }: BookDatabase) {
  const clients = await db.selectFrom('clients').selectAll().orderBy('client_id').execute();
  const bookings = await db
    .selectFrom('transactions')
    .selectAll()
    .orderBy('transaction_id')
    .execute();
  const balances = await db.selectFrom('balances').selectAll().execute();
  const imports = await db.selectFrom('imports').selectAll().execute();
  return { clients, bookings, balances, imports };
}

describe.each(bookEngines)('import into $name', ({ open }) => {
  async function importing(
    files: Record<string, string>,
    more: Partial<ImportRequest> = {},
    into?: BookDatabase,
  ) {
    const book = into ?? (await open());
    const directory = into ? folderWith(files) : bookFolder(files);
    const summary = await importBook(book, importOf(directory, more));
    return { book, directory, summary, faults: summary.faults.map(describeFault) };
  }

  test('a sound book is imported whole, in its stored form', async () => {
    const { book, summary } = await importing({});
    expect(summary).toMatchObject({
      imported: true,
      rows: 22,
      changed: 22,
      faultCount: 0,
      dataThrough: '2026-11-16',
    });
    const { clients, bookings, balances } = await dump(book);
    expect(clients[0]).toMatchObject({
      client_id: 'C1',
      mobile_tail: '0917',
      id_tail: '0011',
      name_pinyin: 'wangjianguo',
      name_initials: 'wjg',
    });
    expect(clients[2]).toMatchObject({ name_pinyin: 'shanxiongxin', status: null });
    expect(bookings[0]).toMatchObject({ amount: -15_000_000, kind: 0, counterparty_same_name: 1 });
    expect(balances[0]).toMatchObject({ aum: 92_400_050, aum_avg: 92_000_000 });
    const contact = await book.db.selectFrom('contacts').selectAll().executeTakeFirstOrThrow();
    // Half past eleven at night in London is the next morning in Shanghai.
    expect(contact.contacted_on).toBe(20_764);
  });

  test('the same files again change nothing', async () => {
    const { book } = await importing({});
    const before = await dump(book);
    const again = await importBook(book, importOf(bookFolder()));
    expect(again).toMatchObject({ imported: true, changed: 0, rows: 22 });
    expect(await dump(book)).toEqual(before);
  });

  test('a known key takes over the values given and keeps those the file does not have', async () => {
    const { book } = await importing({});
    const { summary } = await importing(
      {
        'clients.csv':
          'client_id,manager_id,name,opened_on\nC1,M2,王建国,2015-03-02\nC2,M1,陈丽,2018-01-10\n',
        'holdings.csv':
          'holding_id,client_id,product_id,amount,start_on\nH1,C2,P1,310000,2023-12-04\nH2,C1,P2,1,2026-01-01\n',
        'transactions.csv':
          'transaction_id,client_id,booked_on,amount,kind\nT1,C1,2026-11-10,-1,cash\nT3,C2,2026-11-23,5,cash\n',
      },
      {},
      book,
    );
    expect(summary).toMatchObject({ changed: 5, dataThrough: '2026-11-23' });
    const { clients, bookings } = await dump(book);
    expect(clients[0]).toMatchObject({ manager_id: 'M2', mobile_tail: '0917' });
    expect(
      bookings.map((row) => [row.transaction_id, row.booked_on, row.counterparty_bank]),
    ).toEqual([
      ['T1', 20_767, '102'],
      ['T2', 20_773, '102'],
      ['T3', 20_780, null],
    ]);
    const holdings = await book.db
      .selectFrom('holdings')
      .selectAll()
      .orderBy('holding_id')
      .execute();
    expect(holdings.map((row) => [row.holding_id, row.client_id, row.maturity_on])).toEqual([
      ['H1', 'C2', 20_791],
      ['H2', 'C1', null],
    ]);
  });

  test('every fault is named with its place, and nothing is imported', async () => {
    const { book, summary, faults } = await importing({
      'clients.csv': [
        'client_id,manager_id,name,opened_on,gender,payroll_here,mobile',
        'C1,M1,王建国,2026-02-30,male,true,12000000917',
        'C2,M1,,2018-01-10,女,yes,',
        'C3,M9,单雄信,2020-07-07,,,',
        'C4,M1,张三',
        'C5,M1,"李"四,2020-01-01,,,',
      ].join('\r\n'),
      'transactions.csv':
        'transaction_id,client_id,booked_on,amount,kind\nT1,C3,2026-11-09,"1,000.00",transfer\nT2,C3,2026-11-09,1.234,gift\nT3,C3,2026-11-09,１00,cash\nT4,C77,2026-11-09,1,cash\n',
      'balances.csv': 'client_id,month_end,aum\nC3,2026-10-30,5\n',
    });
    expect(summary.imported).toBe(false);
    expect(faults).toEqual([
      'clients.csv 第 2 行 opened_on：“2026-02-30”，应为存在的日期，写成 YYYY-MM-DD',
      'clients.csv 第 3 行 name：必填，不能为空',
      'clients.csv 第 3 行 gender：“女”，应为 male、female 之一',
      'clients.csv 第 3 行 payroll_here：“yes”，应为 true 或 false',
      'clients.csv 第 5 行：这一行有 3 列，标题行有 7 列',
      'clients.csv 第 6 行：闭合引号后面还有文字',
      'balances.csv 第 2 行 month_end：“2026-10-30”，应为月末的日期，写成 YYYY-MM-DD',
      'transactions.csv 第 2 行 amount：“1,000.00”，应为以元计的金额，最多两位小数，不写千分位和货币符号',
      'transactions.csv 第 3 行 amount：“1.234”，应为以元计的金额，最多两位小数，不写千分位和货币符号',
      expect.stringMatching(/^transactions.csv 第 3 行 kind：“gift”，应为 transfer、/),
      'transactions.csv 第 4 行 amount：“１00”，应为以元计的金额，最多两位小数，不写千分位和货币符号',
      'clients.csv 第 4 行 manager_id：“M9”，在 managers.csv 和现有账簿里都找不到',
      'transactions.csv 第 5 行 client_id：“C77”，在 clients.csv 和现有账簿里都找不到',
    ]);
    const left = await dump(book);
    expect(left.clients).toEqual([]);
    expect(left.imports).toEqual([]);
  });

  test('a header that does not fit is refused with what is wrong', async () => {
    const { faults } = await importing({
      'branches.csv': 'branch_id,name,city,城市,city\n',
      'managers.csv': 'manager_id,name\n',
      'products.csv': '',
    });
    expect(faults.slice(0, 4)).toEqual([
      'branches.csv 第 1 行：不认识的列“城市”；可用的列：branch_id、name、city',
      'branches.csv 第 1 行：列名重复“city”',
      'managers.csv 第 1 行：缺少必填列“branch_id”、“role”',
      'products.csv 第 1 行：文件是空的，至少要有标题行',
    ]);
  });

  test('the same key twice is a fault only when the values differ', async () => {
    const twice = 'T9,C1,2026-11-20,5,cash\n';
    const head = 'transaction_id,client_id,booked_on,amount,kind\n';
    const sound = await importing({ 'transactions.csv': `${head}${twice}${twice}` });
    expect(sound.summary).toMatchObject({ imported: true, faultCount: 0 });
    const differing = { 'transactions.csv': `${head}${twice}T9,C1,2026-11-20,6,cash\n` };
    const message = 'transactions.csv 第 3 行 transaction_id：“T9”，与第 2 行主键相同而内容不同';
    const later = await importing(differing, {}, sound.book);
    expect(later.faults).toEqual([message]);
    const first = await importing(differing);
    expect(first.faults).toEqual([message]);
    expect(first.summary.imported).toBe(false);
  });

  test('bad rows are left out on demand, with what refers to them, and written beside the file', async () => {
    const { book, summary, directory } = await importing(
      {
        'clients.csv':
          'client_id,manager_id,name,opened_on\nC1,M1,王建国,2015-03-02\nC2,M1,"陈\n丽",bad\nC3,M2,单雄信,2020-07-07\n',
      },
      { skipBadRows: true },
    );
    expect(summary.imported).toBe(true);
    expect(summary.faultCount).toBe(3);
    expect((await dump(book)).clients.map((row) => row.client_id)).toEqual(['C1', 'C3']);
    const rejected = (name: string) => readFileSync(join(directory, name), 'utf8');
    expect(rejected('clients.rejected.csv')).toBe(
      'client_id,manager_id,name,opened_on\nC2,M1,"陈\n丽",bad\n',
    );
    expect(rejected('complaints.rejected.csv')).toMatch(/Q1,C2/);
    expect(rejected('loans.rejected.csv')).toMatch(/L1,C2/);
    const again = await importBook(book, importOf(directory, { skipBadRows: true }));
    expect(again.ignored).toEqual([]);
  });

  test('a dry run tells what would happen and changes nothing', async () => {
    const { book, summary } = await importing({}, { dryRun: true });
    expect(summary).toMatchObject({ imported: false, rows: 22, changed: 22, faultCount: 0 });
    expect((await dump(book)).clients).toEqual([]);
  });

  test('demo data is gone after the first real import, and nothing else ever is', async () => {
    const book = await open();
    await importBook(book, importOf(bookFolder(), { origin: 'demo' }));
    const real = { 'branches.csv': 'branch_id,name\nX1,总行营业部\n' };
    const { summary } = await importing(real, {}, book);
    expect(summary).toMatchObject({ imported: true, demoRemoved: true });
    expect((await dump(book)).clients).toEqual([]);
    const second = await importing({ 'branches.csv': 'branch_id,name\nX2,城南\n' }, {}, book);
    expect(second.summary.demoRemoved).toBe(false);
    const branches = await book.db.selectFrom('branches').select('branch_id').execute();
    expect(branches.map((row) => row.branch_id).sort()).toEqual(['X1', 'X2']);
  });

  test('a refused first import leaves the demo data in place', async () => {
    const book = await open();
    await importBook(book, importOf(bookFolder(), { origin: 'demo' }));
    await importing({ 'branches.csv': 'branch_id\nX1\n' }, {}, book);
    expect((await dump(book)).clients).toHaveLength(3);
  });

  test('rows go by key through deletions.csv; what others refer to stays', async () => {
    const { book } = await importing({});
    const head = 'file,key\n';
    const gone = `${head}transactions.csv,T1\ntransactions.csv,T404\nbalances.csv,C1;2026-10-31\n`;
    const { summary } = await importing({ 'deletions.csv': gone }, {}, book);
    expect(summary).toMatchObject({ imported: true, deleted: 2 });
    expect((await dump(book)).bookings.map((row) => row.transaction_id)).toEqual(['T2']);
    const refused = await importing({ 'deletions.csv': `${head}clients.csv,C1\n` }, {}, book);
    expect(refused.summary.imported).toBe(false);
    expect(refused.faults[0]).toMatch(
      /deletions.csv 第 2 行 key：“C1”，holdings.csv 还有记录引用它/,
    );
    expect((await dump(book)).clients).toHaveLength(3);
  });

  test('files of another form are read by a mapping', async () => {
    const mapping = [
      'defaults: { separator: "|", dates: YYYYMMDD }',
      'files:',
      '  transactions.csv:',
      '    from: JYLS.txt',
      '    columns: { transaction_id: 流水号, client_id: 客户号, booked_on: 记账日, amount: 金额, kind: 类别 }',
      '    ignore: [备注]',
      '    values: { kind: { "01": transfer } }',
    ].join('\n');
    const { book } = await importing({});
    const { summary } = await importing(
      {
        'JYLS.txt': '流水号|客户号|记账日|金额|类别|备注\nT5|C1|20261120|-120000|01|x\n',
        'mapping.yaml': mapping,
      },
      { mappingFile: join(folderWith({ 'm.yaml': mapping }), 'm.yaml') },
      book,
    );
    expect(summary).toMatchObject({ imported: true, changed: 1, dataThrough: '2026-11-20' });
  });

  test('an event names a branch or product that there is, or the bank and nothing', async () => {
    const { faults } = await importing({
      'events.csv':
        'event_id,scope,scope_id,kind,from_on\nE1,branch,P1,move,2026-11-01\nE2,product,P1,outage,2026-11-02\nE3,bank,B1,outage,2026-11-02\nE4,product,,outage,2026-11-02\n',
    });
    expect(faults).toEqual([
      'events.csv 第 2 行 scope_id：“P1”，在 branches.csv 和现有账簿里都找不到',
      'events.csv 第 4 行 scope_id：“B1”，scope 为 bank 时应留空',
      'events.csv 第 5 行 scope_id：scope 为 branch 或 product 时必填',
    ]);
  });

  test('a rejected run leaves no file behind', async () => {
    const { directory } = await importing(
      { 'branches.csv': 'branch_id\nX\n' },
      { skipBadRows: true },
    );
    expect(existsSync(join(directory, 'branches.rejected.csv'))).toBe(false);
  });
});
