import { expect, test } from 'vitest';
import { withoutClientData } from '../../src/domain/conversation/without-client-data.ts';
import { listGaps } from '../../src/journeys/knowledge/list-gaps.ts';

const terms = (text: string) => text.match(/[\p{Script=Han}]{2}/gu) ?? [];

test('like questions are one gap, the most frequent first', () => {
  const gaps = listGaps(
    [
      { question: '元宇宙买房怎么弄', askedAt: '2026-11-24T08:00:00Z' },
      { question: '数字藏品能不能质押', askedAt: '2026-11-23T08:00:00Z' },
      { question: '元宇宙买房怎么办理', askedAt: '2026-11-22T08:00:00Z' },
    ],
    terms,
  );
  expect(gaps.map(({ question, times }) => ({ question, times }))).toEqual([
    { question: '元宇宙买房怎么弄', times: 2 },
    { question: '数字藏品能不能质押', times: 1 },
  ]);
  expect(gaps[0]).toMatchObject({ lastAsked: '2026-11-24', alsoAsked: ['元宇宙买房怎么办理'] });
});

test('what is listed names no client, number or amount', () => {
  const text = withoutClientData('王建国的手机13812345678，转走了30万，C000123怎么办');
  expect(text).not.toMatch(/王建国|138|30|C000123/);
});
