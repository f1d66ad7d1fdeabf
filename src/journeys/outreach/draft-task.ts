import type { Answer } from '../../domain/conversation/answer.ts';
import { batchIn } from '../../domain/outreach/batch-words.ts';
import { draftChannelIn, wishIn } from '../../domain/outreach/draft-words.ts';
import { purposeIn, purposeNames, purposes } from '../../domain/outreach/purpose.ts';
import { asksForDesk, asksForReview, draftNumberIn } from '../../domain/outreach/review-words.ts';
import type { Task, TaskRequest } from '../conversation/task.ts';
import { answerDraft, ask, clarifyDraft, draftChannelNames, type Wanted } from './answer-draft.ts';
import { clientMeant } from './client-meant.ts';
import { declineDraft } from './decline-draft.ts';
import { draftBatch } from './draft-batch.ts';
import { answerDesk, answerOneDraft } from './draft-desk.ts';
import { type DraftRequest, draftMessage } from './draft-message.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { followDraft } from './follow-draft.ts';
import { narrowed, productIn, productNumberIn } from './product-words.ts';
import { answerReview } from './review-drafts.ts';

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
    productId: productIn(text, shelf)?.productId ?? productNumberIn(text),
    note: event ?? wishIn(text),
    occasion: { turnId },
  };
}

async function draftOne(request: TaskRequest, parts: DraftingParts): Promise<Answer> {
  const meant = await clientMeant(request, parts);
  if (meant.kind === 'answer') return meant.answer;
  const { word: client, said, preferred } = meant;
  const asked = parts.index.normalise(request.text);
  // What is to be mentioned beside does not tell what the message is for.
  const rest = asked.replace(wishIn(asked) ?? '', '').replaceAll(said.toLowerCase(), '');
  const purpose =
    purposeIn(rest) ??
    purposeIn(asked.replaceAll(said.toLowerCase(), '')) ??
    (productNumberIn(request.text) === null ? null : 'product-introduction');
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
    /(?:给|跟|向|对).{1,12}(?:推|介绍|讲).{0,8}[Pp]\d{3,}/.test(text) ||
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
    declines: async (request, refusal) => declineDraft(request, refusal, open),
    follow: async (request, state) => followDraft(request, state, open),
  };
}
