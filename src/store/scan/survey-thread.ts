import { parentPort, workerData } from 'node:worker_threads';
import { readSqliteBook } from '../book/sqlite-book.ts';
import { settingOf } from './scan-setting.ts';
import { surveyedClients } from './survey-clients.ts';
import type { SurveyOrder, SurveyReport } from './survey-on-threads.ts';

const { file, facts, ranges } = workerData as SurveyOrder;
const book = readSqliteBook(file);
const setting = settingOf(facts);
// One state of the book for the whole walk, whatever is imported meanwhile.
book.connection.exec('BEGIN');
for (const range of ranges) {
  const surveys = [];
  for await (const survey of surveyedClients(book, setting, range)) surveys.push(survey);
  parentPort?.postMessage(surveys satisfies SurveyReport);
}
book.connection.exec('COMMIT');
book.connection.close();
