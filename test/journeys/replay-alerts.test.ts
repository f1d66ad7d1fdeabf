import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeDemo } from '../../src/demo/write-demo.ts';
import { replayAlerts } from '../../src/journeys/alerts/replay-alerts.ts';
import { runScan } from '../../src/journeys/alerts/run-scan.ts';
import { day, openAlertBook } from '../fixtures/alert-parts.ts';
import { folderWith } from '../fixtures/cards.ts';

const [from, to] = [day('2026-10-20'), day('2026-11-19')];

function demoFiles(): Record<string, string> {
  const directory = folderWith({});
  writeDemo({ directory, clients: 400, seed: 3, until: day('2026-11-23') });
  const read = (name: string) => [name, readFileSync(join(directory, name), 'utf8')] as const;
  return Object.fromEntries(readdirSync(directory).map(read));
}

test('a replay opens the alerts that the scans of those days open, and a lower line opens more', async () => {
  const { parts } = await openAlertBook(demoFiles());
  const { scanner, scannerBy, settings } = parts();
  const replayed = await replayAlerts({ from, to }, scanner, settings);
  await runScan(from - 1, parts());
  let opened = 0;
  for (let on = from; on <= to; on++) opened += (await runScan(on, parts())).alertsOpened;
  expect(opened).toBeGreaterThan(5);
  expect(replayed.opened).toBe(opened);
  const S3 = { ...settings.thresholds.S3, net_yuan: 1_000_000, percent_of_assets: 2 };
  const lower = { ...settings, thresholds: { ...settings.thresholds, S3 } };
  const more = await replayAlerts({ from, to }, scannerBy(lower), lower);
  expect(more.byCode.S3 ?? 0).toBeGreaterThan(replayed.byCode.S3 ?? 0);
});
