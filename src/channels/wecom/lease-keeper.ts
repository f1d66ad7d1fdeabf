import type { ChannelLog } from '../../ports/channel-log.ts';
import type { Leases } from '../../ports/leases.ts';
import type { Timings } from './timings.ts';

interface LeaseParts {
  readonly leases: Leases;
  readonly name: string;
  readonly holder: string;
  readonly timings: Timings;
  readonly log: ChannelLog;
  readonly onTaken: () => void;
  /** It ran out or somebody else has it: whatever it allowed has to end now. */
  readonly onLost: () => void;
}

/** Holds a lease as long as the process can, and asks for it while somebody else has it. */
export class LeaseKeeper {
  readonly #parts: LeaseParts;
  #heldUntil = 0;
  #held = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(parts: LeaseParts) {
    this.#parts = parts;
  }

  get held(): boolean {
    return this.#held;
  }

  start(): Promise<void> {
    return this.#tick();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const { leases, name, holder } = this.#parts;
    // Who waits for it need not wait until it runs out.
    if (this.#held) await leases.release(name, holder).catch(() => {});
    this.#held = false;
  }

  async #tick(): Promise<void> {
    const { leases, name, holder, timings, log } = this.#parts;
    const asked = Date.now();
    try {
      const held = await leases.hold(name, holder, timings.leaseMs);
      if (held) this.#heldUntil = asked + timings.leaseMs;
      this.#become(held);
    } catch (error) {
      log.failed('lease of the wecom connection', error);
      // A database that can't be asked now may be asked again before the lease runs out.
      this.#become(this.#held && Date.now() < this.#heldUntil - timings.leaseTickMs);
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#tick(), timings.leaseTickMs);
  }

  #become(held: boolean): void {
    if (held === this.#held || this.#stopped) return;
    this.#held = held;
    if (held) this.#parts.onTaken();
    else this.#parts.onLost();
  }
}
