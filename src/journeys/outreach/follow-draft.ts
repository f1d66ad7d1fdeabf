import { textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { type BatchStep, batchStepIn } from '../../domain/outreach/batch-words.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { draftFollowUpIn } from '../../domain/outreach/draft-words.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { type Acted, actOnDraft } from './act-on-draft.ts';
import { draftTopic, refusedDraft, shownDraft } from './answer-draft.ts';
import { current, type DraftRef } from './change-draft.ts';
import { allSent, nextInRun, type Run, runSummary, shownInRun } from './draft-run.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { followReview, type Review } from './review-drafts.ts';

/** What an answer about drafts leaves open: one draft, a run of them, or one that waits for the reader's approval. */
interface OpenState {
  readonly draftId?: string;
  /** Of the text that was shown. */
  readonly textHash?: string;
  readonly run?: Run;
  readonly review?: Review;
}

function told(draft: Draft, text: string): Answer {
  const answer = shownDraft(draft);
  const { card } = answer;
  const said = { label: null, note: null, parts: [{ kind: 'text', text } as const] };
  return answerWith({
    kind: 'draft',
    intent: 'draft',
    card: { ...card, sections: [said, ...card.sections] },
    topic: draftTopic(draft),
    data: answer.data,
  });
}

function answerSingle(acted: Acted, ref: DraftRef): Answer {
  if (acted.kind === 'answer') return acted.answer;
  if (acted.kind === 'done') return told(acted.draft, acted.said);
  const { draft, reason } = acted;
  return refusedDraft(reason, draft ? [draft.clientId] : [], { draftId: ref.draftId });
}

/** What is said of a decided one above the next. */
const decided: Readonly<Record<string, string>> = {
  approved: '采用了。',
  submitted: '送主管审了。',
  discarded: '弃用了。',
  'sent-recorded': '登记了。',
};

/** In a run what is decided makes room for the next; what was changed is shown again in its place. */
async function answerInRun(
  acted: Acted,
  run: Run,
  ref: DraftRef,
  parts: DraftingParts,
): Promise<Answer> {
  if (acted.kind === 'answer') return acted.answer;
  if (acted.kind === 'refused') {
    const { draft, reason } = acted;
    return refusedDraft(reason, draft ? [draft.clientId] : [], { draftId: ref.draftId, run });
  }
  const { draft, said } = acted;
  const over = decided[draft.state.status];
  if (over !== undefined) return nextInRun(run, over, ref.employeeId, parts);
  const drafts = run.drafts.map((one, at) =>
    at === run.at ? { ...one, draftId: draft.draftId } : one,
  );
  return shownInRun({ ...run, drafts }, draft, said);
}

function stepRun(
  step: BatchStep,
  run: Run,
  { employeeId }: TaskRequest,
  parts: DraftingParts,
): Promise<Answer> {
  switch (step) {
    case 'skip':
      return nextInRun(run, '跳过了。', employeeId, parts);
    case 'next':
      return nextInRun(run, '', employeeId, parts);
    case 'stop':
      return runSummary(run, '先到这里。没有采用的留 3 天。', employeeId, parts);
    case 'all-sent':
      return allSent(run, employeeId, parts);
  }
}

async function followOwn(
  request: TaskRequest,
  { draftId, textHash, run }: OpenState,
  open: (request: TaskRequest) => Promise<DraftingParts>,
): Promise<Answer | null> {
  const follow = draftFollowUpIn(request.text);
  if (draftId === undefined || follow === null) return null;
  const parts = await open(request);
  const { employeeId, turnId } = request;
  const draft = await parts.drafts.find(employeeId, draftId);
  if (draft === null) {
    const card = textCard('没有找到刚才那份草稿，请重新起草。');
    return answerWith({ kind: 'clarify', intent: 'draft', card });
  }
  const seen = textHash === undefined ? {} : { seenHash: textHash };
  const ref = { employeeId, draftId, occasion: { turnId }, ...seen };
  const acted = await actOnDraft(current(draft, parts), follow, ref, parts);
  return run === undefined ? answerSingle(acted, ref) : answerInRun(acted, run, ref, parts);
}

/** A short message after drafts were shown; null: it is about something else. */
export async function followDraft(
  request: TaskRequest,
  state: unknown,
  open: (request: TaskRequest) => Promise<DraftingParts>,
): Promise<Answer | null> {
  const { run, review, ...rest } = (state ?? {}) as OpenState;
  if (review !== undefined) return followReview(request, review, open);
  const step = run === undefined ? null : batchStepIn(request.text);
  if (run !== undefined && step !== null) return stepRun(step, run, request, await open(request));
  return followOwn(request, run === undefined ? rest : { ...rest, run }, open);
}
