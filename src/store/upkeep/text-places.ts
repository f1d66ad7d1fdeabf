import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Mentions } from '../../domain/upkeep/mentions.ts';

/** A table with columns into which people write what they like. */
interface TextPlace {
  readonly table: string;
  readonly keys: readonly string[];
  readonly columns: readonly string[];
}

/** Of the assistant's state; conversations and the log of outreach are looked through on their own. */
export const stateTexts: readonly TextPlace[] = [
  { table: 'noted_contacts', keys: ['note_id'], columns: ['result', 'note'] },
  { table: 'noted_tags', keys: ['note_id'], columns: ['tag'] },
  { table: 'feedback', keys: ['turn_id'], columns: ['reason'] },
  { table: 'alert_mutes', keys: ['client_id', 'code'], columns: ['reason'] },
  { table: 'work_skips', keys: ['employee_id', 'client_id'], columns: ['reason'] },
  { table: 'alert_steps', keys: ['position'], columns: ['outcome'] },
  { table: 'alerts', keys: ['alert_id'], columns: ['signals', 'outcome'] },
  { table: 'drafts', keys: ['id'], columns: ['draft'] },
  { table: 'inbound_events', keys: ['channel', 'key'], columns: ['body'] },
  { table: 'sent_cards', keys: ['id'], columns: ['place', 'actions'] },
  { table: 'conversations', keys: ['id'], columns: ['title'] },
  { table: 'outbox', keys: ['key'], columns: ['fault'] },
  { table: 'job_runs', keys: ['job', 'slot'], columns: ['fault'] },
];

/** Where a conversation names somebody. */
export const talkTexts: readonly TextPlace[] = [
  { table: 'turns', keys: ['id'], columns: ['question'] },
  {
    table: 'answers',
    keys: ['turn_id'],
    columns: ['text', 'card', 'topic', 'data', 'suggestions'],
  },
  { table: 'answer_citations', keys: ['turn_id', 'n'], columns: ['quote', 'document', 'heading'] },
  { table: 'model_runs', keys: ['position'], columns: ['sent'] },
];

/** Of the client book. */
export const bookTexts: readonly TextPlace[] = [
  {
    table: 'contacts',
    keys: ['client_id', 'contacted_on', 'contact_id'],
    columns: ['result', 'note'],
  },
  { table: 'clients', keys: ['client_id'], columns: ['remark'] },
  { table: 'complaints', keys: ['client_id', 'complaint_id'], columns: ['topic'] },
  { table: 'events', keys: ['event_id'], columns: ['text'] },
];

type Row = Record<string, string | number | null>;

const pattern = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** A condition that is true of every row that names somebody, and of few others. */
export function mayName(
  columns: readonly RawBuilder<unknown>[],
  { words }: Mentions,
): RawBuilder<boolean> {
  const ways = columns.flatMap((column) =>
    words.map((word) => sql`${column} LIKE ${pattern(word)} ESCAPE '\\'`),
  );
  return ways.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join(ways, sql` OR `)})`;
}

async function clearRow(
  db: Kysely<never>,
  { table, keys, columns }: TextPlace,
  row: Row,
  without: (text: string) => string,
): Promise<boolean> {
  const cleared = columns.map((name) => {
    const value = row[name];
    return [name, typeof value === 'string' ? without(value) : (value ?? null)] as const;
  });
  if (cleared.every(([name, value]) => value === (row[name] ?? null))) return false;
  const values = cleared.map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const same = keys.map((name) => sql`${sql.ref(name)} = ${row[name] ?? null}`);
  await sql`UPDATE ${sql.table(table)} SET ${sql.join(values)}
    WHERE ${sql.join(same, sql` AND `)}`.execute(db);
  return true;
}

/** Takes somebody's names out of the texts of others; returns how many rows named them. */
export async function clearTexts(
  db: Kysely<never>,
  places: readonly TextPlace[],
  mentions: Mentions,
  mark?: string,
): Promise<number> {
  let count = 0;
  for (const place of places) {
    const columns = place.columns.map((name) => sql.ref(name));
    const { rows } = await sql<Row>`
      SELECT * FROM ${sql.table(place.table)} WHERE ${mayName(columns, mentions)}`.execute(db);
    for (const row of rows) {
      if (await clearRow(db, place, row, (text) => mentions.without(text, mark))) count++;
    }
  }
  return count;
}
