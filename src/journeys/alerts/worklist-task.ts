import { type Card, textCard } from '../../domain/card/card.ts';
import { dayText } from '../../domain/churn/evidence.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { WorkItem } from '../../domain/worklist/choose-work.ts';
import type { Task } from '../conversation/task.ts';
import type { AlertParts } from './alert-parts.ts';
import { progressText, type Worklist, worklist } from './worklist.ts';

const firstThings = 3;
const shown = 10;
export const actionNames = { meeting: '约见', call: '通话', message: '消息' } as const;

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

function cardOf(list: Worklist, through: string): Card {
  const citations: Citation[] = [];
  const lines = list.items.slice(0, shown).map((item) => {
    const citation = citationFor(item, citations.length + 1);
    if (citation) citations.push(citation);
    const mark = citation ? `[${citation.n}]` : '';
    return `**${item.name}**（${actionNames[item.action]}）：${item.why.slice(0, 2).join('；')}${mark}`;
  });
  const rest = list.items.length - Math.min(shown, list.items.length) + list.waiting;
  const section = (label: string | null, items: string[], ordered = true) => ({
    label,
    note: null,
    parts: [{ kind: 'list', ordered, items } as const],
  });
  const summary = `${progressText(list)}（已登记/今天的数），其余${rest}位在后面排着${through}`;
  return {
    title: `今日清单　${dayText(list.day)}`,
    sections: [
      section('今天先做这几件', lines.slice(0, firstThings)),
      ...(lines.length > firstThings ? [section('接着', lines.slice(firstThings), false)] : []),
      { label: null, note: null, parts: [{ kind: 'text', text: summary }] },
    ],
    folded: [],
    actions: list.items
      .slice(0, firstThings)
      .map(({ name }) => ({ label: name, do: 'ask', text: `${name}的情况过一遍` })),
    citations,
  };
}

function nothingToDo(list: Worklist, through: string): Answer {
  const text = `今天没有排出要联系的客户，${progressText(list)}${through}`;
  return answerWith({ kind: 'worklist', intent: 'worklist', card: textCard(text) });
}

/** 今天先打给谁 → today's list. */
export function worklistTask(partsFor: () => Promise<AlertParts>): Task {
  return {
    run: async ({ employeeId, turnId }) => {
      const parts = await partsFor();
      const reader = await parts.book.for({ employeeId }, { turnId });
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
  };
}
