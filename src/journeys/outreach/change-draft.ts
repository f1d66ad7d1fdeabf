import { formatDay } from '../../domain/calendar/day.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { asOf, type DraftAction, takeDraftAction } from '../../domain/outreach/draft-state.ts';
import type { Judged } from '../../domain/outreach/judged.ts';
import {
  licenceFor,
  type OfferedProduct,
  shelfHindrance,
  suitabilityHindrance,
} from '../../domain/outreach/offered-product.ts';
import { capHindrance, hourHindrance } from '../../domain/outreach/outreach-limits.ts';
import { isMarketing } from '../../domain/outreach/purpose.ts';
import type { Occasion } from '../../ports/client-book.ts';
import type { DraftDeed } from '../../ports/draft-store.ts';
import { type Aim, judgeText } from './compose-draft.ts';
import { aimOf } from './draft-message.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { clientHindrance, notFound } from './outreach-client.ts';

export type Changed =
  | { readonly kind: 'changed' | 'unchanged'; readonly draft: Draft }
  | { readonly kind: 'refused'; readonly reason: string; readonly draft: Draft | null };

interface Held {
  readonly draft: Draft;
  readonly card: ClientCard;
  readonly product: OfferedProduct | null;
  readonly aim: Aim;
}

const gone = '没有找到这份草稿，请重新起草。';

/** A draft with the client's facts of today; a client who left the employee's book is not found. */
async function hold(
  { employeeId, draftId, occasion }: DraftRef,
  parts: DraftingParts,
): Promise<Held | { readonly kind: 'refused'; readonly reason: string; readonly draft: null }> {
  const refused = (reason: string) => ({ kind: 'refused', reason, draft: null }) as const;
  const draft = await parts.drafts.find(employeeId, draftId);
  if (draft === null) return refused(gone);
  const reader = await parts.book.for({ employeeId }, occasion);
  const card = await reader.card(draft.clientId);
  if (card === null) return refused(notFound);
  const product = draft.productId === null ? null : await parts.products.product(draft.productId);
  const { purpose, channel, note, clientId } = draft;
  const request = { employeeId, client: clientId, purpose, channel, note };
  return { draft, card, product, aim: await aimOf(request, card, product, parts) };
}

export interface DraftRef {
  readonly employeeId: string;
  readonly draftId: string;
  readonly occasion?: Occasion;
}

function approvalHindrance({ draft }: Held, demo: boolean, parts: DraftingParts): string | null {
  if (!isMarketing(draft.purpose)) return null;
  const skeleton = parts.skeletons.find(({ id }) => id === draft.skeletonId);
  if (skeleton?.version !== draft.skeletonVersion || !skeleton.approval)
    return '写这条用的营销模板已经改过，请重新起草。';
  const { approval } = skeleton;
  if (approval === '示例')
    return demo ? null : '这是示例模板，没有消保审查号，不能采用；请合规先审模板。';
  const today = formatDay(parts.now().day);
  return approval.until < today || approval.on > today
    ? `模板的审查号 ${approval.number} 不在有效期内，不能采用。`
    : null;
}

async function productHindrance(
  { draft, product, aim }: Held,
  parts: DraftingParts,
): Promise<string | null> {
  if (draft.productId === null) return null;
  if (product === null) return '产品表里已经没有这个产品，不能采用。';
  const { assessment, senior } = aim.facts.situation;
  const client = { level: aim.facts.level, assessment, senior };
  const unfit = shelfHindrance(product, parts.now().day) ?? suitabilityHindrance(product, client);
  if (unfit !== null) return unfit;
  const licence = licenceFor(product.kind);
  const own = licence === null ? [] : await parts.products.licencesOf(draft.employeeId);
  return licence !== null && !own.includes(licence)
    ? '您没有登记这类产品的销售资格，不能采用；请有资格的同事联系。'
    : null;
}

async function marketingHindrance(held: Held, parts: DraftingParts): Promise<string | null> {
  const { draft, aim } = held;
  const today = parts.now().day;
  if (!isMarketing(draft.purpose)) return null;
  if (aim.facts.situation.complaint === 'open' && parts.limits.marketing.with_open_complaint === 0)
    return '客户有未结的投诉，营销一律先停，不能采用。';
  const unfit = await productHindrance(held, parts);
  if (unfit !== null) return unfit;
  const touches = await parts.drafts.marketingSince(draft.clientId, today - 30);
  const others = touches.filter(({ draftId }) => draftId !== draft.draftId);
  return capHindrance(draft.channel, others, today, parts.limits);
}

