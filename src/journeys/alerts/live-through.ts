import type { Day } from '../../domain/calendar/day.ts';
import { zonedInstant } from '../../domain/calendar/zoned-time.ts';
import type { AlertParts } from './alert-parts.ts';
import { runScan } from './run-scan.ts';

/** So many days of the demo branch have been lived through when it is first looked at. */
const daysLived = 30;

/** As though the day's scan had run before its morning, whenever the demo is first looked at. */
function onItsMorning(day: Day, parts: AlertParts): AlertParts {
  const now = parts.now();
  const morning = zonedInstant(day, parts.delivery.times.morning, parts.timezone);
  return { ...parts, now: () => (now < morning ? now : morning) };
}

/**
 * Brings alerts up to the day. The demo branch lives through its last days here, when alerts are
 * first asked for; a bank's own book is scanned by `scan`, and only bound to its state.
 */
export async function liveThrough(day: Day, parts: AlertParts): Promise<void> {
  const { book, store } = parts;
  const { origin } = await book.standing();
  await store.bindTo(origin);
  if (origin !== 'demo' || ((await store.lastScanDay()) ?? 0) >= day) return;
  await store.exclusively(async () => {
    // Another process may have done it meanwhile.
    const last = await store.lastScanDay();
    const from = Math.max(last === null ? 0 : last + 1, day - daysLived);
    for (let on = from; on <= day; on++) {
      await runScan(on, onItsMorning(on, parts), { quiet: on < parts.today });
    }
  });
}
