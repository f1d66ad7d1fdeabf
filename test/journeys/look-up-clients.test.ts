import { expect, test } from 'vitest';
import { demoClients } from '../fixtures/demo-clients.ts';
import { lookUpUtterances } from './look-up-utterances.ts';

function f1(got: readonly string[], expected: readonly string[]): number {
  if (got.length === 0 && expected.length === 0) return 1;
  const right = got.filter((id) => expected.includes(id)).length;
  return right === 0 ? 0 : (2 * right) / (got.length + expected.length);
}

test('look-ups find just the clients that the files hold', async () => {
  const { ask, rows } = await demoClients();
  const utterances = lookUpUtterances(rows, '1024');
  expect(utterances.length).toBeGreaterThanOrEqual(200);
  const results: {
    text: string;
    kind: string;
    exact: boolean;
    f1: number;
    got: number;
    expected: number;
    as: string;
  }[] = [];
  for (const { text, kind, expected } of utterances) {
    const { data, kind: as } = await ask(text);
    const got = [...(data.clientIds ?? [])].sort();
    const exact = JSON.stringify(got) === JSON.stringify([...expected].sort());
    results.push({
      text,
      kind,
      exact,
      f1: f1(got, expected),
      got: got.length,
      expected: expected.length,
      as,
    });
  }
  const missed = results.filter(({ exact }) => !exact);
  const lists = results.filter(({ kind }) => kind === 'list');
  const meanF1 = lists.reduce((sum, one) => sum + one.f1, 0) / lists.length;
  expect(1 - missed.length / results.length, JSON.stringify(missed)).toBeGreaterThanOrEqual(0.95);
  expect(meanF1).toBeGreaterThanOrEqual(0.95);
}, 120_000);
