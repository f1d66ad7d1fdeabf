import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ruleBook } from '../../../src/domain/compliance/rule-book.ts';
import { complianceFolder, rulesIn, verdictOn } from '../../fixtures/compliance.ts';

type Example = string | ({ readonly text: string } & Record<string, unknown>);

interface Entry {
  readonly rule: string;
  readonly with?: Record<string, unknown>;
  readonly match: readonly Example[];
  readonly clean: readonly Example[];
}

const entries = parse(readFileSync(join(complianceFolder, 'examples.yaml'), 'utf8')) as Entry[];

function fires(entry: Entry, example: Example): boolean {
  const { text, ...given } = typeof example === 'string' ? { text: example } : example;
  return rulesIn(text, { ...entry.with, ...given }).includes(entry.rule);
}

test('every rule has at least three examples that match and three that do not', () => {
  const short = ruleBook.filter(({ id }) => {
    const entry = entries.find(({ rule }) => rule === id);
    return (entry?.match.length ?? 0) < 3 || (entry?.clean.length ?? 0) < 3;
  });
  expect(short.map(({ id }) => id)).toEqual([]);
});

test('every rule finds its matching examples and lets the others be', () => {
  const wrong = entries.flatMap((entry) => [
    ...entry.match
      .filter((example) => !fires(entry, example))
      .map((one) => [entry.rule, 'missed', one]),
    ...entry.clean
      .filter((example) => fires(entry, example))
      .map((one) => [entry.rule, 'false', one]),
  ]);
  expect(wrong).toEqual([]);
});

test('every safe replacement may itself be said', () => {
  const unsafe = ruleBook.filter(({ safe }) => safe !== '' && verdictOn(safe) !== 'clear');
  expect(unsafe.map(({ id, safe }) => [id, safe])).toEqual([]);
});

test('every rule names its instrument, its reason and what to do, and its id is its own', () => {
  expect(new Set(ruleBook.map(({ id }) => id)).size).toBe(ruleBook.length);
  for (const { basis, reason, suggestion } of ruleBook) {
    expect(basis.length * reason.length * suggestion.length).toBeGreaterThan(0);
  }
});
