import { textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { GuichaoError } from '../../domain/errors.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { type DraftFollowUp, draftFollowUpIn } from '../../domain/outreach/draft-words.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { answerDraft, draftTopic, refusedDraft, shownDraft } from './answer-draft.ts';
import {
  approveDraft,
  type Changed,
  current,
  type DraftRef,
  discardDraft,
  editDraft,
  recordSent,
} from './change-draft.ts';
import { draftMessage } from './draft-message.ts';
import type { DraftingParts } from './drafting-parts.ts';

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

function outcome(changed: Changed, text: string): Answer {
  if (changed.kind !== 'refused') return told(changed.draft, text);
  const { draft, reason } = changed;
  return refusedDraft(reason, draft ? [draft.clientId] : [], draft?.draftId);
}

interface SeenRef extends DraftRef {
  /** The text on the card that the message goes on from. */
  readonly seenHash: string;
}

async function approve(ref: SeenRef, parts: DraftingParts): Promise<Answer> {
  const textHash = ref.seenHash;
  const changed = await approveDraft({ ...ref, textHash }, parts);
  return outcome(changed, '已采用，只对这一条文字有效。发出去以后点“已发送”登记。');
}

async function shorter(draft: Draft, ref: DraftRef, parts: DraftingParts): Promise<Answer> {
  if (draft.shorter === null || draft.shorter === draft.text)
    return told(draft, '这条已经是最短的写法了。');
  return outcome(await editDraft({ ...ref, text: draft.shorter }, parts), '更短的一版：');
}

async function another(draft: Draft, ref: DraftRef, parts: DraftingParts): Promise<Answer> {
  // The variants go round: what was shown before comes last.
  const [next, ...rest] = draft.variants;
  if (next === undefined)
    return told(draft, '合这位客户情况的写法只有这一条，可以自己改，或换渠道。');
  const variants = [...rest, draft.text];
  return outcome(await editDraft({ ...ref, text: next, variants }, parts), '换一种语气：');
}

async function replaced(text: string, ref: DraftRef, parts: DraftingParts): Promise<Answer> {
  try {
    return outcome(await editDraft({ ...ref, text }, parts), '按您的改，重新检查过了：');
  } catch (error) {
    // The text itself could not be read; the draft stands as it was.
    if (!(error instanceof GuichaoError) || error.code !== 'usage') throw error;
    return refusedDraft(error.message, [], ref.draftId);
  }
}

async function redrafted(
  draft: Draft,
  change: Extract<DraftFollowUp, { kind: 'channel' | 'wish' }>,
  ref: DraftRef,
  parts: DraftingParts,
): Promise<Answer> {
  const { employeeId, clientId: client, purpose, productId, note } = draft;
  const channel = change.kind === 'channel' ? change.channel : draft.channel;
  const wish = change.kind === 'wish' ? change.wish : note;
  const request = { employeeId, client, purpose, channel, productId, note: wish };
  const drafted = await draftMessage({ ...request, ...occasionOf(ref) }, parts);
  if (drafted.kind === 'refused') return refusedDraft(drafted.reason, [client], draft.draftId);
  return answerDraft(drafted, { purpose, channel });
}

const occasionOf = ({ occasion }: DraftRef) => (occasion ? { occasion } : {});

function act(
  draft: Draft,
  follow: DraftFollowUp,
  ref: SeenRef,
  parts: DraftingParts,
): Promise<Answer> {
  switch (follow.kind) {
    case 'approve':
      return approve(ref, parts);
    case 'discard':
      return discardDraft(ref, parts).then((changed) => outcome(changed, '已弃用。'));
    case 'sent':
      return recordSent(ref, parts).then((changed) => outcome(changed, '已登记发送，留了痕。'));
    case 'shorter':
      return shorter(draft, ref, parts);
    case 'other':
      return another(draft, ref, parts);
    case 'replace':
      return replaced(follow.text, ref, parts);
    case 'channel':
    case 'wish':
      return redrafted(draft, follow, ref, parts);
  }
}

/** A short message after a draft was shown; null: it is about something else. */
export async function followDraft(
  request: TaskRequest,
  state: unknown,
  open: (request: TaskRequest) => Promise<DraftingParts>,
): Promise<Answer | null> {
  const { draftId, textHash } = (state ?? {}) as { draftId?: unknown; textHash?: unknown };
  const follow = draftFollowUpIn(request.text);
  if (typeof draftId !== 'string' || follow === null) return null;
  const parts = await open(request);
  const { employeeId, turnId } = request;
  const draft = await parts.drafts.find(employeeId, draftId);
  if (draft === null) {
    const card = textCard('没有找到刚才那份草稿，请重新起草。');
    return answerWith({ kind: 'clarify', intent: 'draft', card });
  }
  const seenHash = typeof textHash === 'string' ? textHash : draft.state.textHash;
  const ref = { employeeId, draftId, occasion: { turnId }, seenHash };
  return act(current(draft, parts), follow, ref, parts);
}
