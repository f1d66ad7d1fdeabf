const minuteMs = 60_000;
const hourMs = 3_600_000;

/**
 * How much may still be sent to one chat: the platform allows 30 messages a minute and 1,000 an
 * hour, answers and pushes together. Whether refreshes of a stream count is not documented; here
 * they do. Kept a little below, since clocks differ.
 */
export class TokenBucket {
  static readonly perMinute = 28;
  static readonly perHour = 980;
  #sentAt: number[] = [];

  #lately(now: number): number {
    this.#sentAt = this.#sentAt.filter((at) => at > now - hourMs);
    return this.#sentAt.filter((at) => at > now - minuteMs).length;
  }

  /** How many could be sent right now. */
  left(now: number): number {
    const lately = this.#lately(now);
    return Math.min(TokenBucket.perMinute - lately, TokenBucket.perHour - this.#sentAt.length);
  }

  /** Counts one that is being sent. */
  take(now: number): void {
    this.#sentAt.push(now);
  }

  /** How long until one may be sent; 0: now. */
  waitMs(now: number): number {
    if (this.left(now) > 0) return 0;
    if (this.#sentAt.length >= TokenBucket.perHour) {
      const oldest = this.#sentAt[this.#sentAt.length - TokenBucket.perHour] ?? now;
      return Math.max(1, oldest + hourMs - now);
    }
    const oldest = this.#sentAt[this.#sentAt.length - TokenBucket.perMinute] ?? now;
    return Math.max(1, oldest + minuteMs - now);
  }
}
