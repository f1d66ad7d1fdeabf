interface Spent {
  readonly since: number;
  readonly runs: number;
  readonly tokens: number;
}

const hourMs = 3_600_000;

/** What one employee may use in an hour, so that a loop or a stolen session does not use it all up. */
export class EmployeeBudget {
  readonly #nowMs: () => number;
  readonly #runs: number;
  readonly #tokens: number;
  readonly #spent = new Map<string, Spent>();

  constructor(nowMs: () => number, { runs = 120, tokens = 600_000 } = {}) {
    this.#nowMs = nowMs;
    this.#runs = runs;
    this.#tokens = tokens;
  }

  #of(employeeId: string): Spent {
    const now = this.#nowMs();
    const spent = this.#spent.get(employeeId);
    return spent && now - spent.since < hourMs ? spent : { since: now, runs: 0, tokens: 0 };
  }

  /** Whether there is room for one more run, which is then counted. */
  take(employeeId: string): boolean {
    const spent = this.#of(employeeId);
    if (spent.runs >= this.#runs || spent.tokens >= this.#tokens) return false;
    this.#spent.set(employeeId, { ...spent, runs: spent.runs + 1 });
    return true;
  }

  used(employeeId: string, tokens: number): void {
    const spent = this.#of(employeeId);
    this.#spent.set(employeeId, { ...spent, tokens: spent.tokens + tokens });
  }
}
