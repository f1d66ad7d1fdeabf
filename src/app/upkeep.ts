import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { BackupManifest } from '../store/upkeep/backup-manifest.ts';
import { clockOf } from './clock.ts';
import { databaseFile, openState } from './state.ts';

function refuseServer({ databaseUrl }: Config, advice: string): void {
  if (databaseUrl === null) return;
  throw new GuichaoError('settings', `数据在 PostgreSQL 里，${advice}`);
}

/** Everything of the data directory into a new folder, while the service runs. */
export async function backUp(config: Config, to: string): Promise<BackupManifest> {
  refuseServer(
    config,
    '请用 pg_dump 备份：pg_dump --format=custom --file=备份文件 "$DATABASE_URL"。',
  );
  const { dataDirectory, record } = config;
  const files = [databaseFile(config), join(dataDirectory, 'book.db')];
  // An empty data directory is prepared as every command does; one with data is taken as it is.
  if (!files.every((file) => existsSync(file))) await (await openState(config)).close();
  const { writeBackup } = await import('../store/upkeep/write-backup.ts');
  const createdAt = clockOf(config).now().toISOString();
  const { settings, secrets: secretsNeeded } = record;
  return writeBackup({ dataDirectory, to, createdAt, settings, secretsNeeded });
}

/** A backup in place of what is in the data directory, which is kept aside. */
export async function restore(
  config: Config,
  from: string,
): Promise<{ manifest: BackupManifest; aside: string }> {
  refuseServer(
    config,
    '请用 pg_restore 恢复：pg_restore --clean --dbname="$DATABASE_URL" 备份文件。',
  );
  const { restoreBackup } = await import('../store/upkeep/restore-backup.ts');
  return restoreBackup({ dataDirectory: config.dataDirectory, from, now: new Date() });
}
