/** Where a walk begins and ends: after one client, at another; null: at the last of all. */
export interface WalkRange {
  readonly after: string;
  readonly upTo: string | null;
}

export const wholeBook: WalkRange = { after: '', upTo: null };

/** Ranges from the last client of each of them; the last range has no end. */
export function rangesUpTo(ends: readonly string[]): WalkRange[] {
  return [...ends, null].map((upTo, at) => ({ after: ends[at - 1] ?? '', upTo }));
}
