import { userInfo } from 'node:os';
import { clockOf } from '../app/clock.ts';
import { openDrafting } from '../app/drafting.ts';
import { openPlaybooks } from '../app/playbooks.ts';
import { openState } from '../app/state.ts';
import { readConfig } from '../config.ts';
import { formatDay } from '../domain/calendar/day.ts';
import { isoInZone } from '../domain/calendar/zoned-time.ts';
import type { Draft } from '../domain/outreach/draft.ts';
import { prepareAlertDraft } from '../journeys/alerts/alert-draft.ts';
import type { AlertParts } from '../journeys/alerts/alert-parts.ts';
import { playbookFor } from '../journeys/alerts/alert-playbook.ts';
import { listAlerts, type SeenAlert } from '../journeys/alerts/list-alerts.ts';
import { severityNames, type Why, whyAlerted } from '../journeys/alerts/why-alerted.ts';
import { draftAsTold } from '../journeys/outreach/draft-as-told.ts';
import type { PlaybookIndex } from '../ports/playbook-index.ts';
import { actingEmployee } from './acting-employee.ts';
import { dayOption } from './day-option.ts';
import { print } from './print.ts';

/** As the contract gives an alert; amounts at risk in yuan. */
function asJson(
  { alert, client, status, clock }: SeenAlert,
  draft: Draft | null,
  index: PlaybookIndex,
  zone: string,
) {
  return {
    alertId: alert.alertId,
    clientId: alert.clientId,
    name: client.name,
    managerId: client.managerId,
    status,
    severity: alert.severity,
    score: alert.score,
    aumAtRisk: alert.aumAtRisk / 100,
    openedOn: formatDay(alert.openedOn),
    signals: alert.signals.map(({ code, title, value, threshold, evidence, rows }) => ({
      code,
      title,
      value,
      threshold,
      evidence,
      rows,
    })),
    playbook: playbookFor(alert, index).map(({ citation }) => citation),
    draft: draft && draftAsTold(draft),
    clock: clock && { dueAt: isoInZone(clock.dueAt, zone), state: clock.state },
  };
}

const clockNames = { running: '前完成有效沟通', met: '前，已完成', breached: '已超时' };

function printAlert({ alert, client, clock }: SeenAlert, zone: string): void {
  const titles = alert.signals.map(({ title }) => title).join('、');
  const risk = `${(alert.aumAtRisk / 1_000_000).toFixed(1)}万`;
  print(
    `${severityNames[alert.severity]}  ${client.clientId} ${client.name}  ${titles}  涉及${risk}  ${alert.score}分  ${formatDay(alert.openedOn)}起`,
  );
  for (const { evidence } of alert.signals) for (const line of evidence) print(`    ${line}`);
  if (clock) {
    print(`    ${isoInZone(clock.dueAt, zone).slice(0, 16)} ${clockNames[clock.state]}`);
  }
}

function printWhy(why: Why, json: boolean | undefined): void {
  if (json) print(JSON.stringify(why));
  else if (why.kind !== 'told') print(why.text);
  else print([`${why.clientId} ${why.name}`, ...why.lines].join('\n'));
}

async function printAlerts(
  seen: readonly SeenAlert[],
  { timezone, book, store }: AlertParts,
): Promise<void> {
  for (const one of seen) printAlert(one, timezone);
  const { origin, dataThrough } = await book.standing();
  const label = origin === 'demo' ? '（演示数据）' : '';
  const through = dataThrough === null ? '' : `，数据截至 ${formatDay(dataThrough)}`;
  const scanned =
    (await store.lastScanDay()) === null ? '还没有扫描过，请先运行 guichao scan。' : '';
  print(`共 ${seen.length} 条${label}${through}。${scanned}`);
}

export async function alerts(options: {
  as?: string;
  date?: string;
  why?: string;
  json?: boolean;
}): Promise<void> {
  const config = readConfig();
  const state = await openState(config);
  try {
    const employeeId = await actingEmployee(state.book, options.as);
    const parts = await state.alerts();
    const day = dayOption('--date', options.date, parts.today);
    const reader = await state.book.for({ employeeId }, { systemUser: userInfo().username });
    if (options.why !== undefined) {
      printWhy(await whyAlerted(options.why, reader, { day, parts }), options.json);
      return;
    }
    const seen = await listAlerts(reader, day, parts);
    if (!options.json) return await printAlerts(seen, parts);
    const { index } = openPlaybooks(config);
    const drafting = await openDrafting(config, clockOf(config), state, index);
    const told = [];
    for (const one of seen) {
      const draft = await prepareAlertDraft(one, employeeId, drafting);
      told.push(asJson(one, draft, index, parts.timezone));
    }
    print(JSON.stringify(told));
  } finally {
    await state.close();
  }
}
