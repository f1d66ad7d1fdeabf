import type { Likelihood } from '../domain/conversation/linear-classifier.ts';

/** Reads what a message wants by its likeness to example messages, which the bank may extend. */
export interface MessageReader {
  /** Intents, likeliest first; empty where the knowledge folder has no examples. */
  intents(message: string): readonly Likelihood[];
  /** Parts of an objection card that a follow-up asks for, `none` among them. */
  followUps(message: string): readonly Likelihood[];
}
