import type { Day } from '../domain/calendar/day.ts';

/** A client left out of the daily list until after a day, with the reason; the manager's own. */
export interface WorkSkip {
  readonly employeeId: string;
  readonly clientId: string;
  readonly untilOn: Day;
  readonly reason: string;
}

export interface WorkSkips {
  skip(skip: WorkSkip, at: string): Promise<void>;
  /** Clients that this employee leaves out on the day. */
  on(employeeId: string, day: Day): Promise<ReadonlySet<string>>;
}
