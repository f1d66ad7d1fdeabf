import { keyIndexes, lookUpIndexes } from '../book/book-tables.ts';
import type { ImportSession } from './import-session.ts';
import type { StagedFile } from './stage-file.ts';

function indexesOf(table: string): string[] {
  const lookUps = lookUpIndexes.filter((statement) => statement.includes(` ON ${table} (`));
  const key = keyIndexes[table];
  return key === undefined ? lookUps : [key, ...lookUps];
}

function indexName(statement: string): string {
  return /INDEX (\w+)/.exec(statement)?.[1] ?? '';
}

function insertion({ file, stored }: StagedFile, from: string): string {
  const names = stored.map(({ name }) => name).join(', ');
  // Sorted as the table is, rows are appended to it instead of being worked in.
  return `INSERT INTO ${file.table} (${names})
    SELECT ${names} FROM ${from} WHERE true ORDER BY ${file.order.join(', ')}`;
}

/** Into an empty table: no key can be known, and indexes are built once, from sorted rows. */
async function load(staged: StagedFile, session: ImportSession): Promise<number> {
  const indexes = indexesOf(staged.file.table);
  for (const statement of indexes) await session.change(`DROP INDEX ${indexName(statement)}`);
  const rows = await session.change(insertion(staged, session.staged(staged.file.table)));
  for (const statement of indexes) await session.change(statement);
  return rows;
}

/** New keys are added, known ones take over the values given; equal rows are left alone. */
async function update(staged: StagedFile, session: ImportSession): Promise<number> {
  const { file, stored } = staged;
  const values = stored.map(({ name }) => name).filter((name) => !file.key.includes(name));
  const set = values.map((name) => `${name} = excluded.${name}`).join(', ');
  const differ = values
    .map((name) => `${file.table}.${name} IS DISTINCT FROM excluded.${name}`)
    .join(' OR ');
  const action = values.length === 0 ? 'DO NOTHING' : `DO UPDATE SET ${set} WHERE ${differ}`;
  const insert = insertion(staged, session.staged(file.table));
  return session.change(`${insert} ON CONFLICT (${file.key.join(', ')}) ${action}`);
}

async function isEmpty(table: string, session: ImportSession): Promise<boolean> {
  return (await session.rows(`SELECT 1 FROM ${table} LIMIT 1`)).length === 0;
}

/**
 * Merges the staged rows; how many were new or changed. A first load trusts that no key stands
 * twice and looks for the culprit only when an index can't be built: sorting tens of millions of
 * keys beforehand would be paid by every sound file. `removeDuplicates` tells whether to go on.
 */
export async function mergeRows(
  staged: StagedFile,
  session: ImportSession,
  removeDuplicates: () => Promise<void>,
): Promise<number> {
  if (!(await isEmpty(staged.file.table, session))) {
    await removeDuplicates();
    return update(staged, session);
  }
  await session.change('SAVEPOINT first_load');
  try {
    const rows = await load(staged, session);
    await session.change('RELEASE SAVEPOINT first_load');
    return rows;
  } catch (error) {
    if (!session.isDuplicate(error)) throw error;
    await session.change('ROLLBACK TO SAVEPOINT first_load');
    await removeDuplicates();
    return load(staged, session);
  }
}
