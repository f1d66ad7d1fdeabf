import type { Action } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { taskTopic } from '../../domain/conversation/topic.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { type ReviewWord, reviewWordIn } from '../../domain/outreach/review-words.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { clarifyDraft, refusedDraft } from './answer-draft.ts';
import type { Changed } from './change-draft.ts';
import { draftCard } from './draft-card.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { approveAsSupervisor, returnDraft, waitingFor } from './supervise-draft.ts';

/** The draft that a supervisor has before the eyes, in exactly the form that was shown. */
export interface Review {
  readonly draftId: string;
  readonly textHash: string;
  /** Put off in this round. */
  readonly passed: readonly string[];
}

const actions: readonly Action[] = [
  { label: '同意', do: 'ask', text: '同意' },
  { label: '退回', do: 'ask', text: '退回：', edit: true },
  { label: '下一条', do: 'ask', text: '下一条' },
];

async function shownForReview(
  draft: Draft,
  { waiting, passed, said }: { waiting: number; passed: readonly string[]; said: string },
  { employeeId, turnId }: TaskRequest,
  parts: DraftingParts,
): Promise<Answer> {
  const [writer, reader] = await Promise.all([
    parts.book.employee(draft.employeeId),
    parts.book.for({ employeeId }, { turnId }),
  ]);
  const [client] = await reader.find({ kind: 'id', text: draft.clientId });
  const whose = `${writer?.name ?? draft.employeeId} 写给 ${client?.name ?? draft.clientId}`;
  const card = draftCard(draft, { run: `待审 ${waiting} 条　${whose}`, actions });
  const lead = { label: null, note: null, parts: [{ kind: 'text', text: said } as const] };
  const { draftId, state } = draft;
  const review: Review = { draftId, textHash: state.textHash, passed };
  return answerWith({
    kind: 'draft',
    intent: 'draft',
    card: { ...card, sections: [...(said === '' ? [] : [lead]), ...card.sections] },
    topic: taskTopic('draft', { review }),
    data: { clientIds: [draft.clientId] },
  });
}

/** The draft that has waited longest for this supervisor, or that nothing waits. */
export async function answerReview(
  request: TaskRequest,
  parts: DraftingParts,
  { said = '', passed = [] }: { said?: string; passed?: readonly string[] } = {},
): Promise<Answer> {
  const waiting = await waitingFor(request.employeeId, { turnId: request.turnId }, parts);
  const next = waiting.find(({ draftId }) => !passed.includes(draftId));
  if (next !== undefined)
    return shownForReview(next, { waiting: waiting.length, passed, said }, request, parts);
  const rest = waiting.length > 0 ? `先放着的还有 ${waiting.length} 条。` : '';
  const none = said === '' ? '没有在等您审批的草稿。' : '没有别的在等您审批。';
  return clarifyDraft(`${said}${rest === '' ? none : rest}`);
}

function decide(
  word: Extract<ReviewWord, { kind: 'approve' | 'return' }>,
  { draftId, textHash }: Review,
  { employeeId, turnId }: TaskRequest,
  parts: DraftingParts,
): Promise<Changed> {
  const ref = { employeeId, draftId, textHash, occasion: { turnId } };
  return word.kind === 'approve'
    ? approveAsSupervisor(ref, parts)
    : returnDraft({ ...ref, reason: word.reason }, parts);
}

/** A supervisor's word on the draft shown; null: it is about something else. */
export async function followReview(
  request: TaskRequest,
  review: Review,
  open: (request: TaskRequest) => Promise<DraftingParts>,
): Promise<Answer | null> {
  const word = reviewWordIn(request.text);
  if (word === null) return null;
  const parts = await open(request);
  if (word.kind === 'next')
    return answerReview(request, parts, { passed: [...review.passed, review.draftId] });
  if (word.kind === 'ask-reason')
    return refusedDraft('退回要写原因，客户经理才知道怎么改，例如：退回：改成约面谈。', [], {
      review,
    });
  const changed = await decide(word, review, request, parts);
  if (changed.kind === 'refused')
    return refusedDraft(changed.reason, changed.draft ? [changed.draft.clientId] : [], { review });
  const said =
    word.kind === 'approve'
      ? '已同意，客户经理那边可以发了。'
      : `已退回，原因写给了客户经理：${word.reason}。`;
  return answerReview(request, parts, { said, passed: review.passed });
}
