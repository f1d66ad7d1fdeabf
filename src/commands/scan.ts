import { openState } from '../app/state.ts';
import { readConfig } from '../config.ts';
import { civilDate, formatDay } from '../domain/calendar/day.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { AlertParts } from '../journeys/alerts/alert-parts.ts';
import { liveThrough } from '../journeys/alerts/live-through.ts';
import { runScan, type ScanResult } from '../journeys/alerts/run-scan.ts';
import { dayOption } from './day-option.ts';
import { print } from './print.ts';

/** Every hit as a line, before ranking and caps. */
async function printHits({ scanner }: AlertParts, day: number): Promise<void> {
  for await (const clients of scanner.judged(day)) {
    const lines = clients.flatMap(({ hits }) => hits.map((hit) => JSON.stringify(hit)));
    if (lines.length > 0) print(lines.join('\n'));
  }
}

/** Steps before days off come earlier only where the days off are known. */
function warnOfCalendar(day: number, { calendar }: AlertParts): void {
  const { year } = civilDate(day);
  if (calendar.covers(year)) return;
  process.stderr.write(`缺 ${year} 年的节假日安排，暂按周一至周五算；见 guichao doctor。\n`);
}

function refuse({ day, clients }: ScanResult): void {
  if (clients > 0) return;
  const why = `${formatDay(day)} 账簿里还没有客户，没有扫描`;
  throw new GuichaoError('not-found', `${why}；请先用 guichao import 导入，或换一个日期。`);
}

function printResult(result: ScanResult, elapsedMs: number): void {
  const { day, clients, hits, alertsOpened, alertsUpdated, held, summaries } = result;
  const codes = Object.entries(hits).sort(([a], [b]) => (a < b ? -1 : 1));
  print(`${formatDay(day)} 扫描 ${clients} 位客户，用时 ${(elapsedMs / 1000).toFixed(1)} 秒`);
  print(codes.map(([code, count]) => `${code} ${count}`).join('  '));
  print(
    `新开预警 ${alertsOpened} 条，更新 ${alertsUpdated} 条；超出每日上限留在清单里 ${held.cap} 条，近期刚结束不重开 ${held.hysteresis} 条。`,
  );
  for (const { managerId, alertIds } of summaries) {
    print(`客户经理 ${managerId} 今天新增红色 ${alertIds.length} 条，合并报主管。`);
  }
}

async function scanDay(day: number, parts: AlertParts, json: boolean | undefined): Promise<void> {
  if (day > parts.today) {
    const last = `今天是 ${formatDay(parts.today)}`;
    throw new GuichaoError('not-found', `不能扫描还没到的日子，${last}；只看命中可用 --hits。`);
  }
  await liveThrough(Math.min(day, parts.today) - 1, parts);
  const started = performance.now();
  const result = await parts.store.exclusively(() => runScan(day, parts));
  const elapsedMs = Math.round(performance.now() - started);
  refuse(result);
  if (!result.kept) {
    process.stderr.write('这一天早于最近一次扫描，只看了命中，预警没有变。\n');
  }
  if (!json) return printResult(result, elapsedMs);
  const { clients, hits, alertsOpened, alertsUpdated, held } = result;
  const told = { date: formatDay(day), clients, hits, alertsOpened, alertsUpdated, held };
  print(JSON.stringify({ ...told, elapsedMs }));
}

export async function scan(options: {
  date?: string;
  hits?: boolean;
  json?: boolean;
}): Promise<void> {
  const state = await openState(readConfig());
  try {
    const parts = await state.alerts();
    const day = dayOption('--date', options.date, parts.today);
    warnOfCalendar(day, parts);
    if (options.hits) await printHits(parts, day);
    else await scanDay(day, parts, options.json);
  } finally {
    await state.close();
  }
}
