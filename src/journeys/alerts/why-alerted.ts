import { type Day, formatDay } from '../../domain/calendar/day.ts';
import { type Alert, isOngoing, type Severity } from '../../domain/churn/alert.ts';
import { isBlackout } from '../../domain/churn/blackout.ts';
import { alertingCodes, aumAtRisk, severityOf } from '../../domain/churn/severity.ts';
import { signals } from '../../domain/churn/signals.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { AlertParts } from './alert-parts.ts';
import { describeHits } from './describe-hits.ts';
import { liveThrough } from './live-through.ts';

export const notYours = '没有找到属于您管户范围的这位客户。如果刚交接，请让主管在系统里完成划转。';
const outOfRange = '该客户不在预警范围';

export const severityNames: Readonly<Record<Severity, string>> = {
  red: '红色',
  amber: '黄色',
  watch: '关注',
};

export type Why =
  | { readonly kind: 'not-found'; readonly text: string }
  | { readonly kind: 'out-of-range'; readonly text: string }
  | {
      readonly kind: 'told';
      readonly clientId: string;
      readonly name: string;
      readonly lines: readonly string[];
      readonly rows: readonly string[];
    };

function episodeLine(alerts: readonly Alert[], severity: Severity | null, quiet: number): string {
  const ongoing = alerts.find(isOngoing);
  if (ongoing) {
    const name = severityNames[ongoing.severity];
    return `预警：${name}，${formatDay(ongoing.openedOn)}开始，还没有结束。`;
  }
  const last = alerts[0];
  if (severity === null) return '预警：没有。今天命中的信号里，没有能单独报警的。';
  if (last?.closedOn != null) {
    return `预警：没有。上一次${formatDay(last.closedOn)}结束，${quiet}天内同级或更轻的不重开。`;
  }
  return '预警：没有。这些信号在第一次扫描时就在，只记录位置；有新信号或升到红色才报。';
}

async function linesFor(clientId: string, day: Day, parts: AlertParts) {
  const judged = await parts.scanner.one(clientId, day);
  if (judged === null || !judged.row.analysisAllowed) return null;
  const { row, hits } = judged;
  const lines = parts.scanner.thresholds(row.tier);
  const atRisk = aumAtRisk(row, hits, lines);
  const severity = severityOf(row, hits, { atRisk, settings: parts.settings.alerts });
  const described = (await describeHits([judged], parts.scanner)).get(clientId) ?? [];
  const alerts = await parts.store.ofClient(clientId);
  const told = signals.flatMap(({ code, title }) => {
    const hit = described.find((one) => one.code === code);
    if (hit === undefined) return [];
    const alone = alertingCodes.has(code) ? '' : '（不单独报警）';
    return [`${code} ${title}：命中${alone}。${hit.evidence.join('；')}`];
  });
  const names = (dark: boolean) =>
    signals
      .filter(({ code }) => !hits.some((hit) => hit.code === code))
      .filter(({ code }) => isBlackout(parts.settings, code, day) === dark)
      .map(({ code, title }) => `${code} ${title}`)
      .join('、');
  const [below, dark] = [names(false), names(true)];
  const rest = [below && `没到线：${below}`, dark && `这段日子不看：${dark}`].filter(Boolean);
  return {
    lines: [episodeLine(alerts, severity, parts.settings.alerts.quiet_days), ...told, ...rest],
    rows: described.flatMap(({ rows }) => rows),
  };
}

/** Why a client was or was not alerted, signal by signal. */
export async function whyAlerted(
  clientId: string,
  reader: ClientReader,
  { day, parts }: { readonly day: Day; readonly parts: AlertParts },
): Promise<Why> {
  const [client] = await reader.find({ kind: 'id', text: clientId });
  if (client === undefined) return { kind: 'not-found', text: notYours };
  if (client.status !== 'active') return { kind: 'out-of-range', text: outOfRange };
  await liveThrough(parts.today, parts);
  const told = await linesFor(client.clientId, day, parts);
  if (told === null) return { kind: 'out-of-range', text: outOfRange };
  return { kind: 'told', clientId: client.clientId, name: client.name, ...told };
}
