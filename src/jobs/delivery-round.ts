import type { AlertParts } from '../journeys/alerts/alert-parts.ts';
import { planDeliveries } from '../journeys/delivery/plan-deliveries.ts';
import type { JobRuns } from '../ports/job-runs.ts';
import { morningScan } from './morning-scan.ts';
import type { OutboxWorker } from './outbox-worker.ts';

interface RoundParts {
  readonly alerts: () => Promise<AlertParts>;
  readonly runs: JobRuns;
  readonly worker: Pick<OutboxWorker, 'drain'>;
}

/** What the service does every minute: scan if it is time, write down what is to be told, tell it. */
export async function deliveryRound(
  { alerts, runs, worker }: RoundParts,
  stopped: () => boolean = () => false,
): Promise<void> {
  const parts = await alerts();
  await morningScan(parts, runs);
  if (stopped()) return;
  await planDeliveries(parts);
  await worker.drain(stopped);
}
