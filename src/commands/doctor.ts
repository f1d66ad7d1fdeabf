import { checkModel } from '../app/check-model.ts';
import { checkWecom } from '../app/check-wecom.ts';
import { businessDate } from '../app/clock.ts';
import { reportOnKnowledge } from '../app/playbooks.ts';
import { openState, verifyLogs } from '../app/state.ts';
import { type Config, readConfig } from '../config.ts';
import { civilDate, formatDay } from '../domain/calendar/day.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { AlertParts } from '../journeys/alerts/alert-parts.ts';
import type { JobRuns } from '../ports/job-runs.ts';
import { loadRetention } from '../retrieval/load-retention.ts';
import { print } from './print.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Without the notice of a year's holidays every Monday to Friday counts as a workday. */
function checkCalendar({ calendar, settings, settingsFault, today }: AlertParts): Check[] {
  const { year, month } = civilDate(today);
  // The notice comes out in November; from December on the next year's days are needed.
  const needed = month === 12 ? [year, year + 1] : [year];
  const missing = needed.filter((one) => !calendar.covers(one));
  const detail =
    missing.length === 0
      ? `${needed.join('、')} 年的节假日和调休都有`
      : `缺 ${missing.join('、')} 年的节假日安排，暂按周一至周五算；请升级归巢，或在 knowledge/churn/calendar.yaml 里写明`;
  return [
    { name: '工作日', ok: missing.length === 0, detail },
    settingsFault
      ? {
          name: '流失信号',
          ok: false,
          detail: `${settingsFault}；改好以前按上一版 ${settings.version} 的线走`,
        }
      : { name: '流失信号', ok: true, detail: `口径版本 ${settings.version}` },
  ];
}

function faultOfSignals(error: unknown): Check[] {
  if (!(error instanceof GuichaoError)) throw error;
  return [{ name: '流失信号', ok: false, detail: error.message }];
}

/** What could not be told to somebody, by key: step, subject and employee, no client's name. */
async function checkDelivery({ outbox }: AlertParts, jobRuns: JobRuns): Promise<Check[]> {
  const dead = await outbox.deadLetters();
  const failing = await jobRuns.failing();
  const letters = dead.slice(0, 5).map(({ key, fault }) => `${key}（${fault}）`);
  const more = dead.length > letters.length ? `，还有${dead.length - letters.length}件` : '';
  const runs = failing.map(({ job, slot, fault }) => `${job} ${slot} 没有做成，会再试：${fault}`);
  const undelivered =
    dead.length === 0
      ? '没有送不到的'
      : `${dead.length} 件试过多次没有送到，请按名字当面告知并检查渠道：${letters.join('；')}${more}`;
  return [
    { name: '送达', ok: dead.length === 0, detail: undelivered },
    ...(runs.length > 0 ? [{ name: '定时任务', ok: false, detail: runs.join('；') }] : []),
  ];
}

async function checkBook(config: Config): Promise<Check[]> {
  const { book, alerts, jobRuns, close } = await openState(config);
  const { origin, dataThrough } = await book.standing();
  const calendar = await alerts().then(
    async (parts) => [...checkCalendar(parts), ...(await checkDelivery(parts, jobRuns))],
    faultOfSignals,
  );
  await close();
  const { entries, brokenAt, outreachAlteredAt } = await verifyLogs(config);
  const what = { empty: '空', demo: '演示数据', bank: '真实客户' }[origin];
  const through = dataThrough === null ? '不详' : formatDay(dataThrough);
  const chain =
    brokenAt === null
      ? `${entries} 条，链条完整`
      : `第 ${brokenAt} 条被改动或删除，请保留现场并告知合规`;
  return [
    { name: '客户账簿', ok: true, detail: `${what}，数据截至 ${through}` },
    { name: '查询留痕', ok: brokenAt === null, detail: chain },
    ...(outreachAlteredAt === null
      ? []
      : [
          {
            name: '触达留痕',
            ok: false,
            detail: `第 ${outreachAlteredAt} 条在抹除以后又被改动，请保留现场并告知合规`,
          },
        ]),
    ...calendar,
  ];
}

/** Each chat platform that is switched on is asked whether it takes us. */
async function checkPlatforms({ slack }: Config): Promise<Check[]> {
  if (slack === null) return [];
  const { checkSlack } = await import('../channels/slack/check-slack.ts');
  return [{ name: 'Slack', ...(await checkSlack(slack)) }];
}

function checkRetention(config: Config): Check {
  const name = '保留期限';
  try {
    const settings = loadRetention(config.knowledgeDirectory);
    const days = settings?.days;
    const detail = days
      ? `对话 ${days.conversations} 天，留痕 ${days.logs} 天，每天自动清除过期的`
      : '没有 retention.yaml，什么都不会自动清除；请从项目的 knowledge 目录补回';
    return { name, ok: days !== undefined, detail };
  } catch (error) {
    if (!(error instanceof GuichaoError)) throw error;
    return { name, ok: false, detail: error.message };
  }
}

export async function doctor(options: { json?: boolean }): Promise<void> {
  const config = readConfig();
  const report = reportOnKnowledge(config);
  const state = await openState(config);
  const wecom = await checkWecom(config, state).finally(() => state.close());
  const checks: Check[] = [
    { name: '数据目录', ok: true, detail: config.dataDirectory },
    { name: '数据库', ok: true, detail: '可以读写' },
    {
      name: '知识库',
      ok: report.faults.length === 0,
      detail:
        report.faults.length === 0
          ? `${report.cards} 张卡片，${report.passages} 段`
          : `降级运行：${report.faults.map((fault) => `${fault.file} 第 ${fault.line} 行 ${fault.message}`).join('；')}`,
    },
    { name: '业务日期', ok: true, detail: businessDate(config) },
    ...(await checkBook(config)),
    checkRetention(config),
    ...wecom,
    ...(await checkModel(config)),
    ...(await checkPlatforms(config)),
  ];
  const degraded = checks.some((check) => !check.ok);
  if (options.json) print(JSON.stringify({ status: degraded ? 'degraded' : 'ok', checks }));
  else for (const check of checks) print(`${check.ok ? '✓' : '✗'} ${check.name}：${check.detail}`);
  if (degraded) process.exitCode = 1;
}
