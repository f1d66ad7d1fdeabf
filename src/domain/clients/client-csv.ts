import { formatDay } from '../calendar/day.ts';
import type { ClientPage } from './client.ts';
import { statusWords } from './client-words.ts';

type Listed = ClientPage['clients'][number];

// A spreadsheet takes a cell that begins like this for a formula, also after it was read in.
const formula = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n]/u;

/** A cell that no spreadsheet runs: quoted, and led by an apostrophe where it looks like a formula. */
function harmlessCell(text: string): string {
  const led = formula.test(text) ? `'${text}` : text;
  return `"${led.replaceAll('"', '""')}"`;
}

const columns: readonly (readonly [string, (one: Listed) => string])[] = [
  ['客户号', (one) => one.clientId],
  ['姓名', (one) => one.name],
  ['管户', (one) => one.managerId],
  ['层级', (one) => one.tier ?? ''],
  ['状态', (one) => statusWords[one.status]],
  ['手机尾号', (one) => one.mobileTail ?? ''],
  ['月末资产（元）', (one) => (one.aumCents === null ? '' : (one.aumCents / 100).toFixed(2))],
  ['最近到期', (one) => (one.nextDueOn === null ? '' : formatDay(one.nextDueOn))],
  ['上次联系', (one) => (one.lastContactedOn === null ? '' : formatDay(one.lastContactedOn))],
];

/** A list as CSV for a spreadsheet; the byte-order mark tells it the encoding. */
export function clientCsv(clients: readonly Listed[]): string {
  const line = (cells: readonly string[]) => cells.map(harmlessCell).join(',');
  const rows = clients.map((one) => line(columns.map(([, cell]) => cell(one))));
  return `\uFEFF${[line(columns.map(([name]) => name)), ...rows].join('\r\n')}\r\n`;
}
