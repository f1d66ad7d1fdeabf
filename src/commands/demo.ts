import { writeDemoBook } from '../app/book.ts';
import { readConfig } from '../config.ts';
import { parseDay } from '../domain/calendar/day.ts';
import { GuichaoError } from '../domain/errors.ts';
import { print } from './print.ts';

interface DemoFlags {
  readonly to: string;
  readonly clients: string;
  readonly seed: string;
  readonly until?: string;
}

const mostClients = 1_000_000;

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new GuichaoError('usage', `${name} 要是 ${least} 到 ${most} 之间的整数。`);
}

export async function demo(flags: DemoFlags): Promise<void> {
  const clients = wholeNumber(flags.clients, '--clients', 1, mostClients);
  const seed = wholeNumber(flags.seed, '--seed', 0, 2 ** 32 - 1);
  const until = flags.until === undefined ? null : parseDay(flags.until);
  if (flags.until !== undefined && until === null) {
    throw new GuichaoError('usage', '--until 要写成存在的日期，如 2026-11-23。');
  }
  try {
    await writeDemoBook(readConfig(), { directory: flags.to, clients, seed, until });
  } catch (cause) {
    if (cause instanceof GuichaoError) throw cause;
    const advice = '请检查路径、权限和磁盘空间。';
    throw new GuichaoError('input-file', `写不到 ${flags.to}，${advice}`, { cause });
  }
  print(`已写出 ${clients} 位虚构客户到 ${flags.to}（演示数据，号码不属于任何人）。`);
}
