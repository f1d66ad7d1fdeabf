import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Day } from '../domain/calendar/day.ts';
import { wallClock } from '../domain/calendar/zoned-time.ts';
import { GuichaoError } from '../domain/errors.ts';
import { firstKept } from '../domain/upkeep/retention-settings.ts';
import type { RetentionCounts } from '../ports/retention.ts';
import { loadRetention } from '../retrieval/load-retention.ts';
import type { BackupManifest } from '../store/upkeep/backup-manifest.ts';
import type { ErasureCounts, ErasureOrder, ErasureStores } from '../store/upkeep/erasure.ts';
import { openClientBook } from './book.ts';
import { businessDay, clockOf, nowOf } from './clock.ts';
import { databaseFile, openState, openStateDatabase, type State } from './state.ts';

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

// A business clock that was set ahead for a demonstration must not age what people keep.
function dayOfRetention(config: Config): Day {
  return Math.min(businessDay(config), businessDay({ ...config, fixedNow: null }));
}

/** What the service calls every minute; a file that makes no sense is told once and clears nothing. */
export async function retentionRound(
  config: Config,
  { retention, jobRuns: runs }: State,
  warn: (what: string, error: unknown) => void,
): Promise<() => Promise<void>> {
  const { nightlyRetention } = await import('../jobs/nightly-retention.ts');
  try {
    const settings = loadRetention(config.knowledgeDirectory);
    return () => {
      const { minuteOfDay } = wallClock(nowOf(config), config.timezone);
      const today = dayOfRetention(config);
      return nightlyRetention({ retention, settings, runs, today, minuteOfDay });
    };
  } catch (error) {
    warn('保留期限', error);
    return async () => {};
  }
}

/** Clears what has had its time, or only counts it. */
export async function clearSpent(config: Config, dryRun: boolean): Promise<RetentionCounts> {
  const settings = loadRetention(config.knowledgeDirectory);
  if (settings === null) {
    const advice = '请从项目的 knowledge 目录补回 retention.yaml。';
    throw new GuichaoError('knowledge', `没有写明各类数据留多少天，${advice}`);
  }
  const { retention, close } = await openState(config);
  const first = firstKept(settings, dayOfRetention(config));
  return (dryRun ? retention.due(first) : retention.apply(first)).finally(close);
}

export interface Erased {
  readonly counts: ErasureCounts;
  readonly namesakes: number;
  /** Whether the files hold nothing of it any more; null on PostgreSQL, which clears them itself. */
  readonly cleared: boolean | null;
}

async function withStores<T>(
  config: Config,
  work: (stores: ErasureStores) => Promise<T>,
): Promise<T> {
  const state = await openStateDatabase(config);
  try {
    const [{ book, clientBook }, { mobileSeal }] = await Promise.all([
      openClientBook(config, state),
      import('../store/book/mobile-seal.ts'),
    ]);
    const stores = { state, book, seal: mobileSeal(config.mobileKey) };
    return await work(stores).finally(() => clientBook.close());
  } finally {
    await state.destroy();
  }
}

async function clearFiles({ state, book }: ErasureStores): Promise<boolean | null> {
  if (book.engine !== 'sqlite') return null;
  const { clearFreePages } = await import('../store/upkeep/clear-free-pages.ts');
  const cleared = [await clearFreePages(state as never), await clearFreePages(book.db as never)];
  return cleared.every((one) => one);
}

/** Erasing is for those who answer for it, not for whoever looks after clients. */
async function orderOf({ book }: ErasureStores, by: string, at: string): Promise<ErasureOrder> {
  const row = await book.db
    .selectFrom('managers')
    .select('role')
    .where('manager_id', '=', by)
    .executeTakeFirst();
  if (row === undefined) {
    throw new GuichaoError('no-such-employee', `没有工号为 ${by} 的员工，请检查 --as。`);
  }
  if (!['admin', 'compliance'].includes(row.role)) {
    const advice = '请用他们的工号执行（--as）。';
    throw new GuichaoError('refused', `抹除只能由管理员或合规岗执行，${advice}`);
  }
  return { orderedBy: by, systemUser: userInfo().username, at };
}

export interface ErasureRequest {
  readonly of: { readonly client: string } | { readonly employee: string };
  readonly by: string;
  /** Otherwise it only says what would go. */
  readonly forGood: boolean;
}

async function eraseOne(
  config: Config,
  stores: ErasureStores,
  { of, by, forGood }: ErasureRequest,
): Promise<Omit<Erased, 'cleared'>> {
  const order = await orderOf(stores, by, clockOf(config).now().toISOString());
  if ('client' in of) {
    const { eraseClient, previewClientErasure } = await import('../store/upkeep/erase-client.ts');
    return (forGood ? eraseClient : previewClientErasure)(stores, of.client, order);
  }
  const { eraseEmployee, previewEmployeeErasure } = await import(
    '../store/upkeep/erase-employee.ts'
  );
  const today = businessDay(config);
  const asked = { order, today };
  const counts = await (forGood ? eraseEmployee : previewEmployeeErasure)(
    stores,
    of.employee,
    asked,
  );
  return { counts, namesakes: 0 };
}

/** Erases one client or one employee, or says what that would take away. */
export function erase(config: Config, request: ErasureRequest): Promise<Erased> {
  return withStores(config, async (stores) => {
    const done = await eraseOne(config, stores, request);
    return { ...done, cleared: request.forGood ? await clearFiles(stores) : null };
  });
}
