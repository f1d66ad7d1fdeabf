import { type Kysely, sql } from 'kysely';
import type { EngineName } from '../book/engine.ts';

type Log = 'look_ups' | 'outreach_log';

async function withoutTriggers(
  tx: Kysely<never>,
  log: Log,
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await sql<{ name: string; sql: string }>`
    SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ${log}`.execute(tx);
  for (const { name } of rows) await sql`DROP TRIGGER ${sql.id(name)}`.execute(tx);
  await work();
  for (const { sql: statement } of rows) await sql.raw(statement).execute(tx);
}

/**
 * Lets one piece of work change a log that is only added to, inside a transaction; on either engine
 * the guard is back before anybody else can see the log.
 */
export async function withoutGuard(
  tx: Kysely<never>,
  engine: EngineName,
  log: Log,
  work: () => Promise<void>,
): Promise<void> {
  if (engine === 'sqlite') return withoutTriggers(tx, log, work);
  await sql`ALTER TABLE ${sql.table(log)} DISABLE TRIGGER USER`.execute(tx);
  await work();
  await sql`ALTER TABLE ${sql.table(log)} ENABLE TRIGGER USER`.execute(tx);
}
