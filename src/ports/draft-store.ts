import type { Day } from '../domain/calendar/day.ts';
import type { Draft } from '../domain/outreach/draft.ts';
import type { DraftStatus } from '../domain/outreach/draft-state.ts';
import type { MarketingTouch } from '../domain/outreach/outreach-limits.ts';
import type { Purpose } from '../domain/outreach/purpose.ts';
import type { NewNote } from './client-note-store.ts';
import type { DraftDeed } from './outreach-log.ts';

/** A step of a draft for the log. */
export interface DoneDeed {
  readonly deed: Exclude<DraftDeed, 'declined'>;
  /** ISO 8601. */
  readonly at: string;
  /** Who did it; the supervisor's where that is somebody else than the writer. */
  readonly by: string;
  readonly reason?: string | null;
  /** Rules that stood against it. */
  readonly rules: readonly string[];
}

/** A request for a text that was not written at all. */
export interface Declined {
  readonly draftId: string;
  readonly employeeId: string;
  readonly clientId: string;
  readonly channel: string;
  readonly purpose: Purpose;
  /** What the manager wished to have written. */
  readonly note: string | null;
  readonly reason: string;
  readonly rules: readonly string[];
  readonly ruleSet: string;
  readonly calledNames: readonly string[];
  readonly at: string;
}

/** Drafts, and the log of what was done with them, which is only ever added to. */
export interface DraftStore {
  /** Keeps a new draft and logs it. */
  add(draft: Draft, deed: DoneDeed): Promise<void>;
  /** An employee's own draft; null: another's, or none. */
  find(employeeId: string, draftId: string): Promise<Draft | null>;
  /** The newest drafts of these employees that stand so, at most `limit`. */
  standing(
    employeeIds: readonly string[],
    statuses: readonly DraftStatus[],
    limit: number,
  ): Promise<readonly Draft[]>;
  /**
   * Keeps a changed draft, the deed and the contact that it was, all or nothing; false where somebody
   * else changed it since it was read.
   */
  change(draft: Draft, deed: DoneDeed, contact?: NewNote): Promise<boolean>;
  /** Logs an attempt that changed nothing. */
  logRefusal(draft: Draft, deed: DoneDeed): Promise<void>;
  logDeclined(declined: Declined): Promise<void>;
  /** Marketing to a client that was approved since a day, each draft once. */
  marketingSince(clientId: string, since: Day): Promise<readonly MarketingTouch[]>;
}
