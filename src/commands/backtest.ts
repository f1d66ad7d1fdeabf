import { openState } from '../app/state.ts';
import { readConfig } from '../config.ts';
import { formatDay } from '../domain/calendar/day.ts';
import { GuichaoError } from '../domain/errors.ts';
import { type BacktestResult, lossDays, runBacktest } from '../journeys/alerts/run-backtest.ts';
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

export async function backtest(options: {
  from: string;
  to: string;
  json?: boolean;
}): Promise<void> {
  const from = dayOption('--from', options.from, 0);
  const to = dayOption('--to', options.to, 0);
  if (from > to) throw new GuichaoError('usage', '--from 不能在 --to 之后。');
  const state = await openState(readConfig());
  try {
    const { dataThrough } = await state.book.standing();
    if (dataThrough === null) {
      throw new GuichaoError('not-found', '账簿是空的，请先用 guichao import 导入。');
    }
    const { scanner } = await state.alerts();
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
