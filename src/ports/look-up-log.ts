/** Who looked at whom, at which fields, on what occasion. */
export interface LookUp {
  readonly employeeId: string;
  readonly systemUser: string | null;
  readonly turnId: string | null;
  readonly action:
    | 'find'
    | 'reveal'
    | 'export'
    | 'card'
    | 'list'
    /** Into the log of outreach. */
    | 'outreach-search'
    | 'outreach-export'
    | 'outreach-reveal'
    /** Entries of the logs were blanked, or had their time and were taken away. */
    | 'erasure'
    | 'retention';
  /** The clients shown; empty when nobody was found. */
  readonly clientIds: readonly string[];
  readonly fields: readonly string[];
}

/** Only ever added to; each entry carries the hash of the one before it. */
export interface LookUpLog {
  append(lookUp: LookUp): Promise<void>;
  /** Walks the chain; `brokenAt` is the first entry that was changed, moved or taken away. */
  verify(): Promise<{ readonly entries: number; readonly brokenAt: number | null }>;
}
