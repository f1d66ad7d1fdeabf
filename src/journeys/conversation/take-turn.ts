import type { Answer } from '../../domain/conversation/answer.ts';
import type { Step } from '../../domain/conversation/step.ts';
import { GuichaoError } from '../../domain/errors.ts';
import type { ConversationStore, PassageSnapshot } from '../../ports/conversation-store.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import type { ConversationKnowledge } from './conversation-knowledge.ts';
import { replyTo } from './reply-to.ts';

export interface Turn {
  readonly conversationId: string;
  readonly employeeId: string;
  readonly text: string;
  /** Made by the sender where the same turn may arrive twice. */
  readonly turnId?: string;
}

export interface TurnResult {
  readonly turnId: string;
  readonly answer: Answer;
}

export interface TurnWatch {
  readonly onStep?: (step: Step) => void;
  /** Ends the turn before its answer is kept; it is then stored as cancelled. */
  readonly signal?: AbortSignal;
}

function citedPassages({ citations }: Answer, index: PlaybookIndex): PassageSnapshot[] {
  const ids = new Set(citations.map((citation) => citation.passageId));
  return [...ids]
    .map((id) => index.passage(id))
    .filter((passage) => passage !== undefined)
    .map(({ id, text }) => ({ id, text }));
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new GuichaoError('cancelled', '这一句已取消。');
}

/** One turn: the question is stored before it is worked on, the answer before it is shown. */
export async function takeTurn(
  turn: Turn,
  parts: ConversationKnowledge & { conversations: ConversationStore },
  { onStep, signal }: TurnWatch = {},
): Promise<TurnResult> {
  const { index, conversations } = parts;
  const { text, ...start } = turn;
  const turnId = await conversations.begin({ ...start, question: text });
  try {
    onStep?.('received');
    const recent = await conversations.recent(turn.conversationId, 7);
    stopIfCancelled(signal);
    onStep?.('search');
    const earlier = recent.filter((other) => other.turnId !== turnId);
    const answer = replyTo(text, earlier, parts);
    stopIfCancelled(signal);
    onStep?.('keep');
    await conversations.finish(turnId, answer, index.version, citedPassages(answer, index));
    return { turnId, answer };
  } catch (error) {
    const cancelled = error instanceof GuichaoError && error.code === 'cancelled';
    // Where the store itself failed this fails too; the next start finds the turn and reports it.
    await conversations.giveUp(turnId, cancelled ? 'cancelled' : 'failed').catch(() => {});
    throw error;
  }
}
