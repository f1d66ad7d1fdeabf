import type { Day } from '../../domain/calendar/day.ts';
import { Backtest, type SignalRecord } from '../../domain/churn/backtest.ts';
import type { BookScanner } from '../../ports/book-scanner.ts';

/** A loss counts when it comes within so many days. */
export const lossDays = 90;
/** One look a month: closer ones would count the same people again. */
const stepDays = 30;

export interface BacktestResult {
  readonly days: readonly Day[];
  /** Clients looked at, summed over the days. */
  readonly clients: number;
  readonly lossShare: number | null;
  readonly signals: readonly SignalRecord[];
}

/**
 * How each signal would have done on the book's own past, from one day to another. Days after
 * which the book does not tell 90 days more are left out: what comes of them is not known yet.
 */
export async function runBacktest(
  { from, to, dataThrough }: { readonly from: Day; readonly to: Day; readonly dataThrough: Day },
  scanner: BookScanner,
): Promise<BacktestResult> {
  const backtest = new Backtest();
  const days: Day[] = [];
  for (let day = from; day <= Math.min(to, dataThrough - lossDays); day += stepDays) {
    days.push(day);
    const losses = await scanner.lossesAfter(day, lossDays);
    for await (const clients of scanner.judged(day)) {
      for (const { row, hits } of clients) {
        const codes = hits.map(({ code }) => code);
        backtest.add(codes, losses.get(row.clientId) ?? null);
      }
    }
  }
  const { clients, lossShare } = backtest;
  return { days, clients, lossShare, signals: backtest.records() };
}
