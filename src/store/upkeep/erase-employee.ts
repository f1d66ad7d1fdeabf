import { type Kysely, sql } from 'kysely';
import { GuichaoError } from '../../domain/errors.ts';
import { erasedMark, Mentions } from '../../domain/upkeep/mentions.ts';
import { forgetUncited } from './blank-talk.ts';
import {
  countedOnly,
  deleteBy,
  type ErasureCounts,
  type ErasureOrder,
  type ErasureScene,
  type ErasureStores,
  eraseFromLogs,
  pseudonym,
  rename,
} from './erasure.ts';
import { bookTexts, clearTexts, stateTexts, talkTexts } from './text-places.ts';

interface Leaver {
  readonly employeeId: string;
  readonly name: string;
  readonly userIds: readonly string[];
  /** Name and addresses; an id is too short a number to be looked for in texts. */
  readonly mentions: Mentions;
  readonly pseudonym: string;
}

async function refuseInOffice({ book, state }: ErasureStores, employeeId: string, today: number) {
  const employee = await book.db
    .selectFrom('managers')
    .selectAll()
    .where('manager_id', '=', employeeId)
    .executeTakeFirst();
  if (employee === undefined) {
    throw new GuichaoError('not-found', `没有工号为 ${employeeId} 的员工，请检查工号。`);
  }
  if (employee.left_on === null || employee.left_on >= today) {
    const advice = '请先在 managers.csv 里写上离职日（left_on）并导入。';
    throw new GuichaoError('refused', `工号 ${employeeId} 还在职，不能抹除。${advice}`);
  }
  const held = await book.db
    .selectFrom('clients')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('manager_id', '=', employeeId)
    .executeTakeFirstOrThrow();
  const open = await state
    .selectFrom('alerts')
    .select('alert_id')
    .where('manager_id', '=', employeeId)
    .where('closed_on', 'is', null)
    .executeTakeFirst();
  if (Number(held.count) > 0 || open !== undefined) {
    const advice = '请先把客户移交给同事并导入，等第二天扫描过后再抹除。';
    throw new GuichaoError('refused', `工号 ${employeeId} 名下还有客户或预警，${advice}`);
  }
  return employee;
}

async function isUnique({ book }: ErasureStores, name: string): Promise<boolean> {
  const like = `%${name}%`;
  const staff = await book.db
    .selectFrom('managers')
    .select('manager_id')
    .where('name', 'like', like)
    .limit(2)
    .execute();
  const client = await book.db
    .selectFrom('clients')
    .select('client_id')
    .where('name', 'like', like)
    .executeTakeFirst();
  return staff.length < 2 && client === undefined;
}

async function leaverIn(stores: ErasureStores, employeeId: string, today: number): Promise<Leaver> {
  const row = await refuseInOffice(stores, employeeId, today);
  const { name, email, slack_user_id, wecom_userid, license_no } = row;
  const userIds = [slack_user_id, wecom_userid].filter((id) => id !== null);
  const words = [(await isUnique(stores, name)) ? name : null, email, license_no, ...userIds];
  return { employeeId, name, userIds, mentions: new Mentions(words), pseudonym: pseudonym() };
}

function eraseLogs(scene: ErasureScene, { employeeId, mentions, pseudonym: name }: Leaver) {
  const renamed = (id: string | null) => (id === employeeId ? name : id);
  return eraseFromLogs(scene, 'employee', {
    lookUp(row) {
      return row.employee_id === employeeId ? { employee_id: name, system_user: null } : null;
    },
    outreach(row) {
      const text = mentions.without(row.text, erasedMark);
      const masked = row.masked === null ? null : mentions.without(row.masked, erasedMark);
      const reason = row.reason === null ? null : mentions.without(row.reason, erasedMark);
      const own = row.employee_id === employeeId || row.actor_id === employeeId;
      const same = text === row.text && masked === row.masked && reason === row.reason;
      if (!own && same) return null;
      const ids = { employee_id: renamed(row.employee_id) ?? '', actor_id: renamed(row.actor_id) };
      return { ...ids, text, masked, reason };
    },
  });
}

