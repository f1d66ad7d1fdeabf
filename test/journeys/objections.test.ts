import { expect, test } from 'vitest';
import { groundingFaults } from '../../src/domain/knowledge/grounding.ts';
import { replyTo } from '../../src/journeys/conversation/reply-to.ts';
import type { StoredTurn } from '../../src/ports/conversation-store.ts';
import { shipped, shippedIndex } from '../fixtures/shipped-index.ts';

function talk(...messages: string[]) {
  const said: StoredTurn[] = [];
  for (const question of messages) {
    said.push({ turnId: question, question, answer: replyTo(question, said, shipped) });
  }
  const last = said.at(-1)?.answer;
  if (!last) throw new Error('no answer');
  return last;
}

const labels = (answer: ReturnType<typeof talk>) =>
  answer.card.sections.map((section) => section.label);
const opening = '客户说别的行利率更高，要转走，怎么说';

test('an objection opens with the line to say, at most 300 characters before the fold', () => {
  const answer = talk(opening);
  expect(answer).toMatchObject({ kind: 'answer', intent: 'objection' });
  expect(labels(answer)).toEqual(['照着说', '为什么', '反问一句', '别说']);
  const shown = answer.text.split('▼')[0]?.replace(/\[\d+\]|\*\*/g, '') ?? '';
  expect(shown.length).toBeLessThanOrEqual(340);
});

test('the client’s type and the channel choose the line', () => {
  expect(talk(`${opening}，微信上怎么回`).topic?.channel).toBe('wechat');
  expect(talk('老虎型的客户说别的行利率更高，要转走，怎么说').topic?.disc).toBe('D');
});

test.each([
  ['他还是不同意', '第一步'],
  ['换个委婉点的', '委婉一点'],
  ['发微信怎么说', '发微信'],
  ['短一点', '短一点'],
  ['为什么这么说', '为什么'],
  ['哪些话不能说', '别说'],
  ['反问他什么好', '反问一句'],
  ['这个要记什么', '记一笔'],
  ['下一步做什么', '下一步'],
  ['什么时候该收手', '到此为止'],
])('a follow-up stays with its card: %s → %s', (question, label) => {
  const answer = talk(opening, question);
  expect(answer.topic?.cardIds[0]).toBe('objection-other-bank-higher');
  expect(labels(answer)).toContain(label);
});

test('each refusal leads one rung further, and the last one says to stop', () => {
  const again = '他还是不同意';
  expect(labels(talk(opening, again, again))).toContain('第二步');
  expect(labels(talk(opening, again, again, again))).toContain('到此为止');
});

test('another objection leaves the card at hand', () => {
  const answer = talk(opening, '另一个客户说保险都是骗人的，怎么接');
  expect(answer.topic?.cardIds[0]).toBe('objection-insurance-scam');
});

test('two objections in one breath get a line each', () => {
  const answer = talk('刘先生嫌利率低，又说要回去跟老婆商量');
  expect(new Set(answer.topic?.cardIds)).toEqual(
    new Set(['objection-rate-too-low', 'objection-ask-family']),
  );
});

test('a fragment that points nowhere gets a question back', () => {
  expect(talk(opening, '那个呢').kind).toBe('clarify');
});

test('every answer out of an objection card is grounded, first and follow-up', () => {
  for (const { id, objection } of shippedIndex.cards()) {
    if (objection === null) continue;
    const said = objection.says.spoken[0] ?? '';
    const first = replyTo(`客户说${said}，怎么接`, [], shipped);
    if (first.topic?.cardIds.join() !== id) continue;
    // The playbooks' passage on the same matter stands behind the card's own.
    const cited = first.citations.map(({ passageId }) => shippedIndex.passage(passageId));
    const visible = cited.filter((passage) => passage !== undefined);
    expect(groundingFaults(first.text, first.citations, visible), id).toEqual([]);
  }
});
