import type { ClientSummary, OutreachChannel } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { type Hindrance, hindrance } from '../../domain/outreach/hindrance.ts';
import {
  needsSupervisor,
  type OfferedProduct,
  shelfHindrance,
  suitabilityHindrance,
} from '../../domain/outreach/offered-product.ts';
import { type OutreachFacts, outreachFacts } from '../../domain/outreach/outreach-facts.ts';
import { isMarketing, type Purpose } from '../../domain/outreach/purpose.ts';
import { supervisorReasons } from '../../domain/outreach/supervision.ts';
import type { Occasion } from '../../ports/client-book.ts';
import { rulesBroken } from './approval-hindrance.ts';
import { type Aim, type Composed, composeTexts, usable } from './compose-draft.ts';
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
  | {
      readonly kind: 'refused';
      readonly reason: string;
      /** Of the log; null where nobody of the own book was meant. */
      readonly rule: string | null;
      readonly card: ClientCard | null;
    }
  | { readonly kind: 'several-clients'; readonly clients: readonly ClientSummary[] }
  /** A product has to be named; these suit the client. */
  | {
      readonly kind: 'which-product';
      readonly products: readonly OfferedProduct[];
      readonly card: ClientCard;
    };

/** A longer text belongs on another channel. */
export const mostSegments = 3;
const longestLogged = 500;

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
  const { level, age, situation } = plain.facts;
  const client = { level, age, assessment: situation.assessment };
  const refused = (against: Hindrance): Chosen => ({ kind: 'refused', ...against, card });
  if (!productId) {
    if (purpose !== 'product-introduction') return { kind: 'product', product: null };
    const offered = await parts.products.onSale(today);
    const products = offered.filter(
      (one) =>
        shelfHindrance(one, today) === null &&
        suitabilityHindrance(one, client) === null &&
        !needsSupervisor(one, age),
    );
    return { kind: 'which-product', products, card };
  }
  const product = await parts.products.product(productId);
  if (product === null)
    return refused(hindrance('OT-08', `产品表里没有 ${productId.slice(0, 30)}，请核对产品号。`));
  if (!isMarketing(purpose)) {
    const reason = '写了产品就是营销：服务类的目的不能带产品，请改用产品介绍，或去掉产品。';
    return { kind: 'refused', rule: 'SV-01', reason, card };
  }
  const why = shelfHindrance(product, today) ?? suitabilityHindrance(product, client);
  return why === null ? { kind: 'product', product } : refused(why);
}

/** How the client is called in texts and in what people say of them. */
function namesOf({ card, facts }: Aim): string[] {
  const { name, salutation } = card.client;
  return [name, facts.slots.称呼 ?? '', salutation ?? ''].filter((word) => word !== '');
}

function kept(
  request: DraftRequest,
  aim: Aim,
  texts: readonly [Composed, ...Composed[]],
  remarks: readonly string[],
  parts: DraftingParts,
): Draft {
  const [best] = texts;
  const { day, iso } = parts.now();
  const { skeleton, text, check } = best;
  const variants = texts.slice(1, 3).filter((one) => usable(one.check));
  const reasons = supervisorReasons(check, aim.card, day);
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
    variants: variants.map((one) => one.text),
    shorter: best.shorter === null || best.shorter.text === text ? null : best.shorter.text,
    wordings: [best, ...variants].flatMap(({ wording, shorter }) =>
      [wording, shorter].filter((one) => one !== null),
    ),
    calledNames: namesOf(aim),
    remarks,
    timing: timingOf(request.channel, parts),
    skeletonId: skeleton.id,
    skeletonVersion: skeleton.version,
    draftedOn: day,
    mode: 'offline',
    supervision:
      reasons.length === 0 ? null : { reasons, state: 'needed', by: null, at: null, note: null },
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
  if (wish.kind === 'unclear' && !isMarketing(purpose))
    return { kind: 'refused', reason: wish.reason, rule: 'OT-09' } as const;
  return isMarketing(purpose) || wish.kind === 'unclear' ? ({ kind: 'none' } as const) : wish;
}

