import type { Day } from '../../domain/calendar/day.ts';
import { type Action, type Card, textCard } from '../../domain/card/card.ts';
import { dayText } from '../../domain/churn/evidence.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { taskTopic } from '../../domain/conversation/topic.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { WorkItem } from '../../domain/worklist/choose-work.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { Task, TaskRequest } from '../conversation/task.ts';
import type { AlertParts } from './alert-parts.ts';
import { loadText } from './book-load.ts';
import { cancels, confirms } from './confirm-words.ts';
import { nameClient } from './name-client.ts';
import { type SaidSkip, skipIn } from './skip-words.ts';
import { notYours } from './why-alerted.ts';
import { progressText, type Worklist, worklist } from './worklist.ts';

const firstThings = 3;
const shown = 10;
const actionNames = { meeting: '约见', call: '通话', message: '消息' } as const;

/** 通话，打不通发条消息. */
export function actionText({ action, elseMessage }: Pick<WorkItem, 'action' | 'elseMessage'>) {
  return elseMessage ? `${actionNames[action]}，打不通发条消息` : actionNames[action];
}

function citationFor({ why, rows }: WorkItem, n: number): Citation | null {
  const [row] = rows;
  if (row === undefined) return null;
  return {
    n,
    passageId: row,
    document: '客户档案',
    heading: '今日清单',
    origin: 'record',
    quote: why.join('；'),
    source: rows.join('、'),
  };
}

function carried({ since }: WorkItem, day: Day): string {
  return since === null ? '' : `（带过来，晚了${day - since}天）`;
}

function cardOf(list: Worklist, through: string): Card {
  const citations: Citation[] = [];
  const lines = list.items.slice(0, shown).map((item) => {
    const citation = citationFor(item, citations.length + 1);
    if (citation) citations.push(citation);
    const mark = citation ? `[${citation.n}]` : '';
    return `**${item.name}**（${actionText(item)}${item.hours === null ? '' : `，${item.hours}`}）：${item.why.slice(0, 2).join('；')}${carried(item, list.day)}${mark}`;
  });
  const rest = list.items.length - Math.min(shown, list.items.length) + list.waiting;
  const section = (label: string | null, items: string[], ordered = true) => ({
    label,
    note: null,
    parts: [{ kind: 'list', ordered, items } as const],
  });
  const summary = `${progressText(list)}（已登记/今天的数），其余${rest}位在后面排着${loadText(list)}${through}`;
  return {
    title: `今日清单　${dayText(list.day)}`,
    sections: [
      section('今天先做这几件', lines.slice(0, firstThings)),
      ...(lines.length > firstThings ? [section('接着', lines.slice(firstThings), false)] : []),
      { label: null, note: null, parts: [{ kind: 'text', text: summary }] },
    ],
    folded: [],
    actions: [
      ...list.items.slice(0, firstThings).map(({ name }) => ask(name, `${name}的情况过一遍`)),
      ...list.items.slice(0, 1).map(({ name }) => ask(`跳过${name}`, `今天清单跳过${name}`)),
    ],
    citations,
  };
}

function nothingToDo(list: Worklist, through: string): Answer {
  const text = `今天没有排出要联系的客户，${progressText(list)}${through}`;
  return answerWith({ kind: 'worklist', intent: 'worklist', card: textCard(text) });
}

interface SkipProposal {
  readonly clientId: string;
  readonly name: string;
  readonly untilOn: Day;
  readonly reason: string;
}

const say = (kind: Answer['kind'], text: string, actions: readonly Action[] = []) =>
  answerWith({ kind, intent: 'worklist', card: textCard(text, actions) });

const ask = (label: string, text = label): Action => ({ label, do: 'ask', text });

async function proposeSkip(said: SaidSkip, request: TaskRequest, reader: ClientReader) {
  const { clientId: opened } = request;
  const named = await nameClient({ text: said.who, clientId: opened }, reader);
  if (named.kind === 'unknown') return say('worklist', notYours);
  if (named.kind !== 'one') return say('clarify', '跳过哪一位？请带上姓名或客户号。');
  const { clientId, name } = named.client;
  const { untilOn, reason } = said;
  if (reason === null) {
    const reasons = ['客户出差', '刚联系过', '时间不合适'];
    const actions = reasons.map((one) => ask(one, `今天清单跳过${name}，原因：${one}`));
    return say('clarify', `跳过${name}的原因是？点一个，或者直接说。`, actions);
  }
  const proposal: SkipProposal = { clientId, name, untilOn, reason };
  const text = `准备记：${name}，${dayText(untilOn)}以前不排进清单，原因：${reason}。红色预警照样排。回复“确认”才生效。`;
  return answerWith({
    kind: 'proposed',
    intent: 'worklist',
    card: textCard(text, [ask('确认'), ask('取消')]),
    topic: taskTopic('worklist', proposal),
    data: { clientIds: [clientId] },
  });
}

async function recordSkip(
  { clientId, name, untilOn, reason }: SkipProposal,
  { employeeId }: TaskRequest,
  { skips, now }: AlertParts,
): Promise<Answer> {
  await skips.skip({ employeeId, clientId, untilOn, reason }, now().toISOString());
  return say('recorded', `已记：${name}，${dayText(untilOn + 1)}再排进清单。`);
}

/** 今天先打给谁 → today's list; 今天清单跳过某某 → left out, proposed and confirmed. */
export function worklistTask(partsFor: () => Promise<AlertParts>): Task {
  return {
    run: async (request) => {
      const { employeeId, turnId } = request;
      const parts = await partsFor();
      const reader = await parts.book.for({ employeeId }, { turnId });
      const said = skipIn(request.text, parts);
      if (said !== null) return proposeSkip(said, request, reader);
      const list = await worklist({ employeeId, reader }, parts.today, parts);
      const { origin, dataThrough } = await parts.book.standing();
      const label = origin === 'demo' ? '（演示数据）' : '';
      const day = dataThrough === null ? '' : `，数据截至${dayText(dataThrough)}日终`;
      const through = `${day}${label}。`;
      if (list.items.length === 0) return nothingToDo(list, through);
      return answerWith({
        kind: 'worklist',
        intent: 'worklist',
        card: cardOf(list, through),
        data: { clientIds: list.items.map(({ clientId }) => clientId) },
      });
    },
    follow: async (request, state) => {
      const text = request.text.trim();
      if (confirms.test(text)) return recordSkip(state as SkipProposal, request, await partsFor());
      return cancels.test(text) ? say('worklist', '好，没有记。') : null;
    },
  };
}
