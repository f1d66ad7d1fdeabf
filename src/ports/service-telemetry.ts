/** What the service tells of itself: never a name, a question or an answer. */
export interface ServiceTelemetry {
  requestDone(request: {
    readonly id: string;
    readonly method: string;
    /** The route's pattern, not the address asked for. */
    readonly route: string;
    readonly status: number;
    readonly elapsedMs: number;
  }): void;
  turnDone(turn: { readonly outcome: string; readonly elapsedMs: number }): void;
  streamsOpen(count: number): void;
  feedbackGiven(helpful: boolean): void;
  /** `id` is what the user was shown, so that both can be brought together. */
  failed(id: string, error: unknown): void;
  /** Prometheus text. */
  metrics(): Promise<string>;
}
