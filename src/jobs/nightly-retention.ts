import type { Day } from '../domain/calendar/day.ts';
import { formatDay } from '../domain/calendar/day.ts';
import { firstKept, type RetentionSettings } from '../domain/upkeep/retention-settings.ts';
import type { JobRuns } from '../ports/job-runs.ts';
import type { Retention } from '../ports/retention.ts';

export interface RetentionParts {
  readonly retention: Retention;
  readonly settings: RetentionSettings | null;
  readonly runs: JobRuns;
  readonly today: Day;
  readonly minuteOfDay: number;
}

/** Once a day, from its hour on: what has had its time goes. */
export async function nightlyRetention(parts: RetentionParts): Promise<void> {
  const { retention, settings, runs, today, minuteOfDay } = parts;
  if (settings === null || minuteOfDay < settings.run_at) return;
  await runs.once('retention', formatDay(today), async () => {
    await retention.apply(firstKept(settings, today));
  });
}
