import type { Answer } from '../../domain/conversation/answer.ts';
import { GuichaoError } from '../../domain/errors.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import type { DraftFollowUp } from '../../domain/outreach/draft-words.ts';
import { isMarketing } from '../../domain/outreach/purpose.ts';
import { answerDraft } from './answer-draft.ts';
import {
  approveDraft,
  type Changed,
  type DraftRef,
  discardDraft,
  editDraft,
  recordSent,
} from './change-draft.ts';
import { draftMessage } from './draft-message.ts';
import type { DraftingParts } from './drafting-parts.ts';
import type { SentOutcome } from './sent-contact.ts';

/** What a press or a short message made of a draft. */
export type Acted =
  | { readonly kind: 'done'; readonly draft: Draft; readonly said: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly draft: Draft | null }
  /** Something has to be told or asked first. */
  | { readonly kind: 'answer'; readonly answer: Answer };

function acted(changed: Changed, said: string): Acted {
  return changed.kind === 'refused' ? changed : { kind: 'done', draft: changed.draft, said };
}

const sendWords = {
  sms: '已采用，只对这一条文字有效。导出给短信平台，发出去以后点“已发送”登记。',
  wechat: '已采用，只对这一条文字有效。复制到企业微信发出去，再点“已发送”登记。',
  call: '已采用。打完电话点“打通了”或“没接”登记。',
} as const;

async function approve(draft: Draft, ref: DraftRef, parts: DraftingParts): Promise<Acted> {
  // A card may stand in a chat while its draft has been changed elsewhere.
  const textHash = ref.seenHash ?? draft.state.textHash;
  const changed = await approveDraft({ ...ref, textHash }, parts);
  const waits = changed.draft?.state.status === 'submitted';
  const said = waits
    ? '已送主管审，主管同意以后才能发。您可以先做别的，说“我的草稿”随时看结果。'
    : sendWords[draft.channel];
  return acted(changed, said);
}

async function sent(
  outcome: SentOutcome | null,
  ref: DraftRef,
  parts: DraftingParts,
): Promise<Acted> {
  const changed = await recordSent(outcome === null ? ref : { ...ref, outcome }, parts);
  const said =
    outcome === 'missed'
      ? '已登记：没有接通，记进联系记录。换个时间再打，或换成短信。'
      : '已登记，记进这位客户的联系记录。有了回音，说“记一笔”补上结果。';
  return acted(changed, said);
}

async function shorter(draft: Draft, ref: DraftRef, parts: DraftingParts): Promise<Acted> {
  if (draft.shorter === null || draft.shorter === draft.text)
    return { kind: 'done', draft, said: '这条已经是最短的写法了。' };
  return acted(await editDraft({ ...ref, text: draft.shorter }, parts), '更短的一版：');
}

async function another(draft: Draft, ref: DraftRef, parts: DraftingParts): Promise<Acted> {
  // The variants go round: what was shown before comes last.
  const [next, ...rest] = draft.variants;
  if (next === undefined) {
    const said = '合这位客户情况的写法只有这一条，可以自己改，或换渠道。';
    return { kind: 'done', draft, said };
  }
  const variants = [...rest, draft.text];
  return acted(await editDraft({ ...ref, text: next, variants }, parts), '换一种语气：');
}

async function replaced(text: string, ref: DraftRef, parts: DraftingParts): Promise<Acted> {
  try {
    return acted(await editDraft({ ...ref, text }, parts), '按您的改，重新检查过了：');
  } catch (error) {
    // The text itself could not be read; the draft stands as it was.
    if (!(error instanceof GuichaoError) || error.code !== 'usage') throw error;
    return { kind: 'refused', reason: `${error.message}原来那条还在，没有动。`, draft: null };
  }
}

async function redrafted(
  draft: Draft,
  change: Extract<DraftFollowUp, { kind: 'channel' | 'wish' }>,
  ref: DraftRef,
  parts: DraftingParts,
): Promise<Acted> {
  const { employeeId, clientId: client, purpose, productId, note } = draft;
  const channel = change.kind === 'channel' ? change.channel : draft.channel;
  const wish = change.kind === 'wish' ? change.wish : note;
  const request = { employeeId, client, purpose, channel, productId, note: wish };
  const occasion = ref.occasion ? { occasion: ref.occasion } : {};
  const drafted = await draftMessage({ ...request, ...occasion }, parts);
  if (drafted.kind === 'refused') {
    const reason = `${drafted.reason}原来那条还在，没有动。`;
    return { kind: 'refused', reason, draft };
  }
  if (drafted.kind !== 'drafted')
    return { kind: 'answer', answer: answerDraft(drafted, { purpose, channel }) };
  // The one before it is over; it would wait among the open ones for nothing.
  await discardDraft(ref, parts);
  const said = change.kind === 'channel' ? '换了渠道，重新写的：' : '加进去了，重新检查过：';
  return { kind: 'done', draft: drafted.draft, said };
}

function howToEdit(draft: Draft): Acted {
  const said = isMarketing(draft.purpose)
    ? '营销文字只能填审过的空格，不能改字；可以换语气、换渠道。'
    : '直接发“改成：您要的整条文字”，我重新检查；或说“提一下……”“更短”。';
  return { kind: 'done', draft, said };
}

/** Does what a short message wants done with a draft of one's own. */
export function actOnDraft(
  draft: Draft,
  follow: DraftFollowUp,
  ref: DraftRef,
  parts: DraftingParts,
): Promise<Acted> {
  switch (follow.kind) {
    case 'approve':
      return approve(draft, ref, parts);
    case 'discard':
      return discardDraft(ref, parts).then((changed) => acted(changed, '已弃用。'));
    case 'sent':
      return sent(null, ref, parts);
    case 'called':
      return sent(draft.channel === 'call' ? follow.outcome : null, ref, parts);
    case 'shorter':
      return shorter(draft, ref, parts);
    case 'other':
      return another(draft, ref, parts);
    case 'how-to-edit':
      return Promise.resolve(howToEdit(draft));
    case 'replace':
      return replaced(follow.text, ref, parts);
    case 'channel':
    case 'wish':
      return redrafted(draft, follow, ref, parts);
  }
}
