/** A message or a press as a chat platform delivered it. */
export interface InboundEvent {
  readonly channel: ChatChannel;
  /** The platform's own id: the same event delivered again carries it again. */
  readonly key: string;
  /** What is needed to work on it after a restart; JSON. */
  readonly body: unknown;
}

export type ChatChannel = 'slack' | 'wecom';

/** What came in, kept before it is acknowledged, so that nothing is lost and nothing is done twice. */
export interface InboundEvents {
  /** False: this event is kept already, and somebody has worked or works on it. */
  take(event: InboundEvent): Promise<boolean>;
  /** Worked on to the end; its body is forgotten, its key stays. */
  finish(channel: ChatChannel, key: string): Promise<void>;
  /** Kept and not finished, oldest first: what a stopped process left behind. */
  unfinished(channel: ChatChannel): Promise<InboundEvent[]>;
  /** Says that somebody works on these, so that no other process takes them for abandoned. */
  hold(channel: ChatChannel, keys: readonly string[]): Promise<void>;
  /**
   * Takes over what is kept, not finished and held by nobody any more: its process has died, or
   * could not tell the answer. Each is given to one caller only.
   */
  claimAbandoned(channel: ChatChannel): Promise<InboundEvent[]>;
  /** Forgets keys of finished events taken before `day` (ISO time): platforms don't repeat them any more. */
  forget(before: string): Promise<void>;
}
