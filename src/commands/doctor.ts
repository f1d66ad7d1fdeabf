import { businessDate, openState, reportOnKnowledge, verifyLookUps } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { formatDay } from '../domain/calendar/day.ts';
import { print } from './print.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

async function checkBook(config: Config): Promise<Check[]> {
  const { book, close } = await openState(config);
  const { origin, dataThrough } = await book.standing();
  await close();
  const { entries, brokenAt } = await verifyLookUps(config);
  const what = { empty: '空', demo: '演示数据', bank: '真实客户' }[origin];
  const through = dataThrough === null ? '不详' : formatDay(dataThrough);
  const chain =
    brokenAt === null
      ? `${entries} 条，链条完整`
      : `第 ${brokenAt} 条被改动或删除，请保留现场并告知合规`;
  return [
    { name: '客户账簿', ok: true, detail: `${what}，数据截至 ${through}` },
    { name: '查询留痕', ok: brokenAt === null, detail: chain },
  ];
}

export async function doctor(options: { json?: boolean }): Promise<void> {
  const config = readConfig();
  const report = reportOnKnowledge(config);
  const conversations = await openState(config);
  await conversations.close();
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
    { name: '模型', ok: true, detail: '未配置，离线回答' },
  ];
  const degraded = checks.some((check) => !check.ok);
  if (options.json) print(JSON.stringify({ status: degraded ? 'degraded' : 'ok', checks }));
  else for (const check of checks) print(`${check.ok ? '✓' : '✗'} ${check.name}：${check.detail}`);
  if (degraded) process.exitCode = 1;
}
