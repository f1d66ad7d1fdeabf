import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alertingCodes } from '../../src/domain/churn/severity.ts';
import { type SignalCode, signalCodes } from '../../src/domain/churn/signal-code.ts';
import { loadSignals, loadWorkCalendar } from '../../src/retrieval/load-signals.ts';
import type { BookDatabase } from '../../src/store/book/engine.ts';
import { openSqliteBook } from '../../src/store/book/sqlite-book.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import { SqlBookScanner } from '../../src/store/scan/sql-book-scanner.ts';
import { day } from '../fixtures/alert-parts.ts';
import { importOf } from '../fixtures/books.ts';
import { folderWith } from '../fixtures/cards.ts';
import { knowledgeRoot } from '../fixtures/shipped-index.ts';
import { stationaryBook } from '../fixtures/stationary-book.ts';

const clients = 3000;
// Outside every blackout; the last one is the day to which the book goes.
const days = ['2026-05-20', '2026-07-09', '2026-08-18', '2026-09-29', '2026-10-21', '2026-12-01'];

/** Per cent of the clients hit on each of the days, by code. */
async function sharesHit(book: BookDatabase): Promise<Map<SignalCode, number[]>> {
  const rules = { settings: loadSignals(knowledgeRoot), calendar: loadWorkCalendar(knowledgeRoot) };
  const scanner = new SqlBookScanner(book, rules);
  const shares = new Map(signalCodes.map((code) => [code, [] as number[]]));
  for (const on of days) {
    const hits: Record<string, number> = {};
    for await (const survey of scanner.surveyed(day(on))) {
      for (const [code, count] of Object.entries(survey.hits))
        hits[code] = (hits[code] ?? 0) + count;
    }
    for (const [code, found] of shares) found.push((100 * (hits[code] ?? 0)) / clients);
  }
  return shares;
}

test('clients with whom nothing changes seldom set off an alert', async () => {
  const book = await openSqliteBook(join(folderWith({}), 'book.db'));
  const life = { clients, from: day('2025-05-01'), until: day('2026-12-01'), seed: 7 };
  const files = folderWith(stationaryBook(life));
  const { faults } = await importBook(book, importOf(files, { today: day('2026-12-02') }));
  expect(faults).toEqual([]);
  const shares = await sharesHit(book);
  await book.db.destroy();
  const line = (code: string, found: readonly number[]) =>
    `${code}\t${found.map((share) => share.toFixed(2)).join('\t')}`;
  const table = [...shares].map(([code, found]) => line(code, found));
  process.stdout.write(`% of ${clients}\t${days.join('\t')}\n${table.join('\n')}\n`);
  for (const code of alertingCodes) {
    const limit = code === 'S3' ? 16 : 2.5;
    expect(Math.max(...(shares.get(code) ?? [])), code).toBeLessThanOrEqual(limit);
  }
});
