import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteBook } from '../../src/store/book/sqlite-book.ts';
import { describeFault } from '../../src/store/import/fault.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import { lockImports } from '../../src/store/import/import-lock.ts';
import type { ImportRequest } from '../../src/store/import/import-request.ts';
import { bookFolder, importOf } from '../fixtures/books.ts';
import { folderWith } from '../fixtures/cards.ts';

const emptyBook = () => openSqliteBook(join(folderWith({}), 'book.db'));

async function importing(directory: string, more: Partial<ImportRequest> = {}) {
  const book = await emptyBook();
  const summary = await importBook(book, importOf(directory, more));
  const branches = await book.db.selectFrom('branches').selectAll().execute();
  await book.db.destroy();
  return { summary, branches, faults: summary.faults.map(describeFault) };
}

function branchFile(content: string | Buffer): string {
  const directory = folderWith({});
  writeFileSync(join(directory, 'branches.csv'), content);
  return directory;
}

const header = 'branch_id,name,city\n';
// 城东支行 in GB18030.
const gbName = Buffer.from([0xb3, 0xc7, 0xb6, 0xab, 0xd6, 0xa7, 0xd0, 0xd0]);
const gbFile = Buffer.concat([Buffer.from(`${header}B1,`), gbName, Buffer.from(',\n')]);

test('a byte-order mark, CRLF and a missing last line end are accepted', async () => {
  const { branches } = await importing(
    branchFile('\ufeffbranch_id,name\r\nB1,城东\r\nB2,"城\r\n西"'),
  );
  expect(branches.map((row) => row.name)).toEqual(['城东', '城\r\n西']);
});

test('GB18030 is read when it is asked for, and recognised when it is not', async () => {
  const asked = await importing(branchFile(gbFile), { encoding: 'gb18030' });
  expect(asked.branches[0]?.name).toBe('城东支行');
  const { faults } = await importing(branchFile(gbFile));
  expect(faults).toEqual([
    'branches.csv 第 2 行：不是 UTF-8 编码；文件像是 GB18030，请加 --encoding gb18030',
  ]);
  const wrong = await importing(branchFile(`${header}B1,城东支行城东支行,\n`), {
    encoding: 'gb18030',
  });
  expect(wrong.faults[0]).toMatch(/文件像是 UTF-8 编码，请去掉 --encoding gb18030/);
});

test('UTF-16 is told what to do', async () => {
  const { faults } = await importing(branchFile(Buffer.from(`\ufeff${header}`, 'utf16le')));
  expect(faults).toEqual(['branches.csv 第 1 行：是 UTF-16 编码，请另存为 UTF-8']);
});

test('a NUL, a line of ten megabytes and a lost quote are named; what follows is still read', async () => {
  const { faults } = await importing(
    branchFile(
      `${header}B\0,a,\nB2,b\0,\n${'x'.repeat(10_000_000)},c,\nB4,d,\nB5,"lost,\nB6,e\u0000,\nB7,f"g,\n`,
    ),
  );
  expect(faults).toEqual([
    'branches.csv 第 2 行 branch_id：“B␀”，应为编号，首尾没有空格',
    'branches.csv 第 3 行 name：“b␀”，应为文字，不能有空字符',
    'branches.csv 第 4 行：这一行超过 1 MB，不是客户账簿的一行',
    'branches.csv 第 6 行：闭合引号后面还有文字',
    'branches.csv 第 7 行 name：“e␀”，应为文字，不能有空字符',
    'branches.csv 第 8 行：没有用引号括起来的值里有引号',
  ]);
});

test('a quote that is never closed is named at its own line', async () => {
  const rows = [...Array(50_000).keys()].map((at) => `B${at + 9},城东支行城东支行城东支行,`);
  const { faults } = await importing(
    branchFile(`${header}B1,"城东,\n${rows.join('\n')}\nB2,a b,x y,z\n`),
  );
  expect(faults).toEqual([
    'branches.csv 第 2 行：引号没有闭合',
    'branches.csv 第 50003 行：这一行有 4 列，标题行有 3 列',
  ]);
});

