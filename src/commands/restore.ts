import { restore } from '../app/upkeep.ts';
import { readConfig } from '../config.ts';
import { print } from './print.ts';

/** `restore DIR`: a backup in place of the data; the old ones stay aside. */
export async function restoreData(directory: string, options: { json?: boolean }): Promise<void> {
  const { manifest, aside } = await restore(readConfig(), directory);
  if (options.json) {
    print(JSON.stringify({ restored: true, aside, ...manifest }));
    return;
  }
  const through = manifest.dataThrough === null ? '' : `，账簿截至 ${manifest.dataThrough}`;
  print(`已恢复 ${manifest.createdAt} 的备份${through}。所有人要重新登录。`);
  print(`原来的数据在 ${aside}，确认无误后请自行删除。`);
  if (manifest.secretsNeeded.length > 0) {
    print(`启动前请设好：${manifest.secretsNeeded.join('、')}。`);
  }
}
