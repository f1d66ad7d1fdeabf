import { userInfo } from 'node:os';
import { openState } from '../app.ts';
import { readConfig } from '../config.ts';
import { formatDay } from '../domain/calendar/day.ts';
import type { ClientSummary } from '../domain/clients/client.ts';
import { mentionsIn } from '../domain/clients/client-mention.ts';
import type { ClientReader } from '../ports/client-book.ts';
import { actingEmployee } from './acting-employee.ts';
import { print } from './print.ts';

/** All of the largest book that one person looks after. */
const mostListed = 100_000;

async function findByWord(reader: ClientReader, word: string): Promise<readonly ClientSummary[]> {
  for (const mention of mentionsIn(word)) {
    const found = await reader.find(mention);
    if (found.length > 0) return found;
  }
  return [];
}

function asLine({ clientId, name, tier, mobileTail, aumCents }: ClientSummary): string {
  const aum = aumCents === null ? '' : `${(aumCents / 1_000_000).toFixed(1)}万`;
  return [clientId, name, tier ?? '', mobileTail ? `尾号${mobileTail}` : '', aum].join('  ');
}

export async function clients(
  text: string | undefined,
  options: { as?: string; json?: boolean },
): Promise<void> {
  const { book, close } = await openState(readConfig());
  try {
    const employeeId = await actingEmployee(book, options.as);
    const reader = await book.for({ employeeId }, { systemUser: userInfo().username });
    const found =
      text === undefined
        ? (await reader.list({ conditions: [], sort: 'client-id', limit: mostListed })).clients
        : await findByWord(reader, text);
    const { origin, dataThrough } = await book.standing();
    const through = dataThrough === null ? null : formatDay(dataThrough);
    if (options.json) {
      const understood = text === undefined ? [] : [text];
      const told = {
        total: found.length,
        understood,
        dataThrough: through,
        demo: origin === 'demo',
      };
      print(JSON.stringify({ ...told, clients: found }));
      return;
    }
    for (const client of found) print(asLine(client));
    const label = origin === 'demo' ? '（演示数据）' : '';
    if (found.length === 0)
      print('没有找到属于您管户范围的客户。如果刚交接，请让主管在系统里完成划转。');
    else print(`共 ${found.length} 位${label}，数据截至 ${through ?? '不详'}。`);
  } finally {
    await close();
  }
}
