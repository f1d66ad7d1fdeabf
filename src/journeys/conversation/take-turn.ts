import type { Answer } from '../../domain/conversation/answer.ts';
import { formOfMessage } from '../../domain/conversation/message-form.ts';
import { understand } from '../../domain/conversation/understand.ts';
import type { ConversationStore, StoredTurn } from '../../ports/conversation-store.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { answerQuestion } from '../answers/answer-question.ts';
import {
  helpReply,
  outOfScopeReply,
  refusalReply,
  unavailableReply,
  unreadableReply,
} from '../answers/standard-replies.ts';

export interface Turn {
  readonly conversationId: string;
  readonly employeeId: string;
  readonly text: string;
}

export interface TurnResult {
  readonly turnId: string;
  readonly answer: Answer;
}

const followUp =
  /^(那|那么|还有|另外|如果|要是|万一|他要是|她要是|为什么|为啥|然后|接着|换|再|具体)|呢[?？]?$/;

/** A short follow-up is read together with the question it follows. */
function withContext(text: string, earlier: readonly StoredTurn[]): string {
  const last = earlier.findLast(
    (turn) => turn.answer?.kind === 'answer' || turn.answer?.kind === 'sources-differ',
  );
  if (!last || text.length > 16 || !followUp.test(text.trim())) return text;
  return `${last.question.slice(0, 200)}\n${text}`;
}

/** The reply to a message, given the turns before it; reads nothing but the index. */
export function replyTo(
  text: string,
  earlier: readonly StoredTurn[],
  index: PlaybookIndex,
): Answer {
  const form = formOfMessage(text);
  if (form !== 'readable') return unreadableReply(form);
  const { intent, refusal } = understand(index.normalise(text));
  if (refusal) return refusalReply(refusal);
  if (intent === 'help') return helpReply();
  if (intent === 'out-of-scope') return outOfScopeReply();
  return unavailableReply(intent) ?? answerQuestion(withContext(text, earlier), intent, index);
}

/** One turn: the question is stored before it is worked on, the answer before it is shown. */
export async function takeTurn(
  turn: Turn,
  parts: { index: PlaybookIndex; conversations: ConversationStore },
): Promise<TurnResult> {
  const { index, conversations } = parts;
  const { conversationId, employeeId, text } = turn;
  const earlier = await conversations.recent(conversationId, 6);
  const turnId = await conversations.begin({ conversationId, employeeId, question: text });
  const answer = replyTo(text, earlier, index);
  await conversations.finish(turnId, answer, index.version);
  return { turnId, answer };
}
