import type { Answer } from '../domain/conversation/answer.ts';

export interface StoredTurn {
  readonly turnId: string;
  readonly question: string;
  readonly answer: Answer | null;
}

/** Conversations as they were: an answer keeps the citations it was shown with. */
export interface ConversationStore {
  begin(turn: { conversationId: string; employeeId: string; question: string }): Promise<string>;
  finish(turnId: string, answer: Answer, knowledgeVersion: string): Promise<void>;
  recent(conversationId: string, limit: number): Promise<StoredTurn[]>;
  /** Turns that a killed process left without an answer; they are marked so and returned once. */
  recoverInterrupted(): Promise<StoredTurn[]>;
  recordFeedback(turnId: string, helpful: boolean, reason: string | null): Promise<void>;
  close(): Promise<void>;
}
