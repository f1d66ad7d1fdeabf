import { formatDay } from '../../domain/calendar/day.ts';
import { textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { draftLifeMs } from '../../domain/outreach/draft-state.ts';
import { purposeNames } from '../../domain/outreach/purpose.ts';
import { smsCsv } from '../../domain/outreach/sms-export.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { ask, clarifyDraft, draftChannelNames, shownDraft } from './answer-draft.ts';
import { current } from './change-draft.ts';
import type { DraftingParts } from './drafting-parts.ts';

const mostShown = 20;

/** The employee's own drafts that are not finished, the newest first. */
export async function openDrafts(
  employeeId: string,
  parts: Pick<DraftingParts, 'drafts' | 'now'>,
): Promise<Draft[]> {
  const found = await parts.drafts.standing(
    [employeeId],
    ['drafted', 'submitted', 'approved'],
    mostShown * 2,
  );
  const nowMs = Date.parse(parts.now().iso);
  return found.filter(({ state }) => nowMs - state.changedAtMs <= draftLifeMs);
}

/** What the supervisor has decided and the manager has not acted on. */
export function decidedAmong(drafts: readonly Draft[]): Draft[] {
  return drafts.filter(
    ({ supervision, state }) =>
      (supervision?.state === 'returned' && state.status === 'drafted') ||
      (supervision?.state === 'approved' && state.status === 'approved'),
  );
}

function standingOf({ state, supervision }: Draft): string {
  if (state.status === 'submitted') return '等主管审';
  if (state.status === 'approved')
    return supervision === null ? '已采用，待发送' : '主管已同意，待发送';
  return supervision?.state === 'returned' ? `主管退回：${supervision.note ?? ''}` : '没有采用';
}

async function nameOf(clientId: string, reader: ClientReader): Promise<string> {
  const [client] = await reader.find({ kind: 'id', text: clientId });
  return client?.name ?? '（已不在您名下）';
}

async function rowsOf(drafts: readonly Draft[], reader: ClientReader): Promise<string[][]> {
  const rows: string[][] = [];
  for (const draft of drafts) {
    const { purpose, channel, state, clientId } = draft;
    const what = `${purposeNames[purpose]}·${draftChannelNames[channel]}`;
    const until = formatDay(Math.floor((state.changedAtMs + draftLifeMs) / 86_400_000)).slice(5);
    rows.push([await nameOf(clientId, reader), what, `${standingOf(draft)}（留到 ${until}）`]);
  }
  return rows;
}

/** 「我的草稿」: what is not finished, what the supervisor said, and the approved texts as a file. */
export async function answerDesk(
  { employeeId, turnId }: TaskRequest,
  parts: DraftingParts,
): Promise<Answer> {
  const open = await openDrafts(employeeId, parts);
  if (open.length === 0)
    return clarifyDraft('没有没用完的草稿。要写新的，说：给某某写条到期提醒的短信。');
  const reader = await parts.book.for({ employeeId }, { turnId });
  const decided = decidedAmong(open);
  const shown = [...decided, ...open.filter((one) => !decided.includes(one))].slice(0, mostShown);
  const rows = await rowsOf(shown, reader);
  const sms = open.filter(({ channel, state }) => channel === 'sms' && state.status === 'approved');
  const save = {
    label: `导出 ${sms.length} 条给短信平台`,
    do: 'save',
    name: 'sms.csv',
    content: smsCsv(sms),
  } as const;
  const looks = shown.slice(0, 6).map(({ draftId }, at) => {
    const [name = '', what = ''] = rows[at] ?? [];
    const same = rows.slice(0, at).filter((row) => row[0] === name && row[1] === what).length;
    const label = `看${name}的${what}${same === 0 ? '' : `（${same + 1}）`}`;
    return ask(label, `看草稿 ${draftId.slice(0, 8)}`);
  });
  const table = { kind: 'table', head: ['客户', '什么', '到哪一步'], rows } as const;
  const words = [
    `没用完的草稿 ${open.length} 条。`,
    ...(open.length > shown.length ? [`只列最近 ${shown.length} 条。`] : []),
    ...(decided.length > 0 ? [`主管审过 ${decided.length} 条，排在最前。`] : []),
  ].join('');
  return answerWith({
    kind: 'draft',
    intent: 'draft',
    card: {
      ...textCard(words),
      sections: [
        {
          label: null,
          note: null,
          parts: [{ kind: 'text', text: words }, table],
        },
      ],
      actions: [...looks, ...(sms.length > 0 ? [save] : [])],
    },
    data: { clientIds: shown.map(({ clientId }) => clientId) },
  });
}

/** 「看草稿 1a2b3c4d」 */
export async function answerOneDraft(
  number: string,
  { employeeId, turnId }: TaskRequest,
  parts: DraftingParts,
): Promise<Answer> {
  const open = await openDrafts(employeeId, parts);
  const draft = open.find(({ draftId }) => draftId.startsWith(number));
  const gone = '没有找到这份草稿：可能已经登记、弃用，或过了 3 天。说“我的草稿”看还有哪些。';
  if (draft === undefined) return clarifyDraft(gone);
  const reader = await parts.book.for({ employeeId }, { turnId });
  if ((await reader.card(draft.clientId)) === null)
    return clarifyDraft('这位客户已经不在您名下，这份草稿不能再用。');
  return shownDraft(current(draft, parts), { title: await nameOf(draft.clientId, reader) });
}
