import { formatDay } from '../../domain/calendar/day.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { type Hindrance, hindrance } from '../../domain/outreach/hindrance.ts';
import type { Judged } from '../../domain/outreach/judged.ts';
import {
  licenceFor,
  type OfferedProduct,
  shelfHindrance,
  suitabilityHindrance,
} from '../../domain/outreach/offered-product.ts';
import { capHindrance, hourHindrance } from '../../domain/outreach/outreach-limits.ts';
import { isMarketing } from '../../domain/outreach/purpose.ts';
import type { Aim } from './compose-draft.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { clientHindrance } from './outreach-client.ts';

/** A draft with the client's facts of today. */
export interface Held {
  readonly draft: Draft;
  readonly card: ClientCard;
  readonly product: OfferedProduct | null;
  readonly aim: Aim;
}

function templateFault({ draft }: Held, demo: boolean, parts: DraftingParts): string | null {
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

async function templateHindrance(held: Held, parts: DraftingParts): Promise<Hindrance | null> {
  if (!isMarketing(held.draft.purpose)) return null;
  const { origin } = await parts.book.standing();
  const fault = templateFault(held, origin === 'demo', parts);
  return fault === null ? null : hindrance('OT-06', fault);
}

async function productHindrance(
  { draft, product, aim }: Held,
  parts: DraftingParts,
): Promise<Hindrance | null> {
  if (draft.productId === null) return null;
  if (product === null) return hindrance('OT-08', '产品表里已经没有这个产品，不能采用。');
  const { level, age, situation } = aim.facts;
  const client = { level, age, assessment: situation.assessment };
  const unfit = shelfHindrance(product, parts.now().day) ?? suitabilityHindrance(product, client);
  if (unfit !== null) return unfit;
  const licence = licenceFor(product.kind);
  const own = licence === null ? [] : await parts.products.licencesOf(draft.employeeId);
  return licence !== null && !own.includes(licence)
    ? hindrance('OT-07', '您没有登记这类产品的销售资格，不能采用；请有资格的同事联系。')
    : null;
}

async function marketingHindrance(held: Held, parts: DraftingParts): Promise<Hindrance | null> {
  const { draft, aim } = held;
  const today = parts.now().day;
  if (!isMarketing(draft.purpose)) return null;
  if (aim.facts.situation.complaint === 'open' && parts.limits.marketing.with_open_complaint === 0)
    return hindrance('OT-05', '客户有未结的投诉，营销一律先停，不能采用。');
  const unfit = await productHindrance(held, parts);
  if (unfit !== null) return unfit;
  const touches = await parts.drafts.marketingSince(draft.clientId, today - 30);
  const others = touches.filter(({ draftId }) => draftId !== draft.draftId);
  return capHindrance(draft.channel, others, today, parts.limits);
}

/**
 * All that stands against approving a draft now, beside its words; null: nothing. The hour counts for
 * the manager, who goes on to send it, not for the supervisor, who looks when there is time to.
 */
export async function approvalHindrance(
  held: Held,
  by: 'manager' | 'supervisor',
  parts: DraftingParts,
): Promise<Hindrance | null> {
  const { draft, card } = held;
  const now = parts.now();
  return (
    clientHindrance(card, draft.purpose, draft.channel, now.day) ??
    (await templateHindrance(held, parts)) ??
    (await marketingHindrance(held, parts)) ??
    (by === 'manager' ? hourHindrance(draft.channel, now, parts.limits) : null)
  );
}

/** The first finding that stands against approving, as a sentence. */
export function wordsHindrance({ findings }: Judged): Hindrance | null {
  const fault = findings.find(({ severity }) => severity !== 'warn');
  if (!fault) return null;
  const reason = `按今天的情况规则检查没有通过：${fault.title}。${fault.suggestion}`;
  return { rule: fault.rule, reason };
}

/** The ids of the rules that a text breaks. */
export function rulesBroken({ findings }: Judged): string[] {
  const broken = findings.filter(({ severity }) => severity !== 'warn').map(({ rule }) => rule);
  return [...new Set(broken)];
}
