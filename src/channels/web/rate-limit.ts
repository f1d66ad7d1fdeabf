interface Bucket {
  tokens: number;
  at: number;
}

/** Allows bursts up to `burst`, and `perSecond` on the long run, for each key. */
export class RateLimit {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor({ burst, perSecond }: { burst: number; perSecond: number }) {
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  allows(key: string, nowMs = performance.now()): boolean {
    if (this.#buckets.size > 10_000) this.#forgetFull(nowMs);
    const tokens = this.#tokens(key, nowMs);
    if (tokens < 1) return false;
    this.#buckets.set(key, { tokens: tokens - 1, at: nowMs });
    return true;
  }

  #tokens(key: string, nowMs: number): number {
    const bucket = this.#buckets.get(key);
    if (!bucket) return this.#burst;
    const grown = ((nowMs - bucket.at) / 1000) * this.#perSecond;
    return Math.min(this.#burst, bucket.tokens + grown);
  }

  /** A bucket that has filled up again says nothing. */
  #forgetFull(nowMs: number): void {
    for (const key of this.#buckets.keys()) {
      if (this.#tokens(key, nowMs) >= this.#burst) this.#buckets.delete(key);
    }
  }
}
