import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { settingOf } from './scan-setting.ts';
import { surveyedClients } from './survey-clients.ts';
import type { SurveyOrder, SurveyReport } from './survey-on-threads.ts';

const connection = new Database(workerData as string, { readonly: true });
// Mapped pages count as memory of the process; the system caches the file anyway.
connection.pragma('mmap_size = 0');

async function work({ facts, ranges }: SurveyOrder): Promise<void> {
  const setting = settingOf(facts);
  // One state of the book for the whole walk, whatever is imported meanwhile.
  connection.exec('BEGIN');
  for (const range of ranges) {
    const surveys = [];
    for await (const survey of surveyedClients({ engine: 'sqlite', connection }, setting, range)) {
      surveys.push(survey);
    }
    parentPort?.postMessage(surveys satisfies SurveyReport);
  }
  connection.exec('COMMIT');
  connection.close();
}

parentPort?.once('message', work);