test('doubled quotes, separators and line ends inside quotes belong to the value', async () => {
  const { branches } = await importing(branchFile(`${header}B1,"城,""东""\n支行",杭州\nB2,b,c\n`));
  expect(branches[0]).toEqual({ branch_id: 'B1', name: '城,"东"\n支行', city: '杭州' });
});

test('a directory in the place of a file, no directory, and nothing to import are explained', async () => {
  const directory = folderWith({});
  mkdirSync(join(directory, 'clients.csv'));
  await expect(importing(directory)).rejects.toThrow(/clients.csv 不是文件而是目录/);
  await expect(importing(join(directory, 'none'))).rejects.toThrow(/读不了目录/);
  await expect(importing(folderWith({ 'x.txt': '' }))).rejects.toThrow(/没有可导入的文件/);
});

test('a CSV file that belongs to no table is told', async () => {
  const directory = bookFolder({ 'client.csv': 'a\n' });
  expect((await importing(directory)).summary.ignored).toEqual(['client.csv']);
});

test('a full disk is one clear sentence, and nothing is half written', async () => {
  const book = await emptyBook();
  await importBook(book, importOf(bookFolder()));
  const pages = book.connection.pragma('page_count', { simple: true });
  book.connection.pragma(`max_page_count = ${pages}`);
  const rows = [...Array(3000).keys()].map((at) => `X${at},${'名'.repeat(200)},`);
  const directory = branchFile(`${header}${rows.join('\n')}\n`);
  await expect(importBook(book, importOf(directory))).rejects.toThrow(/磁盘空间不够.*账簿没有改动/);
  expect(await book.db.selectFrom('branches').select('branch_id').execute()).toHaveLength(2);
  const left = readdirSync(dirname(book.file)).filter((name) => name.includes('staging'));
  expect(left).toEqual([]);
});

test('a second import at the same time says who is running', async () => {
  const book = await emptyBook();
  const unlock = lockImports(book.file, '王工，14:03 开始');
  const second = importBook(book, importOf(bookFolder()));
  await expect(second).rejects.toThrow(/另一个导入正在进行（王工，14:03 开始）/);
  unlock();
  expect((await importBook(book, importOf(bookFolder()))).imported).toBe(true);
});

test('a mapping that does not fit is explained', async () => {
  const mapping = (text: string) => join(folderWith({ 'm.yaml': text }), 'm.yaml');
  const directory = bookFolder();
  const faulty = mapping('files: { klient.csv: {} }');
  await expect(importing(directory, { mappingFile: faulty })).rejects.toThrow(/只能写这些文件/);
  const unknown = mapping('defaults: { dates: DD.MM }');
  await expect(importing(directory, { mappingFile: unknown })).rejects.toThrow(/defaults.dates/);
  await expect(importing(directory, { mappingFile: 'none.yaml' })).rejects.toThrow(/读不了/);
});

test('what refers to a file or row that could not be read is no second fault', async () => {
  const branches = `${header}B1,城东,\n`;
  const managers = 'manager_id,name,branch_id,role\n1,李敏,B1,rm\n';
  const faultsWith = async (content: string | Buffer) => {
    const directory = folderWith({ 'managers.csv': managers });
    writeFileSync(join(directory, 'branches.csv'), content);
    return (await importing(directory)).faults;
  };
  const unread = [gbFile, 'branch_id,title\nB1,城东\n', branches.replace('城东', '"城"东')];
  for (const content of unread) {
    const faults = await faultsWith(content);
    expect(faults.filter((fault) => fault.startsWith('managers.csv'))).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
  }
  expect(await faultsWith(branches.replace('B1', 'B2'))).toEqual([
    'managers.csv 第 2 行 branch_id：“B1”，在 branches.csv 和现有账簿里都找不到',
  ]);
});

test('a file whose lines end with CR alone is told what to do', async () => {
  const { faults } = await importing(branchFile(`${header}B1,城东,\n`.replaceAll('\n', '\r')));
  expect(faults).toEqual([
    'branches.csv 第 1 行：换行只有 CR，整份文件成了一行，请另存为 LF 或 CRLF',
  ]);
});
