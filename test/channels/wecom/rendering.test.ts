import { expect, test } from 'vitest';
import { faultsOf } from '../../../src/channels/wecom/card-limits.ts';
import { cardText } from '../../../src/channels/wecom/message-text.ts';
import { splitText } from '../../../src/channels/wecom/split-text.ts';
import {
  type CardRequest,
  pressedCard,
  templateCards,
} from '../../../src/channels/wecom/template-card.ts';
import { TokenBucket } from '../../../src/channels/wecom/token-bucket.ts';
import { type Action, type Card, textCard } from '../../../src/domain/card/card.ts';
import type { AnswerKind } from '../../../src/domain/conversation/answer.ts';

const ask = (label: string): Action => ({ label, do: 'ask', text: label });

function request(card: Partial<Card>, kind: AnswerKind = 'answer'): CardRequest {
  const whole = { ...textCard('正文'), ...card };
  return { id: 'id-1', kind, card: whole, suggestions: [], pageAddress: null };
}

const labels = (cards: ReturnType<typeof templateCards>) =>
  cards.templates.flatMap(({ button_list = [], action_menu }) => [
    ...button_list.map(({ text }) => text),
    ...(action_menu?.action_list.map(({ text }) => text) ?? []),
  ]);

test('a long text is split between sentences, never inside a mark, and every piece fits', () => {
  const sentence = '客户说要再想想，先认他的感受，再问一句拿不准的是哪一样。[12]';
  const text = Array.from({ length: 900 }, (_, at) => `${at}${sentence}`).join('');
  const pieces = splitText(text);
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.join('')).toBe(text);
  for (const piece of pieces) {
    expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(20_480);
    expect(piece).toMatch(/\[12\]$/);
  }
});

test('a text without a stop is cut between letters; nothing to see becomes something', () => {
  const pieces = splitText('𠮷'.repeat(9000), 1000);
  expect(pieces.join('')).toBe('𠮷'.repeat(9000));
  expect(pieces.every((piece) => Buffer.byteLength(piece) <= 1000)).toBe(true);
  expect(splitText(' \n ')).toEqual(['（没有内容）']);
});

test('a table reads as lines on a phone', () => {
  const table = {
    kind: 'table' as const,
    head: ['客户', '到期', '金额', '类型'],
    rows: [['**陈丽**', '11-26', '80.0万', '定期 [1]']],
  };
  const card = { ...textCard(''), sections: [{ label: null, note: null, parts: [table] }] };
  expect(cardText(card)).toBe('- **陈丽**　到期 11-26｜金额 80.0万｜定期 [1]');
});

test('every button finds a place: on the card, behind its corner, on further cards, or in words', () => {
  for (const count of [1, 6, 7, 9, 10, 18, 25]) {
    const actions = Array.from({ length: count }, (_, at) => ask(`按钮${at}`));
    const drawn = templateCards(request({ actions }));
    expect(drawn.templates.flatMap(faultsOf)).toEqual([]);
    expect([...labels(drawn), ...drawn.told].sort()).toEqual(
      actions.map(({ label }) => label).sort(),
    );
  }
});

test('titles, fields and texts of any length stay within the limits', () => {
  const long = '很长的文字'.repeat(60);
  const fields = Array.from({ length: 9 }, () => ({ name: long, value: `**${long}**[1]` }));
  const parts = [{ kind: 'text', text: long } as const, { kind: 'fields', fields } as const];
  const card = {
    title: long,
    sections: [{ label: null, note: null, parts }],
    folded: [{ label: null, note: null, parts }],
    actions: [ask(long), ask('好')],
  };
  for (const kind of ['alerts', 'draft', 'worklist', 'proposed', 'answer', 'clarify'] as const) {
    const { templates } = templateCards(request(card, kind));
    expect(templates.length).toBeGreaterThan(0);
    expect(templates.flatMap(faultsOf)).toEqual([]);
    for (const template of templates) {
      expect(faultsOf(pressedCard(template, '0', long))).toEqual([]);
      expect(JSON.stringify(template)).not.toMatch(/\*\*|\[1\]/);
    }
  }
});

test('a choice of many clients becomes a list to choose from', () => {
  const tails = ['0917', '4521', '0001', '0002', '0003', '0004', '0005'];
  const actions = tails.map((tail) => ask(`欧阳建国（尾号${tail}）`));
  const [list] = templateCards(request({ actions }, 'clarify')).templates;
  expect(list?.checkbox?.option_list.map(({ text }) => text)).toEqual(
    tails.map((tail) => `欧阳建国 ${tail}`),
  );
  const few = templateCards(request({ actions: actions.slice(0, 2) }, 'clarify'));
  expect(labels(few)).toEqual(['欧阳建国 0917', '欧阳建国 4521']);
});

test('questions that lead on are one tap where the page has an address, and buttons where not', () => {
  const actions = [ask('客户说太复杂'), ask('他还是不信')];
  const withPage = { ...request({ actions }), pageAddress: 'https://guichao.example/' };
  const [card] = templateCards(withPage).templates;
  expect(card?.card_type).toBe('text_notice');
  expect(card?.jump_list?.map(({ question }) => question)).toEqual(['客户说太复杂', '他还是不信']);
  expect(faultsOf(card ?? { card_type: '' })).toEqual([]);
  // What a label hides must not be asked aloud.
  const hidden: Action = { label: '联系过了', do: 'ask', text: '王建国的预警，联系过了' };
  const [other] = templateCards({
    ...withPage,
    card: { ...withPage.card, actions: [hidden] },
  }).templates;
  expect(other?.card_type).toBe('button_interaction');
  expect(JSON.stringify(other)).not.toContain('王建国');
});

test('a pressed button goes, the others stay, and the last leaves a card that says so', () => {
  const [card] = templateCards(request({ actions: [ask('采用'), ask('弃用')] }, 'draft')).templates;
  if (!card) throw new Error('no card');
  const once = pressedCard(card, '0', '已点“采用”，结果在下面');
  expect(once.button_list?.map(({ text }) => text)).toEqual(['弃用']);
  expect(pressedCard(once, '1', '已点').button_list?.map(({ text }) => text)).toEqual(['已处理']);
});

test('a chat gets what the platform allows in a minute and in an hour, and no more', () => {
  const bucket = new TokenBucket();
  const sent: number[] = [];
  let now = 0;
  while (sent.length < 2500) {
    now += bucket.waitMs(now);
    bucket.take(now);
    sent.push(now);
  }
  const within = (ms: number) =>
    Math.max(...sent.map((at) => sent.filter((other) => other > at - ms && other <= at).length));
  expect(within(60_000)).toBeLessThanOrEqual(30);
  expect(within(3_600_000)).toBeLessThanOrEqual(1000);
});
