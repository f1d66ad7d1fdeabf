import { type Kysely, sql, type Transaction } from 'kysely';
import { GuichaoError } from '../../domain/errors.ts';
import { erasedMark, Mentions } from '../../domain/upkeep/mentions.ts';
import { isSealed } from '../book/mobile-seal.ts';
import type { Schema } from '../schema.ts';
import { blankTurns, forgetUncited, type Sought, turnsAbout } from './blank-talk.ts';
import {
  countedOnly,
  deleteBy,
  type ErasureCounts,
  type ErasureOrder,
  type ErasureScene,
  type ErasureStores,
  eraseFromLogs,
  pseudonym,
} from './erasure.ts';
import { bookTexts, clearTexts, stateTexts } from './text-places.ts';

const bookRows = [
  'holdings',
  'balances',
  'transactions',
  'contacts',
  'complaints',
  'loans',
  'assessments',
  'consents',
  'tags',
  'clients',
];

const stateRows: readonly (readonly [string, string])[] = [
  ['drafts', '草稿'],
  ['noted_contacts', '联系登记'],
  ['noted_tags', '标签'],
  ['marketing_stops', '拒绝营销登记'],
  ['standings', '每日命中'],
  ['alert_mutes', '静音'],
  ['work_skips', '清单跳过'],
];

async function soughtIn({ book, seal }: ErasureStores, clientId: string): Promise<Sought> {
  const client = await book.db
    .selectFrom('clients')
    .select(['name', 'mobile'])
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  const mobile = client?.mobile ?? null;
  const open = mobile !== null && isSealed(mobile) ? [mobile, seal.open(mobile)] : [mobile];
  const name = client?.name ?? null;
  const namesakes =
    name === null
      ? []
      : await book.db
          .selectFrom('clients')
          .select('client_id')
          .where('name', 'like', `%${name}%`)
          .where('client_id', '<>', clientId)
          .execute();
  return {
    clientId,
    sure: new Mentions([clientId, ...open]),
    named: new Mentions([name]),
    namesakes: new Set(namesakes.map((row) => row.client_id)),
  };
}

/** Alerts with what was told about them. */
async function eraseAlerts(tx: Transaction<Schema>, clientId: string): Promise<number> {
  const alerts = await tx
    .selectFrom('alerts')
    .select('alert_id')
    .where('client_id', '=', clientId)
    .execute();
  const ids = alerts.map(({ alert_id }) => alert_id);
  const linked =
    ids.length === 0
      ? []
      : await tx.selectFrom('outbox_alerts').select('key').where('alert_id', 'in', ids).execute();
  const alone = linked.map(({ key }) => key).filter((key) => ids.some((id) => key.includes(id)));
  if (alone.length > 0) await tx.deleteFrom('outbox').where('key', 'in', alone).execute();
  await tx
    .deleteFrom('outbox')
    .where('subject', 'in', [clientId, ...ids])
    .execute();
  if (ids.length === 0) return 0;
  await tx.deleteFrom('outbox_alerts').where('alert_id', 'in', ids).execute();
  await tx.deleteFrom('alert_steps').where('alert_id', 'in', ids).execute();
  await tx.deleteFrom('alerts').where('alert_id', 'in', ids).execute();
  return ids.length;
}

function eraseLogs(scene: ErasureScene, { clientId, sure, named, namesakes }: Sought) {
  const name = pseudonym();
  const texts = namesakes.size > 0 ? sure : new Mentions([...sure.words, ...named.words]);
  const without = (text: string | null) => (text === null ? null : texts.without(text));
  return eraseFromLogs(scene, 'client', {
    lookUp(row) {
      const ids = JSON.parse(row.client_ids) as string[];
      if (!ids.includes(clientId)) return null;
      const kept = ids.map((id) => (id === clientId ? name : id));
      return { client_ids: JSON.stringify(kept) };
    },
    outreach(row) {
      if (row.client_id === clientId) {
        const blank = { text: erasedMark, masked: null, reason: null };
        return { ...blank, client_id: name };
      }
      const [text, reason] = [texts.without(row.text), without(row.reason)];
      const masked = without(row.masked);
      const same = text === row.text && reason === row.reason && masked === row.masked;
      return same ? null : { text, masked, reason };
    },
  });
}

