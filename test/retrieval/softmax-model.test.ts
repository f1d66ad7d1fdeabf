import { expect, test } from 'vitest';
import { softmaxShares, trainSoftmax } from '../../src/retrieval/softmax-model.ts';

const samples = [
  { label: 0, features: ['利率', '低'] },
  { label: 0, features: ['收益', '低'] },
  { label: 1, features: ['排队', '久'] },
  { label: 1, features: ['排队', '慢'] },
];
const training = { rounds: 20, firstStep: 1, balanced: true, dropped: 0 };

test('what was learnt is found again, shares summing to 1', () => {
  const shares = softmaxShares(['排队', '久'], trainSoftmax(samples, 2, training));
  expect(shares[1]).toBeGreaterThan(0.8);
  expect([...shares].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
});

test('the same samples always give the same model', () => {
  expect(trainSoftmax(samples, 2, training)).toEqual(trainSoftmax(samples, 2, training));
});

test('features never seen say nothing', () => {
  const shares = softmaxShares(['从没见过'], trainSoftmax(samples, 2, training));
  expect(shares[0]).toBeCloseTo(0.5, 5);
});

test('without samples or classes nothing fails', () => {
  expect([...softmaxShares(['a'], trainSoftmax([], 0, training))]).toEqual([]);
});
