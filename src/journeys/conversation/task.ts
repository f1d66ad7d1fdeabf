import type { Answer, Intent } from '../../domain/conversation/answer.ts';
import type { StoredTurn } from '../../ports/conversation-store.ts';
import type { ConversationKnowledge } from './conversation-knowledge.ts';

/** A message that asks for work on clients, drafts or alerts, and on whose behalf. */
export interface TaskRequest {
  /** As typed. */
  readonly text: string;
  readonly employeeId: string;
  readonly turnId: string;
  readonly conversationId: string;
  /** The client the conversation was opened about, if any. */
  readonly clientId: string | null;
  readonly earlier: readonly StoredTurn[];
  readonly knowledge: ConversationKnowledge;
}

/** What one intent does. Parts such as the client book come with the task when it is made. */
export interface Task {
  run(request: TaskRequest): Promise<Answer>;
  /** Whether a message is this task's after all, though its wording alone did not tell: it names an own client. */
  claims?(request: TaskRequest): Promise<boolean>;
  /** Set phrases that mean this task and nothing else: they are not read further. */
  commands?(request: TaskRequest): boolean | Promise<boolean>;
  /** The answer to a message that the rules of conduct refuse, where this task can say more; null: it can't. */
  declines?(request: TaskRequest, refusal: Answer): Promise<Answer | null>;
  /** A short message after an answer of this task that left `state` open; null: not meant for it. */
  follow?(request: TaskRequest, state: unknown): Promise<Answer | null>;
}

export type Tasks = Partial<Record<Intent, Task>>;
