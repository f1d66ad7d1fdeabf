/** All the channel's patience in one place; tests shorten it. */
export interface Timings {
  /** Between two snapshots of one answer. */
  readonly snapshotMs: number;
  /** A stream that is not refreshed for some minutes is dropped by the platform, sources say silently. */
  readonly keepAliveMs: number;
  /** Sources say a stream lives six or ten minutes; what is not ready by then is pushed. */
  readonly deadlineMs: number;
  /** For the socket to open, and for the subscription to be answered. */
  readonly watchdogMs: number;
  readonly heartbeatMs: number;
  /** First pause before connecting again; doubles up to half a minute. */
  readonly reconnectMs: number;
  /** How long the lease of the connection holds without being renewed. */
  readonly leaseMs: number;
  /** How often the lease is renewed or asked for: with `leaseMs` a standby is in charge within 15 s. */
  readonly leaseTickMs: number;
  /** First pause before pushing again what was not acknowledged; doubles up to a minute. */
  readonly retryMs: number;
  /** The platform waits five seconds for a welcome. */
  readonly welcomeMs: number;
  /** How long a stop waits for what is being answered. */
  readonly settleMs: number;
}

export const timings: Timings = {
  snapshotMs: 1000,
  keepAliveMs: 100_000,
  deadlineMs: 300_000,
  watchdogMs: 10_000,
  heartbeatMs: 30_000,
  reconnectMs: 1000,
  leaseMs: 10_000,
  leaseTickMs: 2500,
  retryMs: 2000,
  welcomeMs: 4000,
  settleMs: 5000,
};
