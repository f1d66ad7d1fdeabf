import type { Answer } from '../domain/conversation/answer.ts';

export interface StoredTurn {
  readonly turnId: string;
  readonly question: string;
  readonly answer: Answer | null;
}

export interface TurnStart {
  readonly conversationId: string;
  readonly employeeId: string;
  readonly question: string;
  /** Made by the sender, so that the same turn sent twice is one turn; left out: made here. */
  readonly turnId?: string;
}

/** A passage as it stood when an answer cited it. */
export interface PassageSnapshot {
  readonly id: string;
  readonly text: string;
}

/** What the assistant tells by itself, with a title in place of a question. */
export interface UnaskedTurn {
  readonly turnId: string;
  readonly conversationId: string;
  readonly employeeId: string;
  readonly title: string;
}

/** Conversations as they were: an answer keeps the citations it was shown with. */
export interface ConversationStore {
  /** Refuses a conversation that is another employee's, in the words for one that does not exist. */
  begin(turn: TurnStart): Promise<string>;
  finish(
    turnId: string,
    answer: Answer,
    knowledgeVersion: string,
    passages?: readonly PassageSnapshot[],
  ): Promise<void>;
  /** Keeps a turn that nobody asked for, whole; the same turn again changes nothing. */
  keepUnasked(
    turn: UnaskedTurn,
    answer: Answer,
    knowledgeVersion: string,
    passages?: readonly PassageSnapshot[],
  ): Promise<void>;
  /** Ends a turn without an answer: the employee cancelled it, or it failed. */
  giveUp(turnId: string, why: 'cancelled' | 'failed'): Promise<void>;
  /** The last turns of a conversation, oldest first; up to and with `upTo` where that is given. */
  recent(conversationId: string, limit: number, upTo?: string): Promise<StoredTurn[]>;
  /**
   * Turns asked before the instant that a killed process left without an answer; they are marked so
   * and returned once. Where several processes answer, the instant leaves out what they work on.
   */
  recoverInterrupted(before: Date): Promise<StoredTurn[]>;
  recordFeedback(turnId: string, helpful: boolean, reason: string | null): Promise<void>;
  close(): Promise<void>;
}
