import type { ClientSummary, OutreachChannel } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import {
  type OfferedProduct,
  shelfHindrance,
  suitabilityHindrance,
} from '../../domain/outreach/offered-product.ts';
import { type OutreachFacts, outreachFacts } from '../../domain/outreach/outreach-facts.ts';
import { isMarketing, type Purpose } from '../../domain/outreach/purpose.ts';
import type { Occasion } from '../../ports/client-book.ts';
import { type Aim, type Composed, composeTexts } from './compose-draft.ts';
import { draftEvidence } from './draft-evidence.ts';
import { draftRemarks, timingOf } from './draft-remarks.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { clientHindrance, findClient, notFound } from './outreach-client.ts';
import { readWish } from './read-wish.ts';

export interface DraftRequest {
  readonly employeeId: string;
  /** An id, a name or another word that points at the client. */
  readonly client: string;
  readonly purpose: Purpose;
  readonly channel: OutreachChannel;
  readonly productId?: string | null;
  /** A wish in words; of an invitation what, when and where. */
  readonly note?: string | null;
  readonly occasion?: Occasion;
}

export type Drafted =
  | { readonly kind: 'drafted'; readonly draft: Draft; readonly card: ClientCard }
  | { readonly kind: 'refused'; readonly reason: string; readonly card: ClientCard | null }
  | { readonly kind: 'several-clients'; readonly clients: readonly ClientSummary[] }
  /** A product has to be named; these suit the client. */
  | {
      readonly kind: 'which-product';
      readonly products: readonly OfferedProduct[];
      readonly card: ClientCard;
    };

const mostSegments = 3;

/** What an employee may write of a client today, with the product and the event told. */
export async function aimOf(
  { employeeId, purpose, channel, note }: DraftRequest,
  card: ClientCard,
  product: OfferedProduct | null,
  { book, sender, now }: DraftingParts,
): Promise<Aim> {
  const employee = await book.employee(employeeId);
  const speaker = { ...sender, branch: card.branchName, name: employee?.name ?? '', employeeId };
  const event = purpose === 'event-invitation' ? (note ?? null) : null;
  const facts = outreachFacts(card, now().day, speaker, { channel, product, event });
  return { card, facts, purpose, channel, product };
}

/** What the purpose needs to know of the client and the book does not tell; null: nothing. */
function missingFact(purpose: Purpose, { due, situation }: OutreachFacts): string | null {
  if (purpose === 'maturity-reminder' && due === null)
    return '这位客户名下没有找到还没到期的定期或有到期日的持有，到期提醒写不了。';
  if (purpose === 'complaint-follow-up' && situation.complaint === null)
    return '这位客户没有未结的投诉，近 30 天也没有办结的，投诉回访写不了。';
  return null;
}

type Chosen =
  | { readonly kind: 'product'; readonly product: OfferedProduct | null }
  | Exclude<Drafted, { kind: 'drafted' }>;

async function chooseProduct(
  { purpose, productId }: DraftRequest,
  card: ClientCard,
  plain: Aim,
  parts: DraftingParts,
): Promise<Chosen> {
  const today = parts.now().day;
  const { assessment, senior } = plain.facts.situation;
  const client = { level: plain.facts.level, assessment, senior };
  const refused = (reason: string): Chosen => ({ kind: 'refused', reason, card });
  if (!productId) {
    if (purpose !== 'product-introduction') return { kind: 'product', product: null };
    const offered = await parts.products.onSale(today);
    const products = offered.filter(
      (one) => shelfHindrance(one, today) === null && suitabilityHindrance(one, client) === null,
    );
    return { kind: 'which-product', products, card };
  }
  const product = await parts.products.product(productId);
  if (product === null) return refused(`产品表里没有 ${productId.slice(0, 30)}，请核对产品号。`);
  if (!isMarketing(purpose))
    return refused('写了产品就是营销：服务类的目的不能带产品，请改用产品介绍，或去掉产品。');
  const why = shelfHindrance(product, today) ?? suitabilityHindrance(product, client);
  return why === null ? { kind: 'product', product } : refused(why);
}

