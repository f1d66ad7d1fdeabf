import type { Day } from '../../domain/calendar/day.ts';
import { type ReadableBook, readRows } from './read-rows.ts';
import { literal, sql } from './scan-sql.ts';

const percentLeft = 30;

/** The first day within the window on which a client was closed or had little left. */
export async function readLosses(
  book: ReadableBook,
  day: Day,
  days: number,
): Promise<ReadonlyMap<string, number>> {
  const until = day + days;
  const closed = await readRows<readonly [string, Day]>(
    book,
    sql`SELECT c.client_id, c.closed_on FROM clients c
      WHERE c.closed_on > ${day} AND c.closed_on <= ${until}`,
  );
  const emptied = await readRows<readonly [string, Day]>(
    book,
    sql`SELECT later.client_id, MIN(later.month_end) AS lost_on
      FROM balances later JOIN balances b ON b.client_id = later.client_id AND b.month_end = (
        SELECT MAX(x.month_end) FROM balances x
        WHERE x.client_id = later.client_id AND x.month_end <= ${day})
      WHERE later.month_end > ${day} AND later.month_end <= ${until}
        AND 100 * later.aum < ${literal(percentLeft)} * b.aum
      GROUP BY later.client_id`,
  );
  const losses = new Map(emptied.map(([clientId, on]) => [clientId, on - day]));
  for (const [clientId, on] of closed) {
    losses.set(clientId, Math.min(on - day, losses.get(clientId) ?? days));
  }
  return losses;
}