async function eraseFromState(scene: ErasureScene, sought: Sought): Promise<ErasureCounts> {
  const { tx } = scene;
  const { clientId, sure, named, namesakes } = sought;
  const turns = await turnsAbout(tx, sought);
  await blankTurns(tx, turns);
  const passages = await forgetUncited(tx);
  const alerts = await eraseAlerts(tx, clientId);
  const counts: Record<string, number> = {
    对话轮次: turns.length,
    引用原文: passages,
    预警: alerts,
  };
  const rows = tx as unknown as Kysely<never>;
  for (const [table, called] of stateRows)
    counts[called] = await deleteBy(rows, { table, column: 'client_id', value: clientId });
  const words = namesakes.size > 0 ? sure : new Mentions([...sure.words, ...named.words]);
  counts.别处提到 = await clearTexts(rows, stateTexts, words);
  const { lookUps, outreach } = await eraseLogs(scene, sought);
  return { ...counts, 查询留痕: lookUps, 触达留痕: outreach };
}

async function eraseFromBook(
  { book }: ErasureStores,
  { clientId, sure, named, namesakes }: Sought,
): Promise<ErasureCounts> {
  if (book.engine === 'sqlite') await sql`PRAGMA secure_delete = ON`.execute(book.db);
  return book.db.transaction().execute(async (tx) => {
    const rows = tx as unknown as Kysely<never>;
    let count = 0;
    for (const table of bookRows)
      count += await deleteBy(rows, { table, column: 'client_id', value: clientId });
    const words = namesakes.size > 0 ? sure : new Mentions([...sure.words, ...named.words]);
    return { 账簿: count, 账簿里别处提到: await clearTexts(rows, bookTexts, words) };
  });
}

export interface ClientErasure {
  readonly counts: ErasureCounts;
  /** Others whose name contains the same: what others wrote about that name was left alone. */
  readonly namesakes: number;
}

async function countBook({ book }: ErasureStores, clientId: string): Promise<ErasureCounts> {
  let count = 0;
  for (const table of bookRows) {
    const { rows } = await sql<{ count: number | string }>`
      SELECT COUNT(*) AS count FROM ${sql.table(table)} WHERE client_id = ${clientId}`.execute(
      book.db,
    );
    count += Number(rows[0]?.count ?? 0);
  }
  return { 账簿: count };
}

/** What an erasure would do; it changes nothing. */
export async function previewClientErasure(
  stores: ErasureStores,
  clientId: string,
  order: ErasureOrder,
): Promise<ClientErasure> {
  const sought = await soughtIn(stores, clientId);
  const state = await countedOnly(stores.state, (tx) =>
    eraseFromState({ tx, stores, order }, sought),
  );
  const counts = { ...state, ...(await countBook(stores, clientId)) };
  refuseUnknown(counts, clientId);
  return { counts, namesakes: sought.namesakes.size };
}

function refuseUnknown(counts: ErasureCounts, clientId: string): void {
  if (Object.values(counts).some((count) => count > 0)) return;
  throw new GuichaoError('not-found', `哪里都没有客户 ${clientId} 的资料，请检查客户号。`);
}

/**
 * Erases one client: rows that are the client's go, texts that name the client are blanked, the
 * logs keep that something happened under a pseudonym. The state goes first: without the book
 * nobody would know any more which name to look for. Killed in between, it can be repeated.
 */
export async function eraseClient(
  stores: ErasureStores,
  clientId: string,
  order: ErasureOrder,
): Promise<ClientErasure> {
  const sought = await soughtIn(stores, clientId);
  const state = await stores.state
    .transaction()
    .execute((tx) => eraseFromState({ tx, stores, order }, sought));
  const book = await eraseFromBook(stores, sought);
  return { counts: { ...state, ...book }, namesakes: sought.namesakes.size };
}
