export interface Likelihood {
  readonly label: string;
  /** 0–1; the shares of all labels sum to 1. */
  readonly share: number;
}

/** Shares (0–1) that sum to 1. */
export interface KindShares {
  readonly objection: number;
  readonly playbook: number;
  /** Nothing that the material is about. */
  readonly outside: number;
}

/** Reads what a message wants by its likeness to example messages, which the bank may extend. */
export interface MessageReader {
  /** Intents, likeliest first; empty where the knowledge folder has no examples. */
  intents(message: string): readonly Likelihood[];
  /** How much a message is put like an objection to answer, a question to the playbooks, or neither. */
  kinds(message: string): KindShares;
  /** Parts of an objection card that a follow-up asks for, `none` among them. */
  followUps(message: string): readonly Likelihood[];
}
