export interface Likelihood {
  readonly label: string;
  /** 0–1; the shares of all labels sum to 1. */
  readonly share: number;
}

/** Reads what a message wants by its likeness to example messages, which the bank may extend. */
export interface MessageReader {
  /** Intents, likeliest first; empty where the knowledge folder has no examples. */
  intents(message: string): readonly Likelihood[];
  /** 0–1: how much a message is put like an objection to answer rather than a question to the playbooks. */
  objectionShare(message: string): number;
  /** Parts of an objection card that a follow-up asks for, `none` among them. */
  followUps(message: string): readonly Likelihood[];
}