/** What the texts that came out can't be used for; null: the first one can. */
function composedHindrance(texts: readonly Composed[], sentence: string | null): Hindrance | null {
  const [best] = texts;
  if (best === undefined)
    return hindrance('OT-09', '模板里没有合这位客户情况的，这条写不了；可以换个渠道。');
  if ((best.check.sms?.segments ?? 0) > mostSegments)
    return hindrance('OT-10', '加了这句，短信超过 3 条，放不下；请写短一点，或者改发企业微信。');
  if (sentence === null || usable(best.check)) return null;
  const [finding] = best.check.findings.filter(({ severity }) => severity !== 'warn');
  const reason = `这句加不进去：${finding?.title ?? ''}。${finding?.reason ?? ''}`;
  return { rule: finding?.rule ?? 'OT-10', reason };
}

async function write(request: DraftRequest, aim: Aim, parts: DraftingParts): Promise<Drafted> {
  const { card } = aim;
  const refused = (against: Hindrance): Drafted => ({ kind: 'refused', ...against, card });
  const missing = missingFact(request.purpose, aim.facts);
  if (missing !== null) return refused(hindrance('OT-09', missing));
  const wish = sentenceOf(request, parts);
  if (wish.kind === 'refused') return refused(wish);
  const sentence = wish.kind === 'sentence' ? wish.sentence : null;
  const texts = composeTexts(aim, sentence, parts);
  const against = composedHindrance(texts, sentence);
  const [best] = texts;
  if (against !== null || best === undefined)
    return refused(against ?? hindrance('OT-09', '这条写不了。'));
  const remarks = await draftRemarks(request, aim, best, parts);
  const draft = kept(request, aim, [best, ...texts.slice(1)], remarks, parts);
  const { iso: at } = parts.now();
  const rules = rulesBroken(draft.check);
  await parts.drafts.add(draft, { deed: 'drafted', at, by: request.employeeId, rules });
  return { kind: 'drafted', draft, card };
}

/** As `draftMessage`, for what nobody has asked for: where it may not be written nothing is logged. */
export async function attemptDraft(request: DraftRequest, parts: DraftingParts): Promise<Drafted> {
  const { employeeId, client, purpose, channel, occasion } = request;
  const reader = await parts.book.for({ employeeId }, occasion);
  const found = await findClient(reader, client);
  if (found.kind === 'several') return { kind: 'several-clients', clients: found.clients };
  if (found.kind === 'not-found')
    return { kind: 'refused', rule: null, reason: notFound, card: null };
  const { card } = found;
  const against = clientHindrance(card, purpose, channel, parts.now().day);
  if (against !== null) return { kind: 'refused', ...against, card };
  const plain = await aimOf(request, card, null, parts);
  const chosen = await chooseProduct(request, card, plain, parts);
  if (chosen.kind !== 'product') return chosen;
  const { product } = chosen;
  const aim = product ? await aimOf(request, card, product, parts) : plain;
  return write(request, aim, parts);
}

/** What was asked for and not written goes into the log too, for the asker and compliance. */
async function logDeclined(
  { employeeId, channel, purpose, note }: DraftRequest,
  { rule, reason, card }: Extract<Drafted, { kind: 'refused' }>,
  parts: DraftingParts,
): Promise<void> {
  if (card === null || rule === null) return;
  const { clientId, name, salutation } = card.client;
  await parts.drafts.logDeclined({
    draftId: parts.newId(),
    employeeId,
    clientId,
    channel,
    purpose,
    note: note?.slice(0, longestLogged) ?? null,
    reason,
    rules: [rule],
    ruleSet: parts.compliance.ruleSet,
    calledNames: [name, salutation ?? ''].filter((word) => word !== ''),
    at: parts.now().iso,
  });
}

/** A text to one of the employee's own clients, checked and kept; or why there is none. */
export async function draftMessage(request: DraftRequest, parts: DraftingParts): Promise<Drafted> {
  const drafted = await attemptDraft(request, parts);
  if (drafted.kind === 'refused') await logDeclined(request, drafted, parts);
  return drafted;
}
