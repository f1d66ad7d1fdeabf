import type { AlertSignal } from '../../domain/churn/alert.ts';
import { signals } from '../../domain/churn/signals.ts';
import type { BookScanner, JudgedClient } from '../../ports/book-scanner.ts';

/** A hit with its evidence. */
export type DescribedHit = Omit<AlertSignal, 'firstOn' | 'lastOn'>;

const booked: ReadonlySet<string> = new Set(
  signals.filter(({ readsBookings }) => readsBookings).map(({ code }) => code),
);

/** The hits of clients on one day with their evidence, read from the rows behind them, by client. */
export async function describeHits(
  judged: readonly JudgedClient[],
  scanner: BookScanner,
): Promise<ReadonlyMap<string, DescribedHit[]>> {
  const described = new Map<string, DescribedHit[]>();
  const [first] = judged;
  if (first === undefined) return described;
  const clientIds = judged.map(({ row }) => row.clientId);
  const active = judged.filter(({ hits }) => hits.some(({ code }) => booked.has(code)));
  const activeIds = active.map(({ row }) => row.clientId);
  const details = await scanner.details(clientIds, first.row.day, activeIds);
  for (const { row, hits } of judged) {
    const behind = details.get(row.clientId);
    if (behind === undefined) continue;
    const lines = scanner.thresholds(row.tier);
    const found = hits.flatMap(({ code, value, threshold }) => {
      const signal = signals.find((one) => one.code === code);
      if (signal === undefined) return [];
      const { lines: evidence, rows } = signal.evidence(row, behind, lines);
      return [{ code, title: signal.title, value, threshold, evidence, rows }];
    });
    described.set(row.clientId, found);
  }
  return described;
}
