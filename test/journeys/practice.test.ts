import { expect, test } from 'vitest';
import { scoreReply } from '../../src/domain/practice/score-reply.ts';
import { replyTo } from '../../src/journeys/conversation/reply-to.ts';
import type { StoredTurn } from '../../src/ports/conversation-store.ts';
import { shipped } from '../fixtures/shipped-index.ts';

function talk(...messages: string[]) {
  const said: StoredTurn[] = [];
  for (const question of messages) {
    const answer = replyTo(question, said, shipped);
    said.push({ turnId: question, question, answer });
  }
  return said.map((turn) => turn.answer);
}

const good =
  '您说得对，这事换谁都着急。您这笔钱大概什么时候要用？我把公示的利率写成一页，明天下午发您，您看完自己定。';

test('a drill goes three rounds on one card and shows its own line each time', () => {
  const answers = talk('陪练', good, good, good);
  expect(answers.every((answer) => answer?.kind === 'practice')).toBe(true);
  const cards = new Set(answers.map((answer) => answer?.topic?.cardIds[0]));
  expect(cards.size).toBe(1);
  expect(answers[1]?.card.sections.map((section) => section.label)).toContain('可以这样说');
  expect(answers[3]?.topic?.practice?.points).toHaveLength(3);
});

test('a drill can be about a named objection', () => {
  const [answer] = talk('练练客户要提前还贷');
  expect(answer?.topic?.cardIds).toEqual(['objection-prepay-loan']);
});

test('another client may be asked for, and the drill ended', () => {
  const [first, second, last] = talk('考考我', '换一题', '结束练习');
  expect(second?.topic?.cardIds).not.toEqual(first?.topic?.cardIds);
  expect(last?.topic).toBeNull();
});

test('outside of a drill a line is no drill answer', () => {
  const [, , answer] = talk('考考我', '结束练习', '客户老说要考虑考虑，怎么办');
  expect(answer?.intent).toBe('objection');
});

test('the same words always get the same points', () => {
  expect(scoreReply(good)).toEqual(scoreReply(good));
  expect(scoreReply(good).points).toBeGreaterThanOrEqual(80);
});

test.each([
  '您放心买，这款跟存款一样安全，亏不了。',
  '小银行不保险，您放那边早晚出事。',
  '我看到您昨天转走了四十万，是要去别家吗？',
  '今天不定名额就没了，您抓紧。',
])('a reply that breaks a rule scores nothing and is told why: %s', (reply) => {
  const score = scoreReply(reply);
  expect(score.points).toBe(0);
  expect(score.forbidden.length).toBeGreaterThan(0);
});

test('a cold reply that breaks no rule is still worth more than a forbidden one', () => {
  expect(scoreReply('这是总行规定，我也没办法。').points).toBe(10);
});
