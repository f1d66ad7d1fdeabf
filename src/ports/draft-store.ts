import type { Day } from '../domain/calendar/day.ts';
import type { Draft } from '../domain/outreach/draft.ts';
import type { MarketingTouch } from '../domain/outreach/outreach-limits.ts';

/** What was done with a draft. `refused`: somebody tried to approve it and could not. */
export type DraftDeed =
  | 'drafted'
  | 'edited'
  | 'approved'
  | 'refused'
  | 'sent-recorded'
  | 'discarded'
  | 'expired';

export interface OutreachEntry {
  readonly at: string;
  readonly draftId: string;
  readonly employeeId: string;
  readonly clientId: string;
  readonly deed: DraftDeed;
  readonly channel: string;
  readonly purpose: string;
  readonly text: string;
  readonly textHash: string;
  readonly verdict: string;
  readonly ruleSet: string;
  readonly skeletonId: string;
  readonly skeletonVersion: string;
  readonly reason: string | null;
}

/** Drafts, and the log of what was done with them, which is only ever added to. */
export interface DraftStore {
  /** Keeps a new draft and logs it. */
  add(draft: Draft, at: string): Promise<void>;
  /** An employee's own draft; null: another's, or none. */
  find(employeeId: string, draftId: string): Promise<Draft | null>;
  /**
   * Keeps a changed draft and logs the deed, both or neither; false where somebody else changed it
   * since it was read.
   */
  change(draft: Draft, deed: DraftDeed, at: string): Promise<boolean>;
  /** Logs an attempt that changed nothing. */
  logRefusal(draft: Draft, reason: string, at: string): Promise<void>;
  /** Marketing to a client that was approved since a day, each draft once. */
  marketingSince(clientId: string, since: Day): Promise<readonly MarketingTouch[]>;
  /** The log of one draft, oldest first. */
  history(draftId: string): Promise<readonly OutreachEntry[]>;
}
