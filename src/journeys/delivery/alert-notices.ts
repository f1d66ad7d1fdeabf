import type { Day } from '../../domain/calendar/day.ts';
import { type Card, textCard } from '../../domain/card/card.ts';
import { type Alert, isOngoing } from '../../domain/churn/alert.ts';
import { dayText } from '../../domain/churn/evidence.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { alertCard, alertListCard } from '../alerts/alert-card.ts';
import { prepareAlertDraft } from '../alerts/alert-draft.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import { type SeenAlert, seeAlert } from '../alerts/list-alerts.ts';
import type { DraftingParts } from '../outreach/drafting-parts.ts';
import { dataLine } from './data-day.ts';
import { owedCallBacks } from './plan-call-backs.ts';

export interface NoticeScene {
  readonly employeeId: string;
  readonly reader: ClientReader;
  readonly day: Day;
  readonly parts: AlertParts;
  readonly index: PlaybookIndex;
  readonly drafting: () => Promise<DraftingParts>;
}

type Notice = 'red' | 'reminder' | 'breach' | 'unacknowledged' | 'handover';

const leads: Readonly<Record<Notice, string>> = {
  red: '',
  reminder: '时限快到了，还没有登记有效的通话或见面。谈过了就记一笔；没谈成，现在打还来得及。',
  breach: '时限已过，没有登记有效的通话或见面。主管和客户经理看到的是同一条；今天先把这一通打了。',
  unacknowledged: '这条黄色还没有人认领，请看看要不要帮一把。',
  handover: '这位客户刚转到您名下，这条预警随他过来。先看依据，再打招呼。',
};

function answer(card: Card, clientIds: readonly string[]): Answer {
  return answerWith({ kind: 'alerts', intent: 'alerts', card, data: { clientIds } });
}

async function managerLine(
  { alert }: SeenAlert,
  { employeeId, parts }: NoticeScene,
): Promise<string> {
  const staff = await parts.work.staff();
  const name = (id: string) => staff.find((one) => one.employeeId === id)?.name ?? id;
  const leader = staff.find((one) => one.employeeId === alert.managerId)?.supervisorId ?? null;
  if (alert.managerId !== employeeId) return `客户经理：${name(alert.managerId)}。`;
  return leader === null ? '' : `主管${name(leader)}已同步。`;
}

async function seenBy(
  { reader, day, parts }: NoticeScene,
  alert: Alert | undefined,
): Promise<SeenAlert | null> {
  return alert === undefined ? null : seeAlert(alert, reader, { day, parts });
}

/** One alert, with why it is told now; null: there is nothing to tell any more. */
export async function alertNotice(
  notice: Notice,
  alertId: string,
  scene: NoticeScene,
): Promise<Answer | null> {
  const { parts, index, day, employeeId, drafting } = scene;
  const seen = await seenBy(scene, await parts.store.find(alertId));
  if (seen === null || (notice !== 'breach' && !isOngoing(seen.alert))) return null;
  if (notice === 'breach' && seen.clock?.state !== 'breached') return null;
  if (notice === 'reminder' && seen.clock?.state !== 'running') return null;
  const draft = await prepareAlertDraft(seen, employeeId, await drafting());
  const card = alertCard(seen, index, parts.timezone, draft);
  const lines = [
    leads[notice],
    await managerLine(seen, scene),
    `${dataLine(day, await parts.book.standing(), parts)}。`,
  ];
  const lead = { kind: 'text', text: lines.filter(Boolean).join('\n') } as const;
  const sections = [{ label: null, note: null, parts: [lead] }, ...card.sections];
  return answer({ ...card, sections }, [seen.client.clientId]);
}

/** More new red ones of one manager than the cap, on one screen. */
export async function redSummary(
  alertIds: readonly string[],
  scene: NoticeScene,
): Promise<Answer | null> {
  const { parts, day } = scene;
  const seen: SeenAlert[] = [];
  for (const alertId of alertIds) {
    const one = await seenBy(scene, await parts.store.find(alertId));
    if (one !== null && isOngoing(one.alert)) seen.push(one);
  }
  if (seen.length === 0) return null;
  const through = `。${dataLine(day, await parts.book.standing(), parts)}。`;
  const setting = { title: '今天新增的红色预警', through, timezone: parts.timezone, today: day };
  return answer(
    alertListCard(seen, setting),
    seen.map(({ client }) => client.clientId),
  );
}

/** A call-back that is still owed on its last day. */
export async function callBackNotice(
  complaintId: string,
  { reader, parts, day }: NoticeScene,
): Promise<Answer | null> {
  const owed = await owedCallBacks(reader.scope.managerIds, day, parts);
  const one = owed.find((complaint) => complaint.complaintId === complaintId);
  const [client] = one === undefined ? [] : await reader.find({ kind: 'id', text: one.clientId });
  if (one === undefined || client === undefined || one.closedOn === null) return null;
  const text = `**${client.name}** 的投诉${dayText(one.closedOn)}办结，${dayText(one.lastDay)}前回访一次，只问解决了没有，不谈产品。`;
  const card = textCard(text, [
    { label: '起草回访', do: 'ask', text: `给${client.name}起草一条投诉回访短信` },
    { label: '回访过了', do: 'ask', text: `${client.name}电话回访过了，问题解决了` },
  ]);
  return answer({ ...card, title: '投诉回访' }, [client.clientId]);
}
