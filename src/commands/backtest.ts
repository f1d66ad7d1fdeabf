import { openState } from '../app/state.ts';
import { readConfig } from '../config.ts';
import { formatDay } from '../domain/calendar/day.ts';
import { signals } from '../domain/churn/signals.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { AlertParts } from '../journeys/alerts/alert-parts.ts';
import { type ReplayedAlerts, replayAlerts } from '../journeys/alerts/replay-alerts.ts';
import { type BacktestResult, lossDays, runBacktest } from '../journeys/alerts/run-backtest.ts';
import { severityNames } from '../journeys/alerts/why-alerted.ts';
import { loadSignalsFrom } from '../retrieval/load-signals.ts';
import { dayOption } from './day-option.ts';
import { print } from './print.ts';

const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)}%`);

function printTable({ days, clients, lossShare, signals }: BacktestResult): void {
  print(
    `回看 ${days.map(formatDay).join('、')}，共 ${clients} 人次；${lossDays}天内流失（资产剩不到三成，或销户）${percent(lossShare)}`,
  );
  print('信号  命中占比  命中后流失  提升倍数  流失中命中  提前天数（中位）');
  for (const one of signals) {
    const lift = one.lift === null ? '–' : one.lift.toFixed(2);
    const figures = [percent(one.flaggedShare), percent(one.precision), lift, percent(one.recall)];
    print(`${one.code} ${one.title}  ${figures.join('  ')}  ${one.leadDays ?? '–'}`);
  }
}

interface BacktestOptions {
  readonly from: string;
  readonly to: string;
  readonly thresholds?: string;
  readonly json?: boolean;
}

/** 会多出 37 条, 会少 4 条, 一样多. */
function difference(now: number, then: number): string {
  if (now === then) return '一样多';
  return then > now ? `会多出 ${then - now} 条` : `会少 ${now - then} 条`;
}

function printComparison(now: ReplayedAlerts, then: ReplayedAlerts): void {
  print(
    `现在的线开 ${now.opened} 条预警，改后 ${then.opened} 条：${difference(now.opened, then.opened)}。`,
  );
  for (const severity of ['red', 'amber', 'watch'] as const) {
    const [before, after] = [now.bySeverity[severity], then.bySeverity[severity]];
    print(`${severityNames[severity]}　${before} → ${after}，${difference(before, after)}`);
  }
  for (const { code, title } of signals) {
    const [before, after] = [now.byCode[code] ?? 0, then.byCode[code] ?? 0];
    if (before !== after)
      print(`${code} ${title}　${before} → ${after}，${difference(before, after)}`);
  }
}

/** What last month would have looked like by a changed copy of the thresholds. */
async function compare(
  days: { from: number; to: number },
  { scanner, scannerBy, settings }: AlertParts,
  { thresholds = '', json }: BacktestOptions,
): Promise<void> {
  const changed = loadSignalsFrom(thresholds);
  const now = await replayAlerts(days, scanner, settings);
  const then = await replayAlerts(days, scannerBy(changed), changed);
  if (!json) return printComparison(now, then);
  const [from, to] = [formatDay(days.from), formatDay(days.to)];
  print(JSON.stringify({ from, to, now, then, more: then.opened - now.opened }));
}

export async function backtest(options: BacktestOptions): Promise<void> {
  const from = dayOption('--from', options.from, 0);
  const to = dayOption('--to', options.to, 0);
  if (from > to) throw new GuichaoError('usage', '--from 不能在 --to 之后。');
  const state = await openState(readConfig());
  try {
    const { dataThrough } = await state.book.standing();
    if (dataThrough === null) {
      throw new GuichaoError('not-found', '账簿是空的，请先用 guichao import 导入。');
    }
    const parts = await state.alerts();
    if (options.thresholds !== undefined) {
      return await compare({ from, to: Math.min(to, dataThrough) }, parts, options);
    }
    const { scanner } = parts;
    const result = await runBacktest({ from, to, dataThrough }, scanner);
    if (result.clients === 0) {
      const last = formatDay(dataThrough - lossDays);
      throw new GuichaoError(
        'not-found',
        `这段日子没有可回看的数据：要看 ${lossDays} 天后的结果，--from 最晚 ${last}。`,
      );
    }
    if (!options.json) return printTable(result);
    const days = result.days.map(formatDay);
    print(JSON.stringify({ from: formatDay(from), to: formatDay(to), ...result, days }));
  } finally {
    await state.close();
  }
}