/** All that stands against approving a draft now, beside its words; null: nothing. */
async function hindranceOf(held: Held, parts: DraftingParts): Promise<string | null> {
  const { draft, card } = held;
  const { origin } = await parts.book.standing();
  return (
    clientHindrance(card, draft.purpose, draft.channel, parts.now().day) ??
    approvalHindrance(held, origin === 'demo', parts) ??
    (await marketingHindrance(held, parts)) ??
    hourHindrance(draft.channel, parts.now(), parts.limits)
  );
}

function faultOf({ findings }: Judged): string | null {
  const fault = findings.find(({ severity }) => severity !== 'warn');
  return fault ? `按今天的情况规则检查没有通过：${fault.title}。${fault.suggestion}` : null;
}

const deeds: Readonly<Record<DraftAction['kind'], DraftDeed>> = {
  edit: 'edited',
  approve: 'approved',
  'record-sent': 'sent-recorded',
  discard: 'discarded',
};

async function take(
  draft: Draft,
  action: DraftAction,
  more: Partial<Pick<Draft, 'text' | 'check' | 'variants'>>,
  parts: DraftingParts,
): Promise<Changed> {
  const { iso } = parts.now();
  const step = takeDraftAction(draft.state, action, Date.parse(iso));
  if (step.kind === 'refused') {
    if (action.kind === 'approve') await parts.drafts.logRefusal(draft, step.reason, iso);
    return { kind: 'refused', reason: step.reason, draft };
  }
  if (step.kind === 'unchanged') return { kind: 'unchanged', draft };
  const next = { ...draft, ...more, state: step.state };
  const done = await parts.drafts.change(next, deeds[action.kind], iso);
  return done
    ? { kind: 'changed', draft: { ...next, revision: draft.revision + 1 } }
    : { kind: 'refused', reason: '这份草稿刚在别处改过，请看过新的再操作。', draft };
}

/** The manager's own approval of exactly the text shown, by the facts of this moment. */
export async function approveDraft(
  ref: DraftRef & { readonly textHash: string },
  parts: DraftingParts,
): Promise<Changed> {
  const held = await hold(ref, parts);
  if ('kind' in held) return held;
  const { draft, aim } = held;
  const check = judgeText(draft.text, aim, parts);
  const textHash = parts.hashOf(draft.text);
  const checked = { textHash, verdict: check.verdict, ruleSet: check.ruleSet };
  const hindrance = (await hindranceOf(held, parts)) ?? faultOf(check);
  const action = { kind: 'approve', textHash: ref.textHash, checked, hindrance } as const;
  return take(draft, action, { check }, parts);
}

/** Another text in place of the draft's, checked; marketing keeps the words that were reviewed. */
export async function editDraft(
  ref: DraftRef & { readonly text: string; readonly variants?: readonly string[] },
  parts: DraftingParts,
): Promise<Changed> {
  const held = await hold(ref, parts);
  if ('kind' in held) return held;
  const { draft, aim } = held;
  const own = [draft.text, draft.shorter, ...draft.variants].includes(ref.text);
  if (isMarketing(draft.purpose) && !own) {
    const reason = '营销文字只能填审过的空格，不能改字；可以换一个模板，或换渠道。';
    return { kind: 'refused', reason, draft };
  }
  const check = judgeText(ref.text, aim, parts);
  const checked = {
    textHash: parts.hashOf(ref.text),
    verdict: check.verdict,
    ruleSet: check.ruleSet,
  };
  const variants = ref.variants ?? draft.variants;
  return take(draft, { kind: 'edit', checked }, { text: ref.text, check, variants }, parts);
}

/** The manager says that the approved text has gone out. */
export async function recordSent(ref: DraftRef, parts: DraftingParts): Promise<Changed> {
  const draft = await parts.drafts.find(ref.employeeId, ref.draftId);
  if (draft === null) return { kind: 'refused', reason: gone, draft: null };
  return take(draft, { kind: 'record-sent', textHash: draft.state.textHash }, {}, parts);
}

export async function discardDraft(ref: DraftRef, parts: DraftingParts): Promise<Changed> {
  const draft = await parts.drafts.find(ref.employeeId, ref.draftId);
  if (draft === null) return { kind: 'refused', reason: gone, draft: null };
  return take(draft, { kind: 'discard' }, {}, parts);
}

/** A draft as it stands now, by the clock. */
export function current(draft: Draft, parts: DraftingParts): Draft {
  return { ...draft, state: asOf(draft.state, Date.parse(parts.now().iso)) };
}
