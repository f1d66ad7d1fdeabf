import { clearSpent } from '../app/upkeep.ts';
import { readConfig } from '../config.ts';
import type { RetentionCounts } from '../ports/retention.ts';
import { print } from './print.ts';

const called: Readonly<Record<keyof RetentionCounts, string>> = {
  conversations: '对话',
  drafts: '草稿',
  deliveries: '送达记录',
  alerts: '预警和扫描',
  client_notes: '联系登记和标签',
  logs: '留痕',
};

/** `retention`: clears what has had its time, or says how much that is. */
export async function retain(options: { dryRun?: boolean; json?: boolean }): Promise<void> {
  const { dryRun = false } = options;
  const counts = await clearSpent(readConfig(), dryRun);
  if (options.json) {
    print(JSON.stringify({ dryRun, removed: counts }));
    return;
  }
  const kinds = Object.entries(counts) as [keyof RetentionCounts, number][];
  const parts = kinds.filter(([, count]) => count > 0);
  const list = parts.map(([kind, count]) => `${called[kind]} ${count}`).join('、');
  if (parts.length === 0) print('没有过期的数据。');
  else print(`${dryRun ? '会清除' : '已清除'}（行）：${list}。`);
}
