import { formatDay } from '../../domain/calendar/day.ts';
import { textCard } from '../../domain/card/card.ts';
import type { Alert, Severity } from '../../domain/churn/alert.ts';
import { isOngoing } from '../../domain/churn/alert.ts';
import { dayText } from '../../domain/churn/evidence.ts';
import { alertingCodes } from '../../domain/churn/severity.ts';
import type { ClientSummary } from '../../domain/clients/client.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { taskTopic } from '../../domain/conversation/topic.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import type { Task, TaskRequest } from '../conversation/task.ts';
import type { DraftingParts } from '../outreach/drafting-parts.ts';
import { alertCard, alertListCard } from './alert-card.ts';
import { prepareAlertDraft } from './alert-draft.ts';
import { outcomeIn, type SaidOutcome } from './alert-outcome.ts';
import type { AlertParts } from './alert-parts.ts';
import { cancels, confirms } from './confirm-words.ts';
import { listAlerts, type SeenAlert, seeAlert } from './list-alerts.ts';
import { liveThrough } from './live-through.ts';
import { nameClient } from './name-client.ts';
import { notYours, severityNames, whyAlerted } from './why-alerted.ts';

interface Proposal extends SaidOutcome {
  readonly alertId: string;
  readonly clientId: string;
}

interface Scene {
  readonly request: TaskRequest;
  readonly reader: ClientReader;
  readonly parts: AlertParts;
  readonly draftingFor: DraftingFor | undefined;
}

export type DraftingFor = (index: PlaybookIndex) => Promise<DraftingParts>;

function say(text: string, clientIds: readonly string[] = []): Answer {
  return answerWith({
    kind: 'alerts',
    intent: 'alerts',
    card: textCard(text),
    data: { clientIds },
  });
}

function clarify(text: string): Answer {
  return answerWith({ kind: 'clarify', intent: 'alerts', card: textCard(text) });
}

async function throughText({ book }: AlertParts): Promise<string> {
  const { origin, dataThrough } = await book.standing();
  const label = origin === 'demo' ? '（演示数据）' : '';
  return dataThrough === null ? `。${label}` : `，数据截至${dayText(dataThrough)}日终${label}。`;
}

function wanted(text: string): Severity | null {
  if (/红/.test(text) && !/黄/.test(text)) return 'red';
  if (/黄/.test(text)) return 'amber';
  return /关注|观察/.test(text) ? 'watch' : null;
}

async function list({ request, reader, parts }: Scene): Promise<Answer> {
  const { text } = request;
  const all = await listAlerts(reader, parts.today, parts);
  const severity = wanted(text);
  const fresh = /新增|新的|新预警|今(天|早)(新|上午|早上)?.{0,3}(推|报|新)/.test(text);
  const overdue = /超时|逾期|过期|超过.{0,3}24/.test(text);
  const seen = all.filter(
    ({ alert, clock, status }) =>
      status !== 'snoozed' &&
      (severity === null || alert.severity === severity) &&
      (!fresh || alert.openedOn === parts.today) &&
      (!overdue || clock?.state === 'breached'),
  );
  const through = await throughText(parts);
  const of = severity === null ? '' : severityNames[severity];
  if (seen.length === 0) {
    const what = overdue ? '没有超时的预警' : fresh ? '今天没有新预警' : `现在没有${of}预警`;
    const rest = all.length > 0 ? `名下没结束的一共${all.length}条。` : '';
    return say(`${what}${through}${rest}`);
  }
  const title = `${of}预警`;
  const setting = { title, through, timezone: parts.timezone, today: parts.today };
  return answerWith({
    kind: 'alerts',
    intent: 'alerts',
    card: alertListCard(seen, setting),
    data: { clientIds: seen.map(({ client }) => client.clientId) },
    suggestions: seen.slice(0, 2).map(({ client }) => `${client.name}为什么预警`),
  });
}

async function why(client: ClientSummary, { reader, parts }: Scene): Promise<Answer> {
  const told = await whyAlerted(client.clientId, reader, { day: parts.today, parts });
  if (told.kind !== 'told') return say(told.text);
  const card = textCard([`**${client.name}**`, ...told.lines].join('\n'));
  const citations = told.rows.slice(0, 1).map((row) => ({
    n: 1,
    passageId: row,
    document: '客户档案',
    heading: '信号依据',
    origin: 'record' as const,
    quote: told.lines.filter((line) => line.includes('命中')).join('；'),
    source: told.rows.join('、'),
  }));
  return answerWith({
    kind: 'alerts',
    intent: 'alerts',
    card: { ...card, citations },
    data: { clientIds: [client.clientId] },
  });
}

async function draftFor(seen: SeenAlert, { request, draftingFor }: Scene): Promise<Draft | null> {
  if (draftingFor === undefined) return null;
  const drafting = await draftingFor(request.knowledge.index);
  return prepareAlertDraft(seen, request.employeeId, drafting);
}

