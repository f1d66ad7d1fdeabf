import { openPlaybooks, reportOnKnowledge } from '../app.ts';
import { readConfig } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import { print } from './print.ts';

export async function knowledge(action: string, options: { json?: boolean }): Promise<void> {
  const config = readConfig();
  if (action === 'build') {
    const opened = openPlaybooks(config);
    print(
      `已建立索引：${opened.knowledge.cards.length} 张卡片，${opened.knowledge.passages.length} 段。`,
    );
    return;
  }
  if (action !== 'check') throw new GuichaoError('usage', 'knowledge 后面请写 check 或 build。');
  const report = reportOnKnowledge(config);
  if (options.json) print(JSON.stringify(report));
  else {
    for (const fault of report.faults) print(`${fault.file} 第 ${fault.line} 行：${fault.message}`);
    print(
      `${report.cards} 张卡片，${report.passages} 段，事实 ${report.covered}/${report.facts} 条有着落。`,
    );
  }
  if (report.faults.length > 0) {
    throw new GuichaoError('knowledge', `知识库有 ${report.faults.length} 处要改，见上。`);
  }
}
