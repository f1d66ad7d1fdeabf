import type { Kysely, Selectable, Transaction } from 'kysely';
import type { EngineName } from '../book/engine.ts';
import { digestOfErasure, type ErasedEntry, hashOfOutreach } from '../erased-entries.ts';
import { hashOfContent, type LookUpRow } from '../look-up-chain.ts';
import type { Schema } from '../schema.ts';
import { withoutGuard } from './log-guard.ts';

type OutreachRow = Selectable<Schema['outreach_log']>;

const rowsAtOnce = 500;

/** How entries of the logs are to read from now on; null leaves one as it is. */
export interface LogChanges {
  lookUp(row: LookUpRow): Partial<LookUpRow> | null;
  outreach(row: OutreachRow): Partial<OutreachRow> | null;
}

interface Blanking {
  readonly tx: Transaction<Schema>;
  readonly engine: EngineName;
  readonly erasureId: string;
}

type Hashes = Pick<ErasedEntry, 'position' | 'hash_before' | 'hash_after'>;

/** Calls `see` with every entry in order, some at a time. */
async function everyEntry<Row extends { readonly position: number }>(
  page: (after: number) => Promise<readonly Row[]>,
  see: (row: Row) => Promise<void>,
): Promise<void> {
  for (let last = 0; ; ) {
    const rows = await page(last);
    for (const row of rows) await see(row);
    if (rows.length < rowsAtOnce) return;
    last = rows.at(-1)?.position ?? last;
  }
}

/** Entries that an earlier erasure changed already. */
async function blankedBefore(tx: Transaction<Schema>): Promise<ReadonlySet<number>> {
  const rows = await tx
    .selectFrom('erased_entries')
    .select('position')
    .where('log', '=', 'look_ups')
    .execute();
  return new Set(rows.map(({ position }) => position));
}

async function blankLookUps(
  { tx, engine }: Blanking,
  change: LogChanges['lookUp'],
): Promise<Hashes[]> {
  const before = await blankedBefore(tx);
  const found: Hashes[] = [];
  const all = tx.selectFrom('look_ups').selectAll().orderBy('position').limit(rowsAtOnce);
  const page = (after: number) => all.where('position', '>', after).execute();
  const see = async (row: LookUpRow) => {
    const changed = change(row);
    if (changed === null) return;
    const { position } = row;
    await tx.updateTable('look_ups').set(changed).where('position', '=', position).execute();
    // An entry never blanked before is known by its place in the chain.
    const hash_before = before.has(position) ? hashOfContent(row) : row.hash;
    found.push({ position, hash_before, hash_after: hashOfContent({ ...row, ...changed }) });
  };
  const guarded = tx as unknown as Kysely<never>;
  await withoutGuard(guarded, engine, 'look_ups', () => everyEntry(page, see));
  return found;
}

async function blankOutreach(
  { tx, engine }: Blanking,
  change: LogChanges['outreach'],
): Promise<Hashes[]> {
  const found: Hashes[] = [];
  const all = tx.selectFrom('outreach_log').selectAll().orderBy('position').limit(rowsAtOnce);
  const page = (after: number) => all.where('position', '>', after).execute();
  const see = async (row: OutreachRow) => {
    const changed = change(row);
    if (changed === null) return;
    const { position } = row;
    await tx.updateTable('outreach_log').set(changed).where('position', '=', position).execute();
    const hash_after = hashOfOutreach({ ...row, ...changed });
    found.push({ position, hash_before: hashOfOutreach(row), hash_after });
  };
  const guarded = tx as unknown as Kysely<never>;
  await withoutGuard(guarded, engine, 'outreach_log', () => everyEntry(page, see));
  return found;
}

/**
 * Blanks entries of both logs and writes down which, with what they were known by before and after.
 * Returns how many and the digest that an entry of the chain has to vouch for.
 */
export async function blankLogs(
  blanking: Blanking,
  changes: LogChanges,
): Promise<{ lookUps: number; outreach: number; digest: string }> {
  const { tx, erasureId: erasure_id } = blanking;
  const lookUps = await blankLookUps(blanking, changes.lookUp);
  const outreach = await blankOutreach(blanking, changes.outreach);
  const rows: ErasedEntry[] = [
    ...lookUps.map((hashes) => ({ erasure_id, log: 'look_ups' as const, ...hashes })),
    ...outreach.map((hashes) => ({ erasure_id, log: 'outreach_log' as const, ...hashes })),
  ];
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    await tx
      .insertInto('erased_entries')
      .values(rows.slice(at, at + rowsAtOnce))
      .execute();
  }
  return { lookUps: lookUps.length, outreach: outreach.length, digest: digestOfErasure(rows) };
}