async function one(client: ClientSummary, scene: Scene): Promise<Answer> {
  const { reader, parts, request } = scene;
  await liveThrough(parts.today, parts);
  const ongoing = (await parts.store.ofClient(client.clientId)).find(isOngoing);
  const seen = ongoing ? await seeAlert(ongoing, reader, { day: parts.today, parts }) : null;
  if (seen === null) return why(client, scene);
  return answerWith({
    kind: 'alerts',
    intent: 'alerts',
    card: alertCard(seen, request.knowledge.index, parts.timezone, await draftFor(seen, scene)),
    data: { clientIds: [client.clientId] },
  });
}

function untilText({ snoozedUntil, mute }: SaidOutcome): string {
  if (snoozedUntil !== null) return `，${formatDay(snoozedUntil)}再提醒`;
  if (mute === null) return '';
  const what = mute.code === '*' ? '这位客户' : `这位客户的${mute.code}`;
  return `，${formatDay(mute.untilOn)}以前${what}不再报`;
}

async function propose(said: SaidOutcome, client: ClientSummary, scene: Scene): Promise<Answer> {
  const { parts } = scene;
  await liveThrough(parts.today, parts);
  const alert = (await parts.store.ofClient(client.clientId)).find(isOngoing);
  if (alert === undefined)
    return say(`${client.name}现在没有没结束的预警，不用记。`, [client.clientId]);
  const until = untilText(said);
  const clock =
    alert.severity === 'red' && said.status === 'resolved'
      ? '红色的时限以登记的有效联系为准，通话或见面请另记一笔。'
      : '';
  const proposal: Proposal = { ...said, alertId: alert.alertId, clientId: client.clientId };
  const text = `准备记：${client.name}的${severityNames[alert.severity]}预警，${said.outcome}${until}。${clock}回复“确认”才生效。`;
  return answerWith({
    kind: 'proposed',
    intent: 'alerts',
    card: textCard(text, [
      { label: '确认', do: 'ask', text: '确认' },
      { label: '取消', do: 'ask', text: '取消' },
    ]),
    topic: taskTopic('alerts', proposal),
    data: { clientIds: [client.clientId] },
  });
}

function otherSignals(alert: Alert | undefined, code: string): string[] {
  const codes = alert?.signals.map((one) => one.code) ?? [];
  return codes.filter((one) => alertingCodes.has(one) && one !== code);
}

async function record(proposal: Proposal, { request, reader, parts }: Scene): Promise<Answer> {
  const [client] = await reader.find({ kind: 'id', text: proposal.clientId });
  if (client === undefined) return say(notYours);
  const { alertId, status, outcome, snoozedUntil, mute } = proposal;
  const by = { employeeId: request.employeeId, at: parts.now().toISOString() };
  const alert = await parts.store.find(alertId);
  // A mute of one signal leaves an alert that stands on others open.
  const rest = mute === null || mute.code === '*' ? [] : otherSignals(alert, mute.code);
  const ends = (status === 'resolved' || status === 'dismissed') && rest.length === 0;
  if (mute !== null) {
    const { code, untilOn } = mute;
    await parts.store.mute({ clientId: client.clientId, code, untilOn, reason: outcome }, by);
  }
  await parts.store.change(
    alertId,
    {
      status: rest.length > 0 ? 'acknowledged' : status,
      outcome,
      snoozedUntil,
      closedOn: ends ? parts.today : null,
    },
    by,
  );
  const quiet = parts.settings.alerts.quiet_days;
  const next = ends ? `${quiet}天内同级或更轻的不再报。` : '预警还开着。';
  const text = `已记：${client.name}，${outcome}${untilText(proposal)}。${next}`;
  return answerWith({
    kind: 'recorded',
    intent: 'alerts',
    card: textCard(text),
    data: { clientIds: [client.clientId] },
  });
}

const asksWhy = /为什么|为啥|怎么(没|会|就)|咋没|因为什么|依据|证据|没(报|有他|预警)|哪几条|才触发/;

async function answer(scene: Scene): Promise<Answer> {
  const { request, reader, parts } = scene;
  const named = await nameClient(request, reader);
  const said = outcomeIn(request.text, parts);
  if (named.kind === 'unknown') return say(notYours);
  if (named.kind === 'several') {
    const names = named.clients.map(({ name, clientId }) => `${name}（${clientId}）`).join('、');
    return clarify(`您说的是哪一位：${names}？`);
  }
  if (named.kind === 'one') {
    if (said) return propose(said, named.client, scene);
    if (asksWhy.test(request.text)) return why(named.client, scene);
    return one(named.client, scene);
  }
  if (said) return clarify('请说是哪位客户的预警，例如：王建国的预警，联系过了，是买房用款。');
  return list(scene);
}

/** Alerts in the conversation: list, one, why, and what became of it, proposed and confirmed. */
export function alertsTask(partsFor: () => Promise<AlertParts>, draftingFor?: DraftingFor): Task {
  const sceneOf = async (request: TaskRequest): Promise<Scene> => {
    const parts = await partsFor();
    const { employeeId, turnId } = request;
    return {
      request,
      parts,
      draftingFor,
      reader: await parts.book.for({ employeeId }, { turnId }),
    };
  };
  return {
    run: async (request) => answer(await sceneOf(request)),
    follow: async (request, state) => {
      const text = request.text.trim();
      if (confirms.test(text)) return record(state as Proposal, await sceneOf(request));
      return cancels.test(text) ? say('好，没有记。') : null;
    },
  };
}
