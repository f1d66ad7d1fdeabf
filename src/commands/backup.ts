import { resolve } from 'node:path';
import { backUp } from '../app/upkeep.ts';
import { readConfig } from '../config.ts';
import type { BackupManifest } from '../store/upkeep/backup-manifest.ts';
import { print } from './print.ts';

function sizeOf({ files }: BackupManifest): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** `backup DIR`: a whole, proved copy of the data, while the service runs. */
export async function backup(directory: string, options: { json?: boolean }): Promise<void> {
  const started = performance.now();
  const manifest = await backUp(readConfig(), directory);
  const elapsedMs = Math.round(performance.now() - started);
  const target = resolve(directory);
  if (options.json) {
    print(JSON.stringify({ directory: target, bytes: sizeOf(manifest), elapsedMs, ...manifest }));
    return;
  }
  const megabytes = (sizeOf(manifest) / 1e6).toFixed(1);
  print(`已备份到 ${target}：${manifest.files.length} 个文件，${megabytes} MB，每个都有校验值。`);
  if (manifest.secretsNeeded.length > 0) {
    print(`备份里没有密钥，请另存：${manifest.secretsNeeded.join('、')}。`);
  }
  print('里面有客户资料，请放在只有管理员能读的地方。');
}
