import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Survey } from '../../src/ports/book-scanner.ts';
import { loadSignals, loadWorkCalendar } from '../../src/retrieval/load-signals.ts';
import { openSqliteBook } from '../../src/store/book/sqlite-book.ts';
import { importBook } from '../../src/store/import/import-book.ts';
import { readScanFacts, settingOf } from '../../src/store/scan/scan-setting.ts';
import { surveyedClients } from '../../src/store/scan/survey-clients.ts';
import { SurveyThreads } from '../../src/store/scan/survey-on-threads.ts';
import { rangesUpTo } from '../../src/store/scan/walk-range.ts';
import { day } from '../fixtures/alert-parts.ts';
import { bookFolder, importOf } from '../fixtures/books.ts';
import { folderWith } from '../fixtures/cards.ts';
import { knowledgeRoot } from '../fixtures/shipped-index.ts';

const rules = { settings: loadSignals(knowledgeRoot), calendar: loadWorkCalendar(knowledgeRoot) };

/** Ten clients; every third has an escalated complaint, one has revoked the consent to analysis. */
async function openBook() {
  const ids = [...Array(10).keys()].map((at) => `C${at}`);
  const client = (id: string) => `${id},M1,客户${id},2020-01-01`;
  const complaint = (id: string) => `Q${id},${id},2026-11-01,4,服务`;
  const directory = bookFolder({
    'clients.csv': ['client_id,manager_id,name,opened_on', ...ids.map(client)].join('\n'),
    'complaints.csv': [
      'complaint_id,client_id,opened_on,level,topic',
      ...ids.filter((_, at) => at % 3 === 0).map(complaint),
    ].join('\n'),
    'consents.csv':
      'client_id,purpose,channel,granted_on,revoked_on\nC3,analysis,all,2026-01-01,2026-02-01\n',
  });
  const book = await openSqliteBook(join(folderWith({}), 'book.db'));
  const { faults } = await importBook(book, importOf(directory));
  expect(faults).toEqual([]);
  return book;
}

async function gathered(surveys: AsyncIterable<Survey>) {
  const all: Survey[] = [];
  for await (const survey of surveys) all.push(survey);
  return {
    clients: all.reduce((sum, { clients }) => sum + clients, 0),
    allowed: all.flatMap(({ allowed }) => allowed),
    found: all.flatMap(({ found }) => found.map(({ row, hits }) => [row.clientId, hits])),
  };
}

test('threads that share a book find what one walk finds, in the same order', async () => {
  const book = await openBook();
  const facts = await readScanFacts(book, day('2026-11-24'), rules);
  const alone = await gathered(surveyedClients(book, settingOf(facts)));
  const ranges = rangesUpTo(['C1', 'C3', 'C4', 'C8']);
  const threads = new SurveyThreads(book.file);
  expect(await gathered(threads.survey(facts, ranges))).toEqual(alone);
  await threads.stop();
  expect(alone.found.map(([clientId]) => clientId)).toEqual(['C0', 'C1', 'C6', 'C9']);
  expect(alone).toMatchObject({ clients: 10, allowed: expect.not.arrayContaining(['C3']) });
  await book.db.destroy();
});

test('a thread that fails ends the survey with its error', async () => {
  const book = await openBook();
  const facts = await readScanFacts(book, day('2026-11-24'), rules);
  const threads = new SurveyThreads(`${book.file}.gone`);
  await expect(gathered(threads.survey(facts, rangesUpTo(['C4'])))).rejects.toThrow();
  await threads.stop();
  await book.db.destroy();
});
