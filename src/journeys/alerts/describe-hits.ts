import type { AlertSignal } from '../../domain/churn/alert.ts';
import { signals } from '../../domain/churn/signals.ts';
import type { BookScanner, JudgedClient } from '../../ports/book-scanner.ts';

/** The hits with their evidence, read from the rows behind them. */
export async function describeHits(
  { row, hits }: JudgedClient,
  scanner: BookScanner,
): Promise<Omit<AlertSignal, 'firstOn' | 'lastOn'>[]> {
  const details = await scanner.details(row.clientId, row.day);
  const lines = scanner.thresholds(row.tier);
  return hits.flatMap(({ code, value, threshold }) => {
    const signal = signals.find((one) => one.code === code);
    if (signal === undefined) return [];
    const { lines: evidence, rows } = signal.evidence(row, details, lines);
    return [{ code, title: signal.title, value, threshold, evidence, rows }];
  });
}