const ownRows: readonly (readonly [string, string])[] = [
  ['conversations', '对话'],
  ['drafts', '草稿'],
  ['sessions', '登录'],
  ['sign_in_links', '登录链接'],
  ['sent_cards', '聊天卡片'],
  ['work_skips', '清单跳过'],
  ['model_runs', '模型记录'],
];

const renamedRows = [
  'noted_contacts',
  'noted_tags',
  'marketing_stops',
  'alert_steps',
  'alert_mutes',
];

async function eraseFromState(scene: ErasureScene, leaver: Leaver): Promise<ErasureCounts> {
  const { tx } = scene;
  const { employeeId: id, pseudonym: to, mentions, userIds } = leaver;
  const rows = tx as unknown as Kysely<never>;
  const counts: Record<string, number> = {};
  for (const [table, called] of ownRows)
    counts[called] = await deleteBy(rows, { table, column: 'employee_id', value: id });
  counts.送达 = await deleteBy(rows, { table: 'outbox', column: 'recipient_id', value: id });
  for (const value of userIds)
    await deleteBy(rows, { table: 'opened_chats', column: 'user_id', value });
  let renamed = await rename(rows, { table: 'alerts', column: 'manager_id', from: id, to });
  for (const table of renamedRows)
    renamed += await rename(rows, { table, column: 'employee_id', from: id, to });
  counts.改为化名 = renamed;
  await forgetUncited(tx);
  counts.别处提到 = await clearTexts(rows, [...stateTexts, ...talkTexts], mentions);
  const { lookUps, outreach } = await eraseLogs(scene, leaver);
  return { ...counts, 查询留痕: lookUps, 触达留痕: outreach };
}

const bookColumns: readonly (readonly [string, string])[] = [
  ['managers', 'manager_id'],
  ['managers', 'supervisor_id'],
  ['managers', 'deputy_id'],
  ['contacts', 'manager_id'],
  ['tags', 'entered_by'],
  ['events', 'approved_by'],
];

async function eraseFromBook({ book }: ErasureStores, leaver: Leaver): Promise<ErasureCounts> {
  const { employeeId: from, pseudonym: to, mentions } = leaver;
  if (book.engine === 'sqlite') await sql`PRAGMA secure_delete = ON`.execute(book.db);
  return book.db.transaction().execute(async (tx) => {
    const rows = tx as unknown as Kysely<never>;
    let count = 0;
    for (const [table, column] of bookColumns)
      count += await rename(rows, { table, column, from, to });
    const nobody = { name: erasedMark, email: null, slack_user_id: null, wecom_userid: null };
    await tx
      .updateTable('managers')
      .set({ ...nobody, license_no: null, licenses: null })
      .where('manager_id', '=', to)
      .execute();
    return { 账簿: count, 账簿里别处提到: await clearTexts(rows, bookTexts, mentions) };
  });
}

interface Asked {
  readonly order: ErasureOrder;
  readonly today: number;
}

/** What an erasure would do; it changes nothing. */
export async function previewEmployeeErasure(
  stores: ErasureStores,
  employeeId: string,
  { order, today }: Asked,
): Promise<ErasureCounts> {
  const leaver = await leaverIn(stores, employeeId, today);
  return countedOnly(stores.state, (tx) => eraseFromState({ tx, stores, order }, leaver));
}

/**
 * Erases an employee who has left: what was the employee's own goes, what belongs to clients and
 * to the logs stays under a pseudonym.
 */
export async function eraseEmployee(
  stores: ErasureStores,
  employeeId: string,
  { order, today }: Asked,
): Promise<ErasureCounts> {
  const leaver = await leaverIn(stores, employeeId, today);
  const state = await stores.state
    .transaction()
    .execute((tx) => eraseFromState({ tx, stores, order }, leaver));
  return { ...state, ...(await eraseFromBook(stores, leaver)) };
}
