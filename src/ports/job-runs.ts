/**
 * Work that happens once per job and slot (a scan per day), whoever of several processes comes
 * first, and again after a crash until it is done.
 */
export interface JobRuns {
  /** Runs the work unless it is done, or held or put off by somebody; false: nothing was run. */
  once(job: string, slot: string, work: () => Promise<void>): Promise<boolean>;
  /** Runs that failed and are tried again later. */
  failing(): Promise<
    readonly { readonly job: string; readonly slot: string; readonly fault: string }[]
  >;
}

/** The clock of the process: calls back in real time until it is stopped. */
export interface Schedule {
  /** A cron pattern in the bank's time zone; a call that still runs is not started a second time. */
  every(name: string, pattern: string, work: () => Promise<void>): void;
  /** Stops, and waits for what runs. */
  stop(): Promise<void>;
}
