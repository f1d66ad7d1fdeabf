import { type Kysely, sql, type Transaction } from 'kysely';
import { textCard } from '../../domain/card/card.ts';
import { erasedMark, Mentions } from '../../domain/upkeep/mentions.ts';
import type { Schema } from '../schema.ts';
import { mayName, talkTexts } from './text-places.ts';

/** As far as a conversation reaches back when it goes on: what follows may speak of the same person. */
const rememberedTurns = 7;

const idsAtOnce = 500;

/** Who is looked for, and who else could be meant by the same name. */
export interface Sought {
  readonly clientId: string;
  /** Id and mobile, which mean nobody else. */
  readonly sure: Mentions;
  /** The name. */
  readonly named: Mentions;
  readonly namesakes: ReadonlySet<string>;
}

async function textsOf(tx: Transaction<Schema>, turnIds: readonly string[]) {
  const found = new Map<string, string>();
  for (const { table, columns } of talkTexts) {
    const owner = table === 'turns' ? 'id' : 'turn_id';
    for (let at = 0; at < turnIds.length; at += idsAtOnce) {
      const ids = turnIds.slice(at, at + idsAtOnce);
      const { rows } = await sql<Record<string, string>>`
        SELECT * FROM ${sql.table(table)}
        WHERE ${sql.ref(owner)} IN (${sql.join(ids)})`.execute(tx);
      for (const row of rows) {
        const id = row[owner] ?? '';
        const text = columns.map((name) => row[name] ?? '').join('\n');
        found.set(id, `${found.get(id) ?? ''}\n${text}`);
      }
    }
  }
  return found;
}

async function shownClients(tx: Transaction<Schema>, turnIds: readonly string[]) {
  const found = new Map<string, readonly string[]>();
  for (let at = 0; at < turnIds.length; at += idsAtOnce) {
    const rows = await tx
      .selectFrom('answers')
      .select(['turn_id', 'data'])
      .where('turn_id', 'in', turnIds.slice(at, at + idsAtOnce))
      .execute();
    for (const { turn_id, data } of rows)
      found.set(turn_id, (JSON.parse(data) as { clientIds?: string[] }).clientIds ?? []);
  }
  return found;
}

/** Turns in which somebody is named, whoever of that name is meant. */
async function candidates(tx: Transaction<Schema>, { sure, named }: Sought): Promise<string[]> {
  const all = new Mentions([...sure.words, ...named.words]);
  const ids = new Set<string>();
  for (const { table, columns } of talkTexts) {
    const owner = sql.ref<string>(table === 'turns' ? 'id' : 'turn_id');
    const ways = mayName(
      columns.map((name) => sql.ref(name)),
      all,
    );
    const { rows } = await sql<{ id: string }>`
      SELECT ${owner} AS id FROM ${sql.table(table)} WHERE ${ways}`.execute(tx);
    for (const { id } of rows) ids.add(id);
  }
  return [...ids];
}

function speaksOf(text: string, shown: readonly string[], sought: Sought): boolean {
  if (sought.sure.isIn(text) || shown.includes(sought.clientId)) return true;
  if (!sought.named.isIn(text)) return false;
  return !shown.some((id) => sought.namesakes.has(id));
}

/** Turns after one that may go on about the same client: up to the next one about others. */
async function goingOn(
  tx: Transaction<Schema>,
  turnId: string,
  clientId: string,
): Promise<string[]> {
  const turn = await tx
    .selectFrom('turns')
    .select(['conversation_id', 'position'])
    .where('id', '=', turnId)
    .executeTakeFirstOrThrow();
  const next = await tx
    .selectFrom('turns')
    .select(['id', 'unasked'])
    .where('conversation_id', '=', turn.conversation_id)
    .where('position', '>', turn.position)
    .orderBy('position')
    .limit(rememberedTurns)
    .execute();
  const ids = next.map(({ id }) => id);
  const shown = await shownClients(tx, ids);
  const others = ids.findIndex((id) => {
    const clients = shown.get(id) ?? [];
    return clients.length > 0 && !clients.includes(clientId);
  });
  // What was told unasked stands alone; an answer follows a question.
  const asked = new Set(next.filter(({ unasked }) => unasked === 0).map(({ id }) => id));
  return ids.slice(0, others < 0 ? ids.length : others).filter((id) => asked.has(id));
}

/** The turns that speak of a client, and those that may go on about the same one. */
export async function turnsAbout(tx: Transaction<Schema>, sought: Sought): Promise<string[]> {
  const named = await candidates(tx, sought);
  const [texts, shown] = [await textsOf(tx, named), await shownClients(tx, named)];
  const sure = named.filter((id) => speaksOf(texts.get(id) ?? '', shown.get(id) ?? [], sought));
  const about = new Set(sure);
  for (const id of sure) for (const next of await goingOn(tx, id, sought.clientId)) about.add(next);
  return [...about];
}

/** Leaves of turns that they were, when and of what kind, and nothing of what was said. */
export async function blankTurns(
  tx: Transaction<Schema>,
  turnIds: readonly string[],
): Promise<void> {
  const card = JSON.stringify({ ...textCard(erasedMark), citations: undefined });
  const nothing = { text: erasedMark, card, suggestions: '[]', topic: 'null', data: '{}' };
  for (let at = 0; at < turnIds.length; at += idsAtOnce) {
    const ids = turnIds.slice(at, at + idsAtOnce);
    await tx.updateTable('turns').set({ question: erasedMark }).where('id', 'in', ids).execute();
    await tx.updateTable('answers').set(nothing).where('turn_id', 'in', ids).execute();
    await tx.updateTable('feedback').set({ reason: null }).where('turn_id', 'in', ids).execute();
    await tx.updateTable('model_runs').set({ sent: '' }).where('turn_id', 'in', ids).execute();
    await tx.deleteFrom('answer_citations').where('turn_id', 'in', ids).execute();
    await tx.deleteFrom('sent_cards').where('turn_id', 'in', ids).execute();
  }
}

/** Passages that no answer shows any more; records of clients were among them. */
export async function forgetUncited(db: Kysely<Schema>): Promise<number> {
  const gone = await db
    .deleteFrom('passage_snapshots')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('answer_citations as c')
            .innerJoin('answers as a', 'a.turn_id', 'c.turn_id')
            .select('c.n')
            .whereRef('c.passage_id', '=', 'passage_snapshots.passage_id')
            .whereRef('a.knowledge_version', '=', 'passage_snapshots.knowledge_version'),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
