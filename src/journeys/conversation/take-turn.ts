import type { Answer } from '../../domain/conversation/answer.ts';
import type { ConversationStore } from '../../ports/conversation-store.ts';
import { type ConversationKnowledge, replyTo } from './reply-to.ts';

export interface Turn {
  readonly conversationId: string;
  readonly employeeId: string;
  readonly text: string;
}

export interface TurnResult {
  readonly turnId: string;
  readonly answer: Answer;
}

/** One turn: the question is stored before it is worked on, the answer before it is shown. */
export async function takeTurn(
  turn: Turn,
  parts: ConversationKnowledge & { conversations: ConversationStore },
): Promise<TurnResult> {
  const { index, conversations } = parts;
  const { conversationId, employeeId, text } = turn;
  const earlier = await conversations.recent(conversationId, 6);
  const turnId = await conversations.begin({ conversationId, employeeId, question: text });
  const answer = replyTo(text, earlier, parts);
  await conversations.finish(turnId, answer, index.version);
  return { turnId, answer };
}
