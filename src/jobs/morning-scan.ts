import { formatDay } from '../domain/calendar/day.ts';
import { wallClock } from '../domain/calendar/zoned-time.ts';
import type { AlertParts } from '../journeys/alerts/alert-parts.ts';
import { liveThrough } from '../journeys/alerts/live-through.ts';
import { runScan } from '../journeys/alerts/run-scan.ts';
import { hasArrived } from '../journeys/delivery/data-day.ts';
import type { JobRuns } from '../ports/job-runs.ts';

/** The day's scan: on workdays, from its hour on, once the book is complete to the last workday. */
export async function morningScan(parts: AlertParts, runs: JobRuns): Promise<void> {
  const { book, calendar, store, today, now, timezone, delivery } = parts;
  const standing = await book.standing();
  if (standing.origin === 'empty') return;
  // The demo branch lives on whenever somebody looks.
  if (standing.origin === 'demo') return liveThrough(today, parts);
  const early = wallClock(now(), timezone).minuteOfDay < delivery.times.scan_from;
  if (early || !calendar.isWorkday(today) || !hasArrived(today, standing, parts)) return;
  await store.bindTo(standing.origin);
  if (((await store.lastScanDay()) ?? 0) >= today) return;
  await runs.once('scan', formatDay(today), async () => {
    await store.exclusively(async () => {
      // Somebody may have scanned from the command line meanwhile.
      if (((await store.lastScanDay()) ?? 0) < today) await runScan(today, parts);
    });
  });
}
