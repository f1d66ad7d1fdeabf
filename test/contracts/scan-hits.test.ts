import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src/domain/calendar/day.ts';
import { signalCodes } from '../../src/domain/churn/signal-code.ts';
import { loadSignals, loadWorkCalendar } from '../../src/retrieval/load-signals.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import { SqlBookScanner } from '../../src/store/scan/sql-book-scanner.ts';
import { bookEngines, importOf } from '../fixtures/books.ts';
import { boundaryBook } from '../fixtures/boundary-book.ts';
import { folderWith } from '../fixtures/cards.ts';
import { csvRows } from '../fixtures/csv-rows.ts';
import { referenceHits } from '../fixtures/reference-signals.ts';

const knowledge = join(import.meta.dirname, '..', '..', 'knowledge');
const settings = loadSignals(knowledge);
const calendar = loadWorkCalendar(knowledge);

/** Before the October holiday, an ordinary day, one inside the spring blackouts. */
const days = ['2026-09-30', '2026-11-24', '2026-03-02'];

async function hitsOf(scanner: SqlBookScanner, day: string): Promise<string[]> {
  const hits: string[] = [];
  for await (const clients of scanner.judged(parseDay(day) ?? 0)) {
    const found = clients.flatMap((client) => client.hits);
    hits.push(...found.map(({ clientId, code }) => `${clientId} ${code}`));
  }
  return hits.sort();
}

describe.each(bookEngines)('the scan on $name', ({ name, open }) => {
  test('finds what a slow reading of the files finds, no more and no less', async () => {
    const { files } = boundaryBook(20_261_124, days, name === 'SQLite' ? 1000 : 150);
    const reference = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file.replace('.csv', ''), csvRows(text)]),
    );
    const book = await open();
    const summary = await importBook(book, importOf(folderWith(files)));
    expect(summary.faults.slice(0, 3)).toEqual([]);
    const scanner = new SqlBookScanner(book, { settings, calendar });
    const all: string[] = [];
    for (const day of days) {
      const hits = await hitsOf(scanner, day);
      expect(hits).toEqual(referenceHits(reference, day));
      all.push(...hits);
    }
    const [some = ''] = all;
    const clientId = some.split(' ')[0] ?? '';
    const details = await scanner.details([clientId], parseDay(days[0] ?? '') ?? 0, []);
    expect(details.get(clientId)).toMatchObject({ bookings: [] });
    if (name !== 'SQLite') return;
    // A book without true cases at the lines would prove nothing.
    const few = signalCodes.filter(
      (code) => all.filter((hit) => hit.endsWith(` ${code}`)).length < 20,
    );
    expect(few).toEqual([]);
  });
});
