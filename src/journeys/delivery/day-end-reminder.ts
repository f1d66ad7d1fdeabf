import type { Day } from '../../domain/calendar/day.ts';
import type { Card } from '../../domain/card/card.ts';
import { dayText } from '../../domain/churn/evidence.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import { listAlerts } from '../alerts/list-alerts.ts';
import { progressText, worklist } from '../alerts/worklist.ts';
import { dataLine } from './data-day.ts';

const named = 5;

interface Scene {
  readonly employeeId: string;
  readonly reader: ClientReader;
  readonly day: Day;
  readonly parts: AlertParts;
}

/** Before the day ends: what is not recorded has not happened. */
export async function dayEndReminder({ employeeId, reader, day, parts }: Scene): Promise<Answer> {
  const list = await worklist({ employeeId, reader }, day, parts);
  const running = (await listAlerts(reader, day, parts)).filter(
    ({ clock }) => clock?.state === 'running',
  );
  const standing = await parts.book.standing();
  const names = running.slice(0, named).map(({ client }) => client.name);
  const reds =
    names.length === 0
      ? []
      : [`红色还没有登记有效沟通的${running.length}位：${names.join('、')}。`];
  const lines = [
    `今天已登记：${progressText(list)}。清单里还有${list.items.length}位没有登记。`,
    ...reds,
    '谈过的现在记一笔，一句话就行，例如“王建国电话谈过了，用款，下周四再联系”。没谈成的不用补。',
    dataLine(day, standing, parts),
  ];
  const card: Card = {
    title: `下班前记一笔　${dayText(day)}`,
    sections: [{ label: null, note: null, parts: [{ kind: 'text', text: lines.join('\n') }] }],
    folded: [],
    actions: [{ label: '看清单', do: 'ask', text: '今天的清单' }],
    citations: [],
  };
  return answerWith({ kind: 'worklist', intent: 'worklist', card });
}