function kept(
  request: DraftRequest,
  aim: Aim,
  texts: readonly Composed[],
  remarks: readonly string[],
  parts: DraftingParts,
): Draft | null {
  const [best] = texts;
  if (best === undefined) return null;
  const { day, iso } = parts.now();
  const { skeleton, text, check } = best;
  const textHash = parts.hashOf(text);
  const checked = { textHash, verdict: check.verdict, ruleSet: check.ruleSet };
  return {
    draftId: parts.newId(),
    employeeId: request.employeeId,
    clientId: aim.card.client.clientId,
    channel: request.channel,
    purpose: request.purpose,
    productId: aim.product?.productId ?? null,
    note: request.note ?? null,
    text,
    check,
    citations: draftEvidence(aim, skeleton.restsOn, parts.index),
    variants: texts
      .slice(1, 3)
      .filter((one) => one.check.verdict === 'clear')
      .map((one) => one.text),
    shorter: best.shorter === text ? null : best.shorter,
    remarks,
    timing: timingOf(request.channel, parts),
    skeletonId: skeleton.id,
    skeletonVersion: skeleton.version,
    draftedOn: day,
    mode: 'offline',
    state: {
      status: 'drafted',
      textHash,
      checked,
      approvedHash: null,
      changedAtMs: Date.parse(iso),
    },
    revision: 1,
  };
}

/** The wish as a sentence; an invitation's note fills its gap, other marketing takes nothing in. */
function sentenceOf({ purpose, note }: DraftRequest, parts: DraftingParts) {
  if (!note) return { kind: 'none' } as const;
  const wish = readWish(note, parts);
  if (wish.kind === 'refused') return wish;
  return isMarketing(purpose) ? ({ kind: 'none' } as const) : wish;
}

async function write(request: DraftRequest, aim: Aim, parts: DraftingParts): Promise<Drafted> {
  const { card } = aim;
  const refused = (reason: string): Drafted => ({ kind: 'refused', reason, card });
  const missing = missingFact(request.purpose, aim.facts);
  if (missing !== null) return refused(missing);
  const wish = sentenceOf(request, parts);
  if (wish.kind === 'refused') return refused(wish.reason);
  const sentence = wish.kind === 'sentence' ? wish.sentence : null;
  const texts = composeTexts(aim, sentence, parts);
  const [best] = texts;
  if (best === undefined) return refused('模板里没有合这位客户情况的，这条写不了；可以换个渠道。');
  if ((best.check.sms?.segments ?? 0) > mostSegments)
    return refused('加了这句，短信超过 3 条，放不下；请写短一点，或者改发企业微信。');
  const withheld = sentence !== null && best.check.verdict !== 'clear';
  if (withheld) {
    const [finding] = best.check.findings.filter(({ severity }) => severity !== 'warn');
    return refused(`这句加不进去：${finding?.title ?? ''}。${finding?.reason ?? ''}`);
  }
  const draft = kept(request, aim, texts, await draftRemarks(request, aim, best, parts), parts);
  if (draft === null) return refused('这条写不了。');
  await parts.drafts.add(draft, parts.now().iso);
  return { kind: 'drafted', draft, card };
}

/** A text to one of the employee's own clients, checked and kept; or why there is none. */
export async function draftMessage(request: DraftRequest, parts: DraftingParts): Promise<Drafted> {
  const { employeeId, client, purpose, channel, occasion } = request;
  const reader = await parts.book.for({ employeeId }, occasion);
  const found = await findClient(reader, client);
  if (found.kind === 'several') return { kind: 'several-clients', clients: found.clients };
  if (found.kind === 'not-found') return { kind: 'refused', reason: notFound, card: null };
  const { card } = found;
  const hindrance = clientHindrance(card, purpose, channel, parts.now().day);
  if (hindrance !== null) return { kind: 'refused', reason: hindrance, card };
  const plain = await aimOf(request, card, null, parts);
  const chosen = await chooseProduct(request, card, plain, parts);
  if (chosen.kind !== 'product') return chosen;
  const { product } = chosen;
  const aim = product ? await aimOf(request, card, product, parts) : plain;
  return write(request, aim, parts);
}
