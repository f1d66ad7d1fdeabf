import type { Draft } from '../../domain/outreach/draft.ts';
import { asOf, type DraftAction, takeDraftAction } from '../../domain/outreach/draft-state.ts';
import { hindrance } from '../../domain/outreach/hindrance.ts';
import type { Judged } from '../../domain/outreach/judged.ts';
import { isMarketing } from '../../domain/outreach/purpose.ts';
import {
  type Supervision,
  supervisorReasons,
  withSupervisorsLook,
} from '../../domain/outreach/supervision.ts';
import type { Occasion } from '../../ports/client-book.ts';
import type { NewNote } from '../../ports/client-note-store.ts';
import type { DoneDeed } from '../../ports/draft-store.ts';
import { approvalHindrance, type Held, rulesBroken, wordsHindrance } from './approval-hindrance.ts';
import { judgeText } from './compose-draft.ts';
import { aimOf, mostSegments } from './draft-message.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { notFound } from './outreach-client.ts';
import { type SentOutcome, sentContact } from './sent-contact.ts';

export type Changed =
  | { readonly kind: 'changed' | 'unchanged'; readonly draft: Draft }
  | { readonly kind: 'refused'; readonly reason: string; readonly draft: Draft | null };

export interface DraftRef {
  /** Who acts: the writer, or the supervisor. */
  readonly employeeId: string;
  readonly draftId: string;
  readonly occasion?: Occasion;
  /** Of the text that the employee has before the eyes, where that is known. */
  readonly seenHash?: string;
}

const goneDraft = '没有找到这份草稿，请重新起草。';

const refused = (reason: string) => ({ kind: 'refused', reason, draft: null }) as const;

/** A draft with the client's facts of today; a client who left the employee's book is not found. */
export async function holdDraft(
  draft: Draft,
  { employeeId, occasion }: DraftRef,
  parts: DraftingParts,
): Promise<Held | { readonly kind: 'refused'; readonly reason: string; readonly draft: null }> {
  const reader = await parts.book.for({ employeeId }, occasion);
  const card = await reader.card(draft.clientId);
  if (card === null) return refused(notFound);
  const product = draft.productId === null ? null : await parts.products.product(draft.productId);
  const { purpose, channel, note, clientId } = draft;
  const request = { employeeId: draft.employeeId, client: clientId, purpose, channel, note };
  return { draft, card, product, aim: await aimOf(request, card, product, parts) };
}

async function holdOwn(ref: DraftRef, parts: DraftingParts) {
  const draft = await parts.drafts.find(ref.employeeId, ref.draftId);
  return draft === null ? refused(goneDraft) : holdDraft(draft, ref, parts);
}

const deedOf = (action: DraftAction, draft: Draft): DoneDeed['deed'] => {
  if (draft.state.status === 'submitted') return 'submitted';
  const deeds = {
    edit: 'edited',
    approve: 'approved',
    return: 'returned',
    'record-sent': 'sent-recorded',
    discard: 'discarded',
  } as const;
  return deeds[action.kind];
};

type More = Partial<
  Pick<Draft, 'text' | 'check' | 'variants' | 'supervision' | 'skeletonId' | 'skeletonVersion'>
>;

/** What goes with an action: what else of the draft changes, and for the log why and which rules. */
export interface Step {
  readonly by: string;
  readonly more?: More;
  readonly rules?: readonly string[];
  readonly reason?: string | null;
  readonly contact?: NewNote;
}

export async function takeStep(
  draft: Draft,
  action: DraftAction,
  { by, more = {}, rules = [], reason = null, contact }: Step,
  parts: DraftingParts,
): Promise<Changed> {
  const { iso } = parts.now();
  const step = takeDraftAction(draft.state, action, Date.parse(iso));
  if (step.kind === 'refused') {
    if (action.kind === 'approve') {
      const broken = rules.length > 0 ? rules : ['OT-12'];
      const refusal = { deed: 'refused', at: iso, by, reason: step.reason, rules: broken } as const;
      await parts.drafts.logRefusal(draft, refusal);
    }
    return { kind: 'refused', reason: step.reason, draft };
  }
  if (step.kind === 'unchanged') return { kind: 'unchanged', draft };
  const next = { ...draft, ...more, state: step.state };
  const deed = { deed: deedOf(action, next), at: iso, by, reason, rules };
  const done = await parts.drafts.change(next, deed, contact);
  return done
    ? { kind: 'changed', draft: { ...next, revision: draft.revision + 1 } }
    : { kind: 'refused', reason: '这份草稿刚在别处改过，请看过新的再操作。', draft };
}

/** The draft's text judged by today's facts, and whether a supervisor has to look at it. */
function judgedNow({ draft, card, aim }: Held, parts: DraftingParts) {
  const plain = judgeText(draft.text, aim, parts);
  const reasons = supervisorReasons(plain, card, parts.now().day);
  const check = reasons.length > 0 ? withSupervisorsLook(plain) : plain;
  return { check, reasons };
}

