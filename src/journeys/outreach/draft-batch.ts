import type { OutreachChannel } from '../../domain/clients/client.ts';
import type { ClientFilter } from '../../domain/clients/client-filter.ts';
import { parseFilter } from '../../domain/clients/parse-filter.ts';
import type { Answer } from '../../domain/conversation/answer.ts';
import { type BatchWish, purposeOfList } from '../../domain/outreach/batch-words.ts';
import { draftChannelIn, wishIn } from '../../domain/outreach/draft-words.ts';
import { type Purpose, purposeIn, purposeNames } from '../../domain/outreach/purpose.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { ask, clarifyDraft, draftChannelNames } from './answer-draft.ts';
import { type Drafted, draftMessage } from './draft-message.ts';
import { type Run, shownInRun } from './draft-run.ts';
import type { DraftingParts } from './drafting-parts.ts';

/** More at once nobody reads with care. */
const mostDrafts = 30;

/** The list of the answer before this one. */
function shownList({ earlier }: TaskRequest): ClientFilter | null {
  const open = earlier.at(-1)?.answer?.topic?.task;
  if (open?.intent !== 'clients') return null;
  return (open.state as { filter?: ClientFilter }).filter ?? null;
}

const noMass =
  '归巢不群发：一条一样的话发给所有人，客户会当成垃圾短信，授权和适当性也要逐位看。可以按名单逐位起草，一次最多 30 条，例如：给这个月到期的都写条短信。';

const withoutList =
  '没有找到要写的名单。请先列名单（例如：这个月到期的客户），再说“给这些客户各写一条”；或者直接说“给这个月到期的都写条短信”。';

function listFor(
  wish: Exclude<BatchWish, { kind: 'mass' }>,
  request: TaskRequest,
  parts: DraftingParts,
) {
  if (wish.kind === 'shown') {
    const filter = shownList(request);
    return filter === null ? clarifyDraft(withoutList) : filter;
  }
  const read = parseFilter(parts.index.normalise(wish.words), parts.now().day);
  if (read.filter.conditions.length > 0 && read.notUnderstood.length === 0) return read.filter;
  const missed = read.notUnderstood.map((words) => `“${words}”`).join('、');
  return clarifyDraft(
    `没看懂要写给哪些客户${missed === '' ? '' : `：${missed}`}。可以按到期、生日、测评、多久没联系来说，例如：给这个月到期的都写条短信。`,
  );
}

function whichPurpose(channel: OutreachChannel | null): Answer {
  const offered: readonly Purpose[] = ['maturity-reminder', 'care', 'birthday', 'reassessment'];
  const way = draftChannelNames[channel ?? 'wechat'];
  const actions = offered.map((purpose) =>
    ask(purposeNames[purpose], `给这些客户各写一条${purposeNames[purpose]}的${way}`),
  );
  return clarifyDraft('这些都是为了什么事？点一个，我就逐个起草。', actions);
}

function refusalOf(drafted: Exclude<Drafted, { kind: 'drafted' }>): string {
  switch (drafted.kind) {
    case 'refused':
      return drafted.reason;
    case 'several-clients':
      return '有不止一位对得上。';
    case 'which-product':
      return '产品介绍要逐位选产品，请单独起草。';
  }
}

interface Wanted {
  readonly filter: ClientFilter;
  readonly purpose: Purpose;
  readonly channel: OutreachChannel | null;
}

async function writeAll(
  { filter, purpose, channel }: Wanted,
  { employeeId, turnId, text }: TaskRequest,
  parts: DraftingParts,
): Promise<{ readonly run: Run; readonly total: number }> {
  const occasion = { turnId };
  const reader = await parts.book.for({ employeeId }, occasion);
  const due = filter.conditions.some(({ kind }) => kind === 'due');
  const sort = filter.sort ?? (due ? 'due' : 'aum');
  const limit = Math.min(filter.limit ?? mostDrafts, mostDrafts);
  const { total, clients } = await reader.list({ ...filter, sort, limit, offset: 0 });
  const drafts: Run['drafts'][number][] = [];
  const left: Run['left'][number][] = [];
  for (const { clientId, name } of clients) {
    const preferred = (await reader.card(clientId))?.client.preferredChannel ?? 'wechat';
    const request = { employeeId, client: clientId, purpose, channel: channel ?? preferred };
    const drafted = await draftMessage({ ...request, note: wishIn(text), occasion }, parts);
    if (drafted.kind === 'drafted') drafts.push({ draftId: drafted.draft.draftId, name });
    else left.push({ name, reason: refusalOf(drafted) });
  }
  return { run: { drafts, at: 0, left }, total };
}

function nothingWritten({ left }: Run): Answer {
  if (left.length === 0) return clarifyDraft('名单里一位客户也没有，所以没有起草。');
  const lines = left.slice(0, mostDrafts).map(({ name, reason }) => `${name}：${reason}`);
  return clarifyDraft(`这些客户一条也写不了：\n${lines.join('\n')}`);
}

/** A text to each client of a list, at most thirty; the first is shown, the others follow one by one. */
export async function draftBatch(
  wish: BatchWish,
  request: TaskRequest,
  parts: DraftingParts,
): Promise<Answer> {
  if (wish.kind === 'mass') return clarifyDraft(noMass);
  const listed = listFor(wish, request, parts);
  if ('kind' in listed) return listed;
  const channel = draftChannelIn(request.text);
  const purpose = purposeIn(parts.index.normalise(request.text)) ?? purposeOfList(listed);
  if (purpose === null) return whichPurpose(channel);
  const { run, total } = await writeAll({ filter: listed, purpose, channel }, request, parts);
  const draft = await parts.drafts.find(request.employeeId, run.drafts[0]?.draftId ?? '');
  if (draft === null) return nothingWritten(run);
  const more =
    total > mostDrafts
      ? `名单有 ${total} 位，一次最多 ${mostDrafts} 条，先写前 ${mostDrafts} 位。`
      : '';
  const left = run.left.length > 0 ? `${run.left.length} 位没写，原因在“展开全部”里。` : '';
  const said = `${more}写好 ${run.drafts.length} 条，逐条看：采用、跳过或改。${left}`;
  return shownInRun(run, draft, said);
}
