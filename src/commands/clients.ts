import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { businessDate } from '../app/clock.ts';
import { openState } from '../app/state.ts';
import { readConfig } from '../config.ts';
import { type Day, formatDay, parseDay } from '../domain/calendar/day.ts';
import { moneyWords } from '../domain/clients/client-words.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { Role } from '../domain/people/employee.ts';
import { mayExport } from '../domain/people/may-export.ts';
import { exportedCsv } from '../journeys/clients/client-pages.ts';
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

interface ClientsOptions {
  readonly as?: string;
  readonly json?: boolean;
  readonly export?: string;
  readonly revealMobile?: boolean;
}

interface Asked {
  readonly text: string;
  readonly reader: ClientReader;
  readonly today: Day;
}

/** The list as a CSV file that only its owner may read. */
async function exportTo(file: string, { text, reader, today }: Asked, role: Role): Promise<void> {
  if (!mayExport(role)) {
    const why = '导出名单只对主管和支行长开放；';
    throw new GuichaoError('refused', `${why}名单可以用 guichao clients 直接查看。`);
  }
  const csv = await exportedCsv(text, reader, today);
  try {
    writeFileSync(file, csv, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const advice = '请换一个还不存在、有权写入的文件名。';
    throw new GuichaoError('input-file', `写不了 ${file}，${advice}`, { cause });
  }
}

/** One mobile at a time: of several clients none is shown. */
async function revealTo({ text, reader, today }: Asked): Promise<void> {
  const { clients: found } = await lookUp(text, reader, today);
  const [only] = found;
  if (found.length > 1 || text.trim() === '')
    throw new GuichaoError('usage', '一次只能看一位客户的手机号，请写客户号。');
  const shown = only ? await reader.revealMobile(only.clientId) : null;
  if (shown === null) throw new GuichaoError('refused', foreignClient);
  print(shown.mobile ?? '没有登记手机号。');
}

export async function clients(text: string | undefined, options: ClientsOptions): Promise<void> {
  const config = readConfig();
  const { book, close } = await openState(config);
  try {
    const employeeId = await actingEmployee(book, options.as);
    const reader = await book.for({ employeeId }, { systemUser: userInfo().username });
    const today = parseDay(businessDate(config)) ?? 0;
    const asked = { text: text ?? '', reader, today };
    if (options.export !== undefined) {
      const role = (await book.employee(employeeId))?.role ?? 'rm';
      await exportTo(options.export, asked, role);
      return;
    }
    if (options.revealMobile) {
      await revealTo(asked);
      return;
    }
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
