import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { servedSignals } from '../../src/app/served-signals.ts';
import type { Config } from '../../src/config.ts';
import { folderWith } from '../fixtures/cards.ts';
import { knowledgeRoot } from '../fixtures/shipped-index.ts';

test('thresholds that make no sense are named, and the last sound ones stay', () => {
  const knowledgeDirectory = folderWith({});
  mkdirSync(join(knowledgeDirectory, 'churn'));
  const file = join(knowledgeDirectory, 'churn', 'signals.yaml');
  const sound = readFileSync(join(knowledgeRoot, 'churn', 'signals.yaml'), 'utf8');
  const config = { knowledgeDirectory, dataDirectory: folderWith({}) } as Config;
  const wrong = sound.replace('percent_of_assets: 20', 'percent_of_assets: 200');
  expect(wrong).not.toBe(sound);
  writeFileSync(file, wrong);
  // There were none before: nothing can stay.
  expect(() => servedSignals(config)).toThrow(/thresholds\.S3\.percent_of_assets/);
  writeFileSync(file, sound);
  expect(servedSignals(config)).toMatchObject({ fault: null });
  writeFileSync(file, wrong);
  const { settings, fault } = servedSignals(config);
  expect(fault).toMatch(/thresholds\.S3\.percent_of_assets/);
  expect(settings.thresholds.S3.percent_of_assets).toBe(20);
});
