import type { Day } from '../../domain/calendar/day.ts';
import type { Action, Section } from '../../domain/card/card.ts';
import type { ClientFilter } from '../../domain/clients/client-filter.ts';
import { moneyWords } from '../../domain/clients/client-words.ts';
import { chipsOf, chipsOfCondition } from '../../domain/clients/filter-chip.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { taskTopic } from '../../domain/conversation/topic.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import { type Due, dueRow, plainRow, type Row } from './list-rows.ts';
import { asData } from './record-marks.ts';

export const rowsShown = 10;
// The ids of longer lists are not given: what is told of a list is logged client by client.
const mostTold = 1000;

export interface ListState {
  readonly filter: ClientFilter;
  readonly offset: number;
  readonly notUnderstood: readonly string[];
  /** Of a list of names: who is nobody's client, or somebody else's. */
  readonly notFound?: readonly string[];
}

function actionsFor({ filter, offset }: ListState, total: number, today: Day): Action[] {
  const ask = (label: string) => ({ label, do: 'ask', text: label }) as const;
  const due = filter.conditions.find((one) => one.kind === 'due');
  return [
    ...filter.conditions
      .flatMap((one) => chipsOfCondition(one, today))
      .map((chip) => ask(`去掉：${chip}`)),
    ...(due?.amountCents && !due.perClient ? [ask('按客户合计')] : []),
    ...(offset + rowsShown < total ? [ask('下一页')] : []),
    ...(total > 0 ? [ask('逐个起草')] : []),
  ];
}

function head(
  state: ListState,
  today: Day,
  total: number,
  money: string,
  through: string,
): Section {
  const chips = chipsOf(state.filter, today)
    .map((chip) => `「${asData(chip)}」`)
    .join('　');
  const missed = state.notUnderstood.map((words) => `“${asData(words)}”`).join('、');
  const lines = [
    chips === '' ? '我的理解：您可以查看的全部客户' : `我的理解（点下面可去掉）：${chips}`,
    ...(missed === '' ? [] : [`没看懂、没有用上的：${missed}`]),
    ...(state.notFound?.length
      ? [`没有查到（不在您可以查看的客户里）：${state.notFound.map(asData).join('、')}`]
      : []),
    `**${total} 位${money}**（${through}）`,
  ];
  return { label: null, note: null, parts: [{ kind: 'text', text: lines.join('\n') }] };
}

function tableOf(rows: readonly Row[], due: boolean, offset: number, total: number): Section {
  const head = due
    ? ['客户', '到期', '金额', '类型', '留意']
    : ['客户', '层级', '资产', '最近到期', '上次联系'];
  const table = {
    kind: 'table',
    head,
    rows: rows.map((row) => row.cells),
    keys: rows.map((row) => row.keys),
    clients: rows.map((row) => row.clientId),
  } as const;
  if (total <= rows.length) return { label: null, note: null, parts: [table] };
  const range = `第 ${offset + 1}–${offset + rows.length} 位，共 ${total} 位`;
  return { label: null, note: null, parts: [table, { kind: 'text', text: range }] };
}

/** What the clients of the list come to: what falls due where that is asked, else their assets. */
function sumWords(
  rows: readonly Row[],
  due: boolean,
  total: number,
  aumCents: number | null,
): string {
  if (total === 0) return '';
  const sum = rows.reduce((cents, row) => cents + row.cents, 0);
  if (due) return rows.length === total ? `，到期合计 ${moneyWords(sum)}元` : '';
  return aumCents === null ? '' : `，资产合计 ${moneyWords(aumCents)}元`;
}

/** Whose day is next; of several, who must give notice by then. */
function firstToCall(rows: readonly Row[]): Section[] {
  const next = rows.filter((row) => row.day !== null && row.day === rows[0]?.day);
  const first = next.find((row) => row.hasNotice) ?? next[0];
  if (!first || rows.length < 2) return [];
  const why = first.hasNotice ? '错过预约截止日，钱就进入下一期' : '日子最近';
  const text = `先联系${first.cells[0]}：${why}。`;
  return [{ label: null, note: null, parts: [{ kind: 'text', text }] }];
}

/** A list as a table with what was understood, totals, and what can be changed about it. */
export async function listAnswer(
  state: ListState,
  reader: ClientReader,
  today: Day,
  through: string,
): Promise<Answer> {
  const { filter, offset } = state;
  const due = filter.conditions.find((one): one is Due => one.kind === 'due' && one.not !== true);
  const sort = filter.sort ?? (due ? 'due' : 'aum');
  const { limit = mostTold, ...rest } = filter;
  const page = await reader.list({ ...rest, sort, limit });
  const total = filter.limit === undefined ? page.total : page.clients.length;
  const rows: Row[] = [];
  for (const one of page.clients.slice(offset, offset + rowsShown)) {
    rows.push(due ? await dueRow(one, due, reader, today) : plainRow(one, today));
  }
  const aum = filter.limit === undefined ? page.aumCents : null;
  const isDue = due !== undefined;
  const sections = [
    head(state, today, total, sumWords(rows, isDue, total, aum), through),
    ...(rows.length === 0 ? [] : [tableOf(rows, isDue, offset, total)]),
    ...(sort === 'due' && offset === 0 ? firstToCall(rows) : []),
  ];
  const actions = actionsFor(state, total, today);
  const card = { title: null, sections, folded: [], actions, citations: [] };
  const data = { clientIds: page.clients.map((one) => one.clientId) };
  const topic = taskTopic('clients', state);
  return answerWith({ kind: 'clients', intent: 'clients', card, data, topic });
}
