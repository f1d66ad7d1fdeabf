import { createHash } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { LookUp } from '../ports/look-up-log.ts';
import { digestOfErasure, type ErasedEntry } from './erased-entries.ts';
import type { Schema } from './schema.ts';

/** So many are read together; a log may be longer than memory. */
const entriesAtOnce = 200;

export type LookUpRow = Selectable<Schema['look_ups']>;

function hashOf(entry: Omit<LookUpRow, 'hash'>, previousHash: string): string {
  const { position, at, employee_id, system_user, turn_id, action, client_ids, fields } = entry;
  const told = [previousHash, position, at, employee_id, system_user, turn_id, action];
  return createHash('sha256')
    .update(JSON.stringify([...told, client_ids, fields]))
    .digest('hex');
}

/** The hash of what an entry shows now, whatever came before it. */
export const hashOfContent = (entry: LookUpRow): string => hashOf(entry, 'content');

/** Adds an entry to the end of the chain, inside the transaction of what it tells about. */
export async function appendLookUp(
  tx: Transaction<Schema>,
  { employeeId, systemUser, turnId, action, clientIds, fields }: LookUp,
  at: string,
): Promise<void> {
  // Writing first makes other processes wait their turn, so that no two follow the same entry.
  const head = await tx
    .updateTable('look_up_head')
    .set((eb) => ({ position: eb('position', '+', 1) }))
    .returning(['position', 'hash'])
    .executeTakeFirstOrThrow();
  const entry = {
    position: head.position,
    at,
    employee_id: employeeId,
    system_user: systemUser,
    turn_id: turnId,
    action,
    client_ids: JSON.stringify(clientIds),
    fields: JSON.stringify(fields),
  };
  const hash = hashOf(entry, head.hash);
  await tx
    .insertInto('look_ups')
    .values({ ...entry, hash })
    .execute();
  await tx.updateTable('look_up_head').set({ hash }).execute();
}

async function* entriesAfter(db: Kysely<Schema>, start: number) {
  let last = start;
  for (;;) {
    const rows = await db
      .selectFrom('look_ups')
      .selectAll()
      .where('position', '>', last)
      .orderBy('position')
      .limit(entriesAtOnce)
      .execute();
    yield* rows;
    last = rows.at(-1)?.position ?? last;
    if (rows.length < entriesAtOnce) return;
  }
}

const prefixed = (fields: readonly string[], prefix: string): string | undefined =>
  fields.find((field) => field.startsWith(prefix))?.slice(prefix.length);

/** What entries of the chain vouch for: erasures by their digest, where the log may begin. */
class Vouched {
  readonly #erasures = new Map<string, string>();
  readonly #starts = new Set<string>(['0:']);

  hear({ action, fields }: LookUpRow): void {
    if (action !== 'erasure' && action !== 'retention') return;
    const told = JSON.parse(fields) as string[];
    const id = prefixed(told, 'id:');
    const digest = prefixed(told, 'digest:');
    if (action === 'erasure' && id !== undefined && digest !== undefined)
      this.#erasures.set(id, digest);
    const start = prefixed(told, 'start:');
    if (action === 'retention' && start !== undefined) this.#starts.add(start);
  }

  knowsStart(position: number, hash: string): boolean {
    return this.#starts.has(`${position}:${hash}`);
  }

  knowsErasure(id: string, rows: readonly ErasedEntry[]): boolean {
    return this.#erasures.get(id) === digestOfErasure(rows);
  }
}

/** The erasures of each entry, in the order in which each took up where the other left off. */
function ladders(rows: readonly ErasedEntry[]): Map<number, ErasedEntry[]> {
  const found = new Map<number, ErasedEntry[]>();
  for (const row of rows) {
    if (row.log !== 'look_ups') continue;
    found.set(row.position, [...(found.get(row.position) ?? []), row]);
  }
  return found;
}

/** Whether erasures lead from what the chain says of an entry to what it shows now. */
function leadsTo(from: string, to: string, steps: readonly ErasedEntry[]): boolean {
  let present = from;
  const left = [...steps];
  while (left.length > 0) {
    const at = left.findIndex(({ hash_before }) => hash_before === present);
    if (at < 0) return false;
    present = left.splice(at, 1)[0]?.hash_after ?? '';
  }
  return present === to;
}

/**
 * Walks the chain. An entry that was blanked keeps the hash of what it said; the register of
 * erasures must lead from that to what it says now, and a later entry must vouch for the register.
 */
export async function verifyLookUpChain(
  db: Kysely<Schema>,
): Promise<{ entries: number; brokenAt: number | null }> {
  const head = await db.selectFrom('look_up_head').selectAll().executeTakeFirstOrThrow();
  const start = await db.selectFrom('look_up_start').selectAll().executeTakeFirstOrThrow();
  const register = await db.selectFrom('erased_entries').selectAll().execute();
  const erased = ladders(register);
  const vouched = new Vouched();
  let { hash, position } = start;
  for await (const row of entriesAfter(db, start.position)) {
    position++;
    const steps = erased.get(position);
    const sound = steps
      ? leadsTo(row.hash, hashOfContent(row), steps)
      : hashOf(row, hash) === row.hash;
    if (row.position !== position || !sound)
      return { entries: position - start.position, brokenAt: position };
    vouched.hear(row);
    hash = row.hash;
  }
  const entries = position - start.position;
  const whole = head.position === position && head.hash === hash;
  if (!whole) return { entries, brokenAt: position + 1 };
  if (!vouched.knowsStart(start.position, start.hash))
    return { entries, brokenAt: start.position + 1 };
  const forged = firstUnvouched(register, vouched, start.position);
  return { entries, brokenAt: forged };
}

function firstUnvouched(
  register: readonly ErasedEntry[],
  vouched: Vouched,
  start: number,
): number | null {
  const byErasure = Map.groupBy(register, ({ erasure_id }) => erasure_id);
  for (const [id, rows] of byErasure) {
    // An erasure so old that its own entry had its time blanked nothing that is left.
    const left = rows.filter(({ log, position }) => log === 'look_ups' && position > start);
    if (left.length > 0 && !vouched.knowsErasure(id, rows)) return left[0]?.position ?? null;
  }
  return null;
}
