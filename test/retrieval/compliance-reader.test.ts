import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readReaderSources, trainReader } from '../../scripts/train-compliance-reader.ts';
import { readSentence } from '../../src/domain/compliance/reader/reader-model.ts';
import { thoughts } from '../../src/domain/compliance/reader/thoughts.ts';
import { loadReader } from '../../src/retrieval/compliance-reader-file.ts';
import { complianceFolder, verdictOn } from '../fixtures/compliance.ts';

const folder = join(complianceFolder);
const model = loadReader(folder);
const sources = readReaderSources(folder);

const sharesOf = (text: string) => [...readSentence(text, model)];

test('the reader was trained on the sentences that are checked in', () => {
  // When this fails: node scripts/train-compliance-reader.ts
  expect(model.fingerprint).toBe(sources.fingerprint);
});

test('the same sentences give the same weights', () => {
  const few = { ...sources, sentences: sources.sentences.filter((_one, at) => at % 40 === 0) };
  expect(trainReader(few).weights).toEqual(trainReader(few).weights);
}, 20_000);

test('every thought has many examples and knows nearly all of them', () => {
  for (const label of Object.keys(thoughts)) {
    const own = sources.sentences.filter((one) => one.label === label);
    const known = own.filter(({ text }) => (sharesOf(text)[0] ?? 1) < 0.5);
    expect(own.length, label).toBeGreaterThan(30);
    expect(known.length / own.length, label).toBeGreaterThan(0.95);
  }
});

test('lawful sentences are hardly ever taken for a thought', () => {
  const clean = sources.sentences.filter(({ label }) => label === 'clean');
  const doubted = clean.filter(({ text }) => (sharesOf(text)[0] ?? 1) < 0.5);
  expect(doubted.length / clean.length).toBeLessThan(0.01);
});

test('what a thought says instead may itself be said', () => {
  const unsafe = Object.values(thoughts).filter(
    ({ safe }) => safe !== '' && (verdictOn(safe) !== 'clear' || (sharesOf(safe)[0] ?? 0) < 0.5),
  );
  expect(unsafe.map(({ id }) => id)).toEqual([]);
});
