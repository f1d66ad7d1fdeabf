import type { Citation } from '../domain/knowledge/citation.ts';
import type { StoredTurn } from './conversation-store.ts';

export interface ConversationSummary {
  readonly conversationId: string;
  /** Given by the employee, else the first question. */
  readonly title: string;
  readonly lastAt: string;
}

export interface TranscriptTurn extends StoredTurn {
  readonly conversationId: string;
  readonly state: 'working' | 'answered' | 'interrupted' | 'cancelled';
  readonly askedAt: string;
  /** The assistant told it by itself; the question is its title. */
  readonly unasked: boolean;
  readonly feedback: { readonly helpful: boolean; readonly reason: string | null } | null;
}

export interface Transcript {
  readonly title: string;
  readonly turns: readonly TranscriptTurn[];
}

/** A citation with its whole passage as it stood when the answer was given; null: not kept. */
export interface CitedPassage {
  readonly citation: Citation;
  readonly passageText: string | null;
}

/**
 * An employee's own conversations. Every question names the employee; what is another's is answered
 * like what does not exist (null or false).
 */
export interface ConversationLibrary {
  list(employeeId: string, limit: number): Promise<ConversationSummary[]>;
  has(employeeId: string, conversationId: string): Promise<boolean>;
  transcript(employeeId: string, conversationId: string): Promise<Transcript | null>;
  turn(employeeId: string, turnId: string): Promise<TranscriptTurn | null>;
  cited(employeeId: string, turnId: string, n: number): Promise<CitedPassage | null>;
  rename(employeeId: string, conversationId: string, title: string): Promise<boolean>;
  remove(employeeId: string, conversationId: string): Promise<boolean>;
}
