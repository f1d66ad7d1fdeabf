/** Leaves an endpoint alone after failures in a row, then lets one request try it. */
export class CircuitBreaker {
  readonly #nowMs: () => number;
  readonly #after: number;
  readonly #restMs: number;
  #failures = 0;
  #restUntil = 0;
  #probing = false;

  constructor(nowMs: () => number, { after = 3, restMs = 30_000 } = {}) {
    this.#nowMs = nowMs;
    this.#after = after;
    this.#restMs = restMs;
  }

  /** Whether to try now; after a rest only the first who asks may, until it is known how that went. */
  mayTry(): boolean {
    if (this.#failures < this.#after) return true;
    if (this.#probing || this.#nowMs() < this.#restUntil) return false;
    this.#probing = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#probing = false;
  }

  failed(): void {
    this.#failures++;
    this.#probing = false;
    if (this.#failures >= this.#after) this.#restUntil = this.#nowMs() + this.#restMs;
  }

  /** The try said nothing about the endpoint: it was cancelled, or never left. */
  undecided(): void {
    this.#probing = false;
  }
}
