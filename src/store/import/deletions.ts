import { type BookFile, type BookTable, bookFiles } from './book-files.ts';
import type { FaultList } from './fault.ts';
import type { ImportSession } from './import-session.ts';
import { mostBadRows, type StagedFile } from './stage-file.ts';
import { choiceReader, textReader } from './value-readers.ts';

/**
 * `deletions.csv` takes rows away by key: `file` (`transactions.csv`) and `key`, whose parts are
 * joined by `;` where a file has several. A reversed booking may be taken away like this, be
 * corrected by its own key, or be followed by a booking of the opposite sign.
 */
export const deletionsFile = 'deletions.csv';

const deletable = bookFiles.map(({ table }) => `${table}.csv`);

/** Read like the other files, though it is no table of the book. */
export const deletions: BookFile = {
  table: 'deletions' as BookTable,
  columns: [
    { name: 'file', required: true, reader: choiceReader(deletable) },
    { name: 'key', required: true, reader: textReader },
  ],
  key: ['file', 'key'],
  order: ['file', 'key'],
};

function isDay({ columns }: BookFile, name: string): boolean {
  const reader = columns.find((column) => column.name === name)?.reader;
  return reader === 'day' || reader === 'month-end';
}

/** A row's key as it is written in `deletions.csv`; days are written as dates there. */
function keyExpression(file: BookFile, { engine }: ImportSession): string {
  const asDate = (name: string) =>
    engine === 'sqlite'
      ? `strftime('%Y-%m-%d', ${name} * 86400, 'unixepoch')`
      : `to_char(DATE '1970-01-01' + ${name}, 'YYYY-MM-DD')`;
  return file.key.map((name) => (isDay(file, name) ? asDate(name) : name)).join(` || ';' || `);
}

async function checkLeftBehind(
  staged: StagedFile,
  session: ImportSession,
  faults: FaultList,
): Promise<void> {
  const list = session.staged('deletions');
  for (const { table, columns } of bookFiles) {
    for (const { name, refersTo } of columns) {
      if (refersTo === undefined) continue;
      const left = await session.rows<{ line: number; value: string }>(
        `SELECT d.line AS line, d.key AS value FROM ${list} d
         WHERE d.file = '${refersTo}.csv'
           AND EXISTS (SELECT 1 FROM ${table} t WHERE t.${name} = d.key)
         ORDER BY d.line LIMIT ${mostBadRows}`,
      );
      const expected = `${table}.csv 还有记录引用它，请先一并删除`;
      for (const { line, value } of left)
        faults.add({ file: staged.name, line, column: 'key', value, expected });
    }
  }
}

async function checkAlsoGiven(
  staged: StagedFile,
  others: readonly StagedFile[],
  session: ImportSession,
  faults: FaultList,
): Promise<void> {
  for (const { file, name: other } of others) {
    const both = await session.rows<{ line: number; value: string }>(
      `SELECT line, key AS value FROM ${session.staged('deletions')}
       WHERE file = '${file.table}.csv'
         AND key IN (SELECT ${keyExpression(file, session)} FROM ${session.staged(file.table)})
       ORDER BY line LIMIT ${mostBadRows}`,
    );
    const expected = `${other} 里又有这个主键，不知道该留还是该删`;
    for (const { line, value } of both)
      faults.add({ file: staged.name, line, column: 'key', value, expected });
  }
}

/** Takes the named rows away; how many there were. A key that is not there is no fault. */
export async function deleteRows(
  staged: StagedFile,
  others: readonly StagedFile[],
  session: ImportSession,
  faults: FaultList,
): Promise<number> {
  await checkAlsoGiven(staged, others, session, faults);
  let count = 0;
  for (const file of bookFiles.toReversed()) {
    const keys = `SELECT key FROM ${session.staged('deletions')} WHERE file = '${file.table}.csv'`;
    if ((await session.rows(`${keys} LIMIT 1`)).length === 0) continue;
    count += await session.change(
      `DELETE FROM ${file.table} WHERE ${keyExpression(file, session)} IN (${keys})`,
    );
  }
  await checkLeftBehind(staged, session, faults);
  return count;
}
