import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nightlyRetention } from '../../src/jobs/nightly-retention.ts';
import type { Retention } from '../../src/ports/retention.ts';
import { loadRetention } from '../../src/retrieval/load-retention.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { SqlJobRuns } from '../../src/store/sql-job-runs.ts';
import { folderWith } from '../fixtures/cards.ts';
import { knowledgeRoot } from '../fixtures/shipped-index.ts';

test('what has had its time goes once a day, from the hour in the settings on', async () => {
  const db = await openDatabase(join(folderWith({}), 'guichao.db'));
  const kept: number[] = [];
  const counts = {
    conversations: 0,
    drafts: 0,
    deliveries: 0,
    alerts: 0,
    client_notes: 0,
    logs: 0,
  };
  const apply: Retention['apply'] = async ({ conversations }) => {
    kept.push(conversations);
    return counts;
  };
  const retention: Retention = { due: apply, apply };
  const settings = loadRetention(knowledgeRoot);
  const runs = new SqlJobRuns(db, Date.now);
  const round = (today: number, minuteOfDay: number) =>
    nightlyRetention({ retention, settings, runs, today, minuteOfDay });
  await round(20_781, 149);
  expect(kept).toEqual([]);
  await round(20_781, 150);
  await round(20_781, 600);
  expect(kept).toEqual([20_781 - 365]);
  // The machine was off at night: it is made up for in the morning.
  await round(20_782, 600);
  expect(kept).toHaveLength(2);
  await nightlyRetention({ retention, settings: null, runs, today: 20_783, minuteOfDay: 600 });
  expect(kept).toHaveLength(2);
  await db.destroy();
});

test.each([
  ['days:\n  logs: 30\n', /retention\.yaml/],
  [
    "run_at: '02:30'\ndays: {conversations: 1, drafts: 365, deliveries: 180, alerts: 1095, client_notes: 1095, logs: 1826}\n",
    /days\.conversations/,
  ],
  [
    "run_at: '02:30'\ndays: {conversations: 365, drafts: 365, deliveries: 180, alerts: 1095, client_notes: 1095, logs: 365}\n",
    /days\.logs/,
  ],
])('a setting that would clear too much is refused: %#', (text, message) => {
  expect(() => loadRetention(folderWith({ 'retention.yaml': text }))).toThrow(message);
});

test('without the file nothing is cleared by itself', () => {
  expect(loadRetention(folderWith({}))).toBeNull();
});
