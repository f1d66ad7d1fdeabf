import { outboxKey } from '../../ports/outbox.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import { DutyRoster } from './duty-roster.ts';
import { followHandovers } from './follow-handovers.ts';
import { planCallBacks } from './plan-call-backs.ts';
import { planClocks } from './plan-clocks.ts';
import { planDigests } from './plan-digests.ts';

/** Writes down whatever is to be told by now and is not written down yet; running it again adds nothing. */
export async function planDeliveries(parts: AlertParts): Promise<number> {
  const { book, store, outbox, work, today, now } = parts;
  const { origin } = await book.standing();
  if (origin === 'empty') return 0;
  // Another book than before: what waited is about clients who are gone.
  await store.bindTo(origin);
  await followHandovers(parts);
  const roster = new DutyRoster(await work.staff(), parts);
  const planned = [
    ...planDigests(today, roster, parts),
    ...(await planClocks(today, roster, parts)),
    ...(await planCallBacks(today, roster, parts)),
  ];
  const instant = now();
  const due = planned.filter(
    ({ dueAt, expiresAt }) => dueAt <= instant && (expiresAt === null || instant < expiresAt),
  );
  const known = await outbox.known(due.map(outboxKey));
  return outbox.write(due.filter((message) => !known.has(outboxKey(message))));
}
