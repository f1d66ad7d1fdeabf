/** Where a card stands in Slack, or is to stand. */
export interface Place {
  readonly channel: string;
  /** The root of the thread it answers in; null: at the top of the conversation. */
  readonly thread: string | null;
  /** The message itself; null: not known to have been posted. */
  readonly ts: string | null;
  /** Whether others read along. */
  readonly shared: boolean;
  /** A card whose state this one decides: 确认 on it closes that one. */
  readonly origin?: string;
}

export function readPlace(value: unknown): Place | null {
  if (typeof value !== 'object' || value === null) return null;
  const { channel, thread, ts, shared, origin } = value as Record<string, unknown>;
  if (typeof channel !== 'string') return null;
  return {
    channel,
    thread: typeof thread === 'string' ? thread : null,
    ts: typeof ts === 'string' ? ts : null,
    shared: shared === true,
    ...(typeof origin === 'string' ? { origin } : {}),
  };
}
