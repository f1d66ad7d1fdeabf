import { userInfo } from 'node:os';
import { businessDate } from '../app/clock.ts';
import { openState } from '../app/state.ts';
import { readConfig } from '../config.ts';
import { type Day, formatDay, parseDay } from '../domain/calendar/day.ts';
import { moneyWords } from '../domain/clients/client-words.ts';
import { foreignClient } from '../journeys/clients/foreign-client.ts';
import { type LookUpResult, lookUp, mostListed } from '../journeys/clients/look-up.ts';
import type { ClientReader } from '../ports/client-book.ts';
import { actingEmployee } from './acting-employee.ts';
import { print } from './print.ts';

type Found = LookUpResult['clients'][number];

const iso = (day: Day | null): string | null => (day === null ? null : formatDay(day));

function asJson(client: Found): object {
  if (!('nextDueOn' in client)) return client;
  const { nextDueOn, lastContactedOn, ...summary } = client;
  return { ...summary, nextDueOn: iso(nextDueOn), lastContactedOn: iso(lastContactedOn) };
}

function asLine({ clientId, name, tier, mobileTail, aumCents }: Found): string {
  const aum = aumCents === null ? '' : moneyWords(aumCents);
  return [clientId, name, tier ?? '', mobileTail ? `尾号${mobileTail}` : '', aum].join('  ');
}

async function everybody(reader: ClientReader): Promise<LookUpResult> {
  const filter = { conditions: [], sort: 'client-id', limit: mostListed } as const;
  const { total, clients } = await reader.list(filter);
  return { total, understood: [], notUnderstood: [], clients };
}

function printForPeople(found: LookUpResult, demo: boolean, through: string | null): void {
  if (found.understood.length > 0) print(`我的理解：${found.understood.join('｜')}`);
  for (const client of found.clients) print(asLine(client));
  if (found.understood.length === 0 && found.total === 0) {
    print(foreignClient);
    return;
  }
  if (found.notUnderstood.length > 0)
    print(`没看懂、没有用上的：${found.notUnderstood.join('、')}`);
  print(`共 ${found.total} 位${demo ? '（演示数据）' : ''}，数据截至 ${through ?? '不详'}。`);
}

export async function clients(
  text: string | undefined,
  options: { as?: string; json?: boolean },
): Promise<void> {
  const config = readConfig();
  const { book, close } = await openState(config);
  try {
    const employeeId = await actingEmployee(book, options.as);
    const reader = await book.for({ employeeId }, { systemUser: userInfo().username });
    const today = parseDay(businessDate(config)) ?? 0;
    const found =
      text === undefined || text.trim() === ''
        ? await everybody(reader)
        : await lookUp(text, reader, today);
    const { origin, dataThrough } = await book.standing();
    const through = dataThrough === null ? null : formatDay(dataThrough);
    if (options.json) {
      const { total, understood, notUnderstood } = found;
      const told = {
        total,
        understood,
        notUnderstood,
        dataThrough: through,
        demo: origin === 'demo',
      };
      print(JSON.stringify({ ...told, clients: found.clients.map(asJson) }));
      return;
    }
    printForPeople(found, origin === 'demo', through);
  } finally {
    await close();
  }
}
