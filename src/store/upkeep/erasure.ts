import { randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { BookDatabase } from '../book/engine.ts';
import type { MobileSeal } from '../book/mobile-seal.ts';
import { appendLookUp } from '../look-up-chain.ts';
import type { Schema } from '../schema.ts';
import { blankLogs, type LogChanges } from './blank-logs.ts';

export interface ErasureStores {
  readonly state: Kysely<Schema>;
  readonly book: BookDatabase;
  readonly seal: MobileSeal;
}

/** Who ordered it, for the log. */
export interface ErasureOrder {
  readonly orderedBy: string;
  readonly systemUser: string;
  readonly at: string;
}

/** How many rows went or were blanked, by what they are called in messages. */
export type ErasureCounts = Readonly<Record<string, number>>;

/** Stands for somebody in the logs from now on; made of chance, so that it leads back to nobody. */
export const pseudonym = (): string => `已抹除-${randomBytes(4).toString('hex')}`;

export interface ErasureScene {
  readonly tx: Transaction<Schema>;
  readonly stores: ErasureStores;
  readonly order: ErasureOrder;
}

/** Blanks both logs, and has the chain of look-ups vouch for it. */
export async function eraseFromLogs(
  { tx, stores, order }: ErasureScene,
  whose: 'client' | 'employee',
  changes: LogChanges,
): Promise<{ lookUps: number; outreach: number }> {
  const erasureId = randomUUID();
  const { engine } = stores.book;
  const { digest, ...counts } = await blankLogs({ tx, engine, erasureId }, changes);
  const { orderedBy: employeeId, systemUser, at } = order;
  const fields = [`id:${erasureId}`, `of:${whose}`, `digest:${digest}`];
  const entry = { employeeId, systemUser, turnId: null, action: 'erasure', clientIds: [] } as const;
  await appendLookUp(tx, { ...entry, fields }, at);
  return counts;
}

interface Deletion {
  readonly table: string;
  readonly column: string;
  readonly value: string;
}

/** Deletes rows by one column and counts them. */
export async function deleteBy(
  db: Kysely<never>,
  { table, column, value }: Deletion,
): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${value}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

interface Renaming {
  readonly table: string;
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

/** Puts a pseudonym in place of an id. */
export async function rename(db: Kysely<never>, renaming: Renaming): Promise<number> {
  const { table, column, from, to } = renaming;
  const { numAffectedRows } = await sql`
    UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${to}
    WHERE ${sql.ref(column)} = ${from}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** So that a preview can take everything back. */
class Undone extends Error {
  readonly counts: ErasureCounts;

  constructor(counts: ErasureCounts) {
    super('a preview');
    this.counts = counts;
  }
}

/** Does something to the state, counts it and takes it back. */
export async function countedOnly(
  state: Kysely<Schema>,
  work: (tx: Transaction<Schema>) => Promise<ErasureCounts>,
): Promise<ErasureCounts> {
  try {
    return await state.transaction().execute(async (tx): Promise<never> => {
      throw new Undone(await work(tx));
    });
  } catch (error) {
    if (error instanceof Undone) return error.counts;
    throw error;
  }
}
