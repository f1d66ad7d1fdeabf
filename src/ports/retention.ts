import type { Day } from '../domain/calendar/day.ts';
import type { Kept } from '../domain/upkeep/retention-settings.ts';

/** How much has had its time, by kind. */
export type RetentionCounts = Readonly<Record<Kept, number>>;

/** Takes away what has been kept long enough. */
export interface Retention {
  /** What `apply` would take away. */
  due(firstKept: Readonly<Record<Kept, Day>>): Promise<RetentionCounts>;
  /** Takes it away in small portions, so that others can write in between. */
  apply(firstKept: Readonly<Record<Kept, Day>>): Promise<RetentionCounts>;
}
