import type { Day } from '../domain/calendar/day.ts';

/**
 * What was done with a text. `declined`: it was not written at all; `refused`: somebody tried to
 * approve it and could not; `returned`: the supervisor said no.
 */
export type DraftDeed =
  | 'drafted'
  | 'edited'
  | 'submitted'
  | 'approved'
  | 'returned'
  | 'refused'
  | 'declined'
  | 'sent-recorded'
  | 'discarded';

export interface OutreachEntry {
  readonly position: number;
  /** ISO 8601. */
  readonly at: string;
  readonly day: Day;
  readonly draftId: string;
  /** Whose text it is. */
  readonly employeeId: string;
  /** Who did this with it. */
  readonly actorId: string;
  readonly clientId: string;
  readonly deed: DraftDeed;
  readonly channel: string;
  readonly purpose: string;
  readonly text: string;
  /** The text without what tells who the client is. */
  readonly masked: string;
  readonly textHash: string;
  readonly verdict: string;
  readonly ruleSet: string;
  readonly rules: readonly string[];
  readonly skeletonId: string;
  readonly skeletonVersion: string;
  readonly alertId: string | null;
  readonly reason: string | null;
}

export interface OutreachQuery {
  readonly from: Day;
  readonly to: Day;
  /** Only what was held back: declined, refused, returned, or checked not clear. */
  readonly blocked: boolean;
  readonly rule?: string;
  readonly channel?: string;
  /** Absent: everybody's. */
  readonly employeeIds?: readonly string[];
}

/** The log of outreach, read; its entries never change. */
export interface OutreachLog {
  /** Newest first, with the number of all that fit. */
  search(
    query: OutreachQuery,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly total: number; readonly entries: readonly OutreachEntry[] }>;
  /** What fits, only by whom and by which rules. */
  tally(
    query: OutreachQuery,
  ): Promise<readonly { readonly employeeId: string; readonly rules: readonly string[] }[]>;
  entry(position: number): Promise<OutreachEntry | null>;
  /** The log of one draft, oldest first. */
  history(draftId: string): Promise<readonly OutreachEntry[]>;
  /** What was done so after an entry, oldest first: `submitted` is news to the supervisor, `approved` and `returned` by somebody else to the writer. */
  after(
    position: number,
    deeds: readonly DraftDeed[],
    limit: number,
  ): Promise<readonly OutreachEntry[]>;
}
