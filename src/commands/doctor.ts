import { businessDate, openConversations, reportOnKnowledge } from '../app.ts';
import { readConfig } from '../config.ts';
import { print } from './print.ts';

export async function doctor(options: { json?: boolean }): Promise<void> {
  const config = readConfig();
  const report = reportOnKnowledge(config);
  const conversations = await openConversations(config);
  await conversations.close();
  const checks = [
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
    { name: '模型', ok: true, detail: '未配置，离线回答' },
  ];
  const degraded = checks.some((check) => !check.ok);
  if (options.json) print(JSON.stringify({ status: degraded ? 'degraded' : 'ok', checks }));
  else for (const check of checks) print(`${check.ok ? '✓' : '✗'} ${check.name}：${check.detail}`);
  if (degraded) process.exitCode = 1;
}
