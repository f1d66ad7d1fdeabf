import type { OutreachChannel } from '../../domain/clients/client.ts';
import type { ProductKind } from '../../domain/clients/product.ts';
import type { Answer } from '../../domain/conversation/answer.ts';
import { batchIn } from '../../domain/outreach/batch-words.ts';
import { draftChannelIn, wishIn } from '../../domain/outreach/draft-words.ts';
import type { OfferedProduct } from '../../domain/outreach/offered-product.ts';
import { purposeIn, purposeNames, purposes } from '../../domain/outreach/purpose.ts';
import { asksForDesk, asksForReview, draftNumberIn } from '../../domain/outreach/review-words.ts';
import type { Task, TaskRequest } from '../conversation/task.ts';
import { answerDraft, ask, clarifyDraft, draftChannelNames, type Wanted } from './answer-draft.ts';
import { clientWordsIn } from './client-word.ts';
import { draftBatch } from './draft-batch.ts';
import { answerDesk, answerOneDraft } from './draft-desk.ts';
import { type Drafted, type DraftRequest, draftMessage } from './draft-message.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { followDraft } from './follow-draft.ts';
import { findClient } from './outreach-client.ts';
import { answerReview } from './review-drafts.ts';

const kinds: readonly (readonly [ProductKind, RegExp])[] = [
  ['wealth', /理财/],
  ['fund', /基金/],
  ['insurance', /保险|年金|寿险/],
  ['gold', /黄金|积存/],
  ['bond', /国债/],
  ['card', /信用卡/],
  ['loan', /贷/],
];

/** The one product on the shelf that a message names by id or name, or by kind and level together. */
function productIn(text: string, shelf: readonly OfferedProduct[]): OfferedProduct | null {
  const named = shelf.filter(
    ({ productId, name }) => text.includes(productId) || text.includes(name),
  );
  if (named.length > 0) return named[0] ?? null;
  const level = /r([1-5])/i.exec(text)?.[1];
  if (level === undefined) return null;
  const kind = /基金/.test(text) ? 'fund' : /理财/.test(text) ? 'wealth' : null;
  const fitting = shelf.filter((one) => one.risk === `R${level}` && one.kind === kind);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Of the products to choose from those that the message speaks of, where it speaks of any. */
function narrowed(drafted: Drafted, text: string): Drafted {
  if (drafted.kind !== 'which-product') return drafted;
  const level = /r([1-5])/i.exec(text)?.[1];
  const kind = kinds.find(([, words]) => words.test(text))?.[0];
  const products = drafted.products.filter(
    (one) =>
      (level === undefined || one.risk === `R${level}`) &&
      (kind === undefined || one.kind === kind),
  );
  return products.length === 0 ? drafted : { ...drafted, products };
}

async function requestFrom(
  { text, employeeId, turnId }: TaskRequest,
  client: string,
  { purpose, channel }: Wanted,
  parts: DraftingParts,
): Promise<DraftRequest> {
  const shelf =
    purpose === 'product-introduction' ? await parts.products.onSale(parts.now().day) : [];
  const event =
    purpose === 'event-invitation' ? (/[:：]\s*(.{4,})$/u.exec(text)?.[1] ?? null) : null;
  return {
    employeeId,
    client,
    purpose,
    channel,
    productId: productIn(text, shelf)?.productId ?? null,
    note: event ?? wishIn(text),
    occasion: { turnId },
  };
}

interface Pointed {
  readonly word: string;
  /** The channel that the client likes best, where one is recorded. */
  readonly preferred: OutreachChannel | null;
}

/** The word that points at a client of the employee's book; the first guess where none does. */
async function clientOf(
  { text, employeeId, clientId, turnId }: TaskRequest,
  { book, index }: DraftingParts,
): Promise<Pointed | null> {
  const words = clientWordsIn(text, index.normalise(text));
  const reader = await book.for({ employeeId }, { turnId });
  for (const word of words) {
    const found = await findClient(reader, word);
    if (found.kind === 'several') return { word, preferred: null };
    if (found.kind === 'found') return { word, preferred: found.card.client.preferredChannel };
  }
  const word = clientId ?? words[0];
  return word === undefined ? null : { word, preferred: null };
}

async function draftOne(request: TaskRequest, parts: DraftingParts): Promise<Answer> {
  const pointed = await clientOf(request, parts);
  if (!pointed)
    return clarifyDraft('写给哪一位？请带上姓名或客户号，例如：给王建国写条到期提醒的短信。');
  const { word: client, preferred } = pointed;
  const rest = parts.index.normalise(request.text).replaceAll(client.toLowerCase(), '');
  const purpose = purposeIn(rest);
  const channel = draftChannelIn(rest) ?? preferred ?? 'wechat';
  if (purpose === null) {
    const actions = purposes
      .slice(0, 8)
      .map((one) =>
        ask(
          purposeNames[one],
          `给${client}写条${purposeNames[one]}的${draftChannelNames[channel]}`,
        ),
      );
    return clarifyDraft('这条是为了什么事？点一个，我就按它起草。', actions);
  }
  const wanted = { purpose, channel };
  const drafted = await draftMessage(await requestFrom(request, client, wanted, parts), parts);
  return answerDraft(narrowed(drafted, rest), wanted);
}

/** Set phrases that mean drafts and nothing else, whatever else the words might be read as. */
function isCommand(text: string): boolean {
  return (
    asksForReview(text) ||
    asksForDesk(text) ||
    draftNumberIn(text) !== null ||
    batchIn(text) !== null
  );
}

async function answerCommand(request: TaskRequest, parts: DraftingParts): Promise<Answer | null> {
  const { text } = request;
  if (asksForReview(text)) return answerReview(request, parts);
  if (asksForDesk(text)) return answerDesk(request, parts);
  const number = draftNumberIn(text);
  if (number !== null) return answerOneDraft(number, request, parts);
  const batch = batchIn(text);
  return batch === null ? null : draftBatch(batch, request, parts);
}

/** 「给王建国写条定存到期的短信」 → a checked draft; short messages after it change, approve or drop it. */
export function draftTask(open: (request: TaskRequest) => Promise<DraftingParts>): Task {
  return {
    run: async (request) => {
      const parts = await open(request);
      return (await answerCommand(request, parts)) ?? draftOne(request, parts);
    },
    commands: ({ text }) => isCommand(text),
    follow: async (request, state) => followDraft(request, state, open),
  };
}
