import type { Board } from '../channels/web/web-parts.ts';
import { alertTrend } from '../domain/churn/alert-trend.ts';
import { dayText, money } from '../domain/churn/evidence.ts';
import { clockText, outcomeActions, signalTitles } from '../journeys/alerts/alert-card.ts';
import type { AlertParts } from '../journeys/alerts/alert-parts.ts';
import { loadText } from '../journeys/alerts/book-load.ts';
import { listAlerts, seeAlert } from '../journeys/alerts/list-alerts.ts';
import { progressText, worklist } from '../journeys/alerts/worklist.ts';
import { actionText } from '../journeys/alerts/worklist-task.ts';
import { dataLine } from '../journeys/delivery/data-day.ts';
import { teamFigures } from '../journeys/delivery/team-figures.ts';
import type { State } from './state.ts';

const unreadLooked = 50;

async function sceneOf(employeeId: string, state: State) {
  const parts = await state.alerts();
  const reader = await parts.book.for({ employeeId });
  return { parts, reader, day: parts.today };
}

async function throughOf({ book, today }: AlertParts, parts: AlertParts): Promise<string> {
  return dataLine(today, await book.standing(), parts);
}

async function namesOf({ work }: AlertParts): Promise<(id: string) => string> {
  const names = new Map((await work.staff()).map((one) => [one.employeeId, one.name]));
  return (id) => names.get(id) ?? id;
}

async function alertBoard(employeeId: string, state: State) {
  const { parts, reader, day } = await sceneOf(employeeId, state);
  const seen = await listAlerts(reader, day, parts);
  const nameOf = await namesOf(parts);
  const alerts = seen.map(({ alert, client, status, clock }) => ({
    alertId: alert.alertId,
    name: client.name,
    manager: client.managerId === employeeId ? '' : nameOf(client.managerId),
    severity: alert.severity,
    status,
    signals: signalTitles(alert),
    risk: money(alert.aumAtRisk),
    since: `${dayText(alert.openedOn)}起，第${day - alert.openedOn + 1}天`,
    clock: clock && { text: clockText(clock, parts.timezone), state: clock.state },
    evidence: alert.signals.flatMap(({ evidence }) => evidence),
    rows: alert.signals.flatMap(({ rows }) => rows),
    actions: outcomeActions(client.name, null),
  }));
  return { through: await throughOf(parts, parts), alerts };
}

async function trendOf(employeeId: string, alertId: string, state: State) {
  const { parts, reader, day } = await sceneOf(employeeId, state);
  const alert = await parts.store.find(alertId);
  if (alert === undefined || (await seeAlert(alert, reader, { day, parts })) === null) return null;
  const details = await parts.scanner.details([alert.clientId], day, [alert.clientId]);
  const own = details.get(alert.clientId);
  return own === undefined ? null : alertTrend(alert, own, day);
}

async function workBoard(employeeId: string, state: State) {
  const { parts, reader, day } = await sceneOf(employeeId, state);
  const list = await worklist({ employeeId, reader }, day, parts);
  return {
    through: await throughOf(parts, parts),
    progress: progressText(list),
    load: loadText(list),
    waiting: list.waiting,
    items: list.items.map(({ since, action, elseMessage, ...item }) => ({
      ...item,
      action: actionText({ action, elseMessage }),
      late: since === null ? 0 : day - since,
    })),
  };
}

async function teamBoard(employeeId: string, state: State) {
  const { parts, reader, day } = await sceneOf(employeeId, state);
  const figures = await teamFigures(reader, day, parts);
  const { red, breachedYesterday, effectiveYesterday, lastWeek, overloaded } = figures;
  const load = overloaded.map((one) => `；${one.name}管户排不过来：${one.figures}`).join('');
  return {
    through: await throughOf(parts, parts),
    summary: `红色未完成${red.length}，昨日超时${breachedYesterday}，昨日有效沟通${effectiveYesterday}${load}`,
    managers: figures.managers,
    weeks: figures.weeks.map(({ from, cents }) => ({
      label: `${dayText(from)}起`,
      cents,
      text: money(cents),
    })),
    lastWeek: `上周到期${money(lastWeek.dueCents)}，承接${money(lastWeek.keptCents)}`,
  };
}

/** Alerts, list, team and inbox as the page shows them. */
export function openBoard(state: State, now: () => Date): Board {
  return {
    inbox: async (employeeId) => {
      const { outbox } = await state.alerts();
      const unread = (await outbox.inbox(employeeId, unreadLooked)).filter(({ read }) => !read);
      return { unread: unread.length, conversationId: unread[0]?.conversationId ?? null };
    },
    read: async (employeeId, conversationId) =>
      (await state.alerts()).outbox.read(employeeId, conversationId, now()),
    alerts: (employeeId) => alertBoard(employeeId, state),
    trend: (employeeId, alertId) => trendOf(employeeId, alertId, state),
    work: (employeeId) => workBoard(employeeId, state),
    team: (employeeId) => teamBoard(employeeId, state),
  };
}
