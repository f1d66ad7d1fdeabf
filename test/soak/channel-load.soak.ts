// `npm run bench:channels`: a hundred people ask at once in WeCom and in Slack, each over a platform
// double on loopback; prints how long they wait for a sign of life and for the answer.
import { expect, test } from 'vitest';
import type { Round } from './crowd.ts';
import { crowdInSlack } from './slack-crowd.ts';
import { crowdInWecom } from './wecom-crowd.ts';

const mostFirstMs = 1000;
const mostAnswerMs = 2000;

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
}

const figures = (values: readonly number[]): string =>
  `p50 ${percentile(values, 0.5)} p95 ${percentile(values, 0.95)} max ${percentile(values, 1)} ms`;

function isLate({ first, answered }: Round): boolean {
  const quick =
    percentile(first, 0.95) <= mostFirstMs && percentile(answered, 0.95) <= mostAnswerMs;
  return !quick;
}

test.each([
  ['wecom', crowdInWecom],
  ['slack', crowdInSlack],
] as const)(
  '%s: a hundred people at once',
  async (name, crowd) => {
    const rounds = await crowd();
    const lines = rounds.map(
      ({ question, first, answered }) =>
        `  ${question}\n    first sign ${figures(first)}\n    answer     ${figures(answered)}\n`,
    );
    process.stdout.write(`${name}: a hundred people at once\n${lines.join('')}`);
    expect(rounds.filter(isLate).map(({ question }) => question)).toEqual([]);
  },
  600_000,
);