function supervisionAfter(
  { supervision }: Draft,
  by: 'manager' | 'supervisor',
  reasons: readonly string[],
  who: { readonly id: string; readonly at: string },
): Supervision | null {
  if (by === 'supervisor')
    return { reasons, state: 'approved', by: who.id, at: who.at, note: null };
  if (reasons.length === 0) return null;
  return { reasons, state: 'waiting', by: null, at: null, note: supervision?.note ?? null };
}

/** An approval of exactly the text that was seen, by the facts of this moment. */
export async function approveHeld(
  held: Held,
  seenHash: string,
  who: { readonly employeeId: string; readonly by: 'manager' | 'supervisor' },
  parts: DraftingParts,
): Promise<Changed> {
  const { draft } = held;
  const { employeeId, by } = who;
  const { check, reasons } = judgedNow(held, parts);
  const checked = {
    textHash: parts.hashOf(draft.text),
    verdict: check.verdict,
    ruleSet: check.ruleSet,
  };
  const against = (await approvalHindrance(held, by, parts)) ?? wordsHindrance(check);
  const action = {
    kind: 'approve',
    textHash: seenHash,
    checked,
    hindrance: against?.reason ?? null,
    by,
    supervised: reasons.length > 0,
  } as const;
  const at = parts.now().iso;
  const supervision = supervisionAfter(draft, by, reasons, { id: employeeId, at });
  const rules = against === null ? [] : [against.rule];
  return takeStep(draft, action, { by: employeeId, more: { check, supervision }, rules }, parts);
}

/**
 * The manager's own approval. Where a supervisor has to look too, the draft then waits for that
 * (status `submitted`).
 */
export async function approveDraft(
  ref: DraftRef & { readonly textHash: string },
  parts: DraftingParts,
): Promise<Changed> {
  const held = await holdOwn(ref, parts);
  if ('kind' in held) return held;
  return approveHeld(held, ref.textHash, { employeeId: ref.employeeId, by: 'manager' }, parts);
}

function supervisionOf(check: Judged, { card, draft }: Held, parts: DraftingParts) {
  const reasons = supervisorReasons(check, card, parts.now().day);
  if (reasons.length === 0) return null;
  const note = draft.supervision?.note ?? null;
  return { reasons, state: 'needed', by: null, at: null, note } as const;
}

/** Another text in place of the draft's, checked; marketing keeps the words that were reviewed. */
export async function editDraft(
  ref: DraftRef & { readonly text: string; readonly variants?: readonly string[] },
  parts: DraftingParts,
): Promise<Changed> {
  const held = await holdOwn(ref, parts);
  if ('kind' in held) return held;
  const { draft, aim } = held;
  const { text } = ref;
  const wording = draft.wordings.find((one) => one.text === text);
  const own =
    wording !== undefined || [draft.text, draft.shorter, ...draft.variants].includes(text);
  if (isMarketing(draft.purpose) && !own) {
    const { rule, reason } = hindrance(
      'OT-11',
      '营销文字只能填审过的空格，不能改字；可以换一个模板，或换渠道。',
    );
    const at = parts.now().iso;
    const refusal = { deed: 'refused', at, by: ref.employeeId, reason, rules: [rule] } as const;
    await parts.drafts.logRefusal(draft, refusal);
    return { kind: 'refused', reason, draft };
  }
  const check = judgeText(text, aim, parts);
  if ((check.sms?.segments ?? 0) > mostSegments) {
    const reason = `这条短信要分 ${check.sms?.segments} 条发，最多 ${mostSegments} 条；请写短一点，或者改发企业微信。原来那条还在，没有动。`;
    return { kind: 'refused', reason, draft };
  }
  const checked = { textHash: parts.hashOf(text), verdict: check.verdict, ruleSet: check.ruleSet };
  const more = {
    text,
    check,
    variants: ref.variants ?? draft.variants,
    supervision: supervisionOf(check, held, parts),
    ...(wording && {
      skeletonId: wording.skeletonId,
      skeletonVersion: wording.skeletonVersion,
    }),
  };
  const step = { by: ref.employeeId, more, rules: rulesBroken(check) };
  return takeStep(draft, { kind: 'edit', checked }, step, parts);
}

/** The manager says that the approved text has gone out; that is a contact with the client. */
export async function recordSent(
  ref: DraftRef & { readonly outcome?: SentOutcome },
  parts: DraftingParts,
): Promise<Changed> {
  const draft = await parts.drafts.find(ref.employeeId, ref.draftId);
  if (draft === null) return refused(goneDraft);
  const contact = sentContact(draft, ref.outcome ?? null, parts.now());
  const action = { kind: 'record-sent', textHash: draft.state.textHash } as const;
  return takeStep(draft, action, { by: ref.employeeId, contact }, parts);
}

export async function discardDraft(ref: DraftRef, parts: DraftingParts): Promise<Changed> {
  const draft = await parts.drafts.find(ref.employeeId, ref.draftId);
  if (draft === null) return refused(goneDraft);
  return takeStep(draft, { kind: 'discard' }, { by: ref.employeeId }, parts);
}

/** A draft as it stands now, by the clock. */
export function current(draft: Draft, parts: Pick<DraftingParts, 'now'>): Draft {
  return { ...draft, state: asOf(draft.state, Date.parse(parts.now().iso)) };
}
