import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  cardMessages,
  foldedBlocks,
  notificationText,
} from '../../../src/channels/slack/render/card-blocks.ts';
import { splitText } from '../../../src/channels/slack/render/split-text.ts';
import type { Card, Part } from '../../../src/domain/card/card.ts';
import type { Answer } from '../../../src/domain/conversation/answer.ts';
import { type ChatService, openChatService } from '../../fixtures/chat-service.ts';
import { messageFaults } from '../../fixtures/slack-limits.ts';

const look = { cardId: 'a'.repeat(32), feedback: true, editable: true };

function faultsOf(card: Card): string[] {
  const messages = cardMessages(card, look);
  const text = notificationText(card);
  return [
    ...messages.flatMap((blocks) => messageFaults(blocks, text)),
    ...messageFaults(foldedBlocks(card).slice(0, 50)).filter((fault) => !/^characters/.test(fault)),
  ];
}

const sentence = fc
  .array(
    fc.constantFrom(
      '客户',
      '利率[1]',
      '。',
      '，',
      '「到期 11月」',
      '他说“再看看”。[2]',
      '𠮷',
      'https://a.example/x',
      '\n',
    ),
    { maxLength: 400 },
  )
  .map((words) => words.join(''));

test('text is split at the ends of sentences, and never inside a mark, a chip or an address', () => {
  fc.assert(
    fc.property(sentence, fc.integer({ min: 40, max: 300 }), (text, limit) => {
      const pieces = splitText(text, limit);
      expect(pieces.join('').replace(/\n/g, '')).toBe(text.replace(/\n/g, ''));
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(limit);
        expect(piece).not.toMatch(/^\d*\]|\[\d*$|「[^」]*$|^[^「]*」/);
        expect(piece.isWellFormed()).toBe(true);
      }
    }),
  );
  const told = '先听他说完。再问一句：利率之外还看重什么？[1]最后把三样写成一页。[2]';
  expect(splitText(told, 32)).toEqual([
    '先听他说完。再问一句：利率之外还看重什么？[1]',
    '最后把三样写成一页。[2]',
  ]);
});

const text = fc.string({ unit: 'grapheme', maxLength: 5000 });
const short = fc.string({ unit: 'grapheme', maxLength: 300 });
const part: fc.Arbitrary<Part> = fc.oneof(
  text.map((one): Part => ({ kind: 'text', text: one })),
  text.map((one): Part => ({ kind: 'line', text: one, marks: [1] })),
  fc.array(text, { maxLength: 30 }).map((items): Part => ({ kind: 'list', ordered: true, items })),
  fc
    .array(fc.record({ name: short, value: short }), { maxLength: 20 })
    .map((fields): Part => ({ kind: 'fields', fields })),
  fc
    .array(fc.array(short, { minLength: 3, maxLength: 3 }), { maxLength: 150 })
    .map((rows): Part => ({ kind: 'table', head: ['甲', '乙', '丙'], rows })),
);
const section = fc.record({
  label: fc.option(short),
  note: fc.option(short),
  parts: fc.array(part, { minLength: 1, maxLength: 4 }),
});
const anyCard: fc.Arbitrary<Card> = fc.record({
  title: fc.option(short),
  sections: fc.array(section, { maxLength: 8 }),
  folded: fc.array(section, { maxLength: 2 }),
  actions: fc.array(
    short.map((label) => ({ label: label || '…', do: 'ask', text: label }) as const),
    { maxLength: 40 },
  ),
  citations: fc.array(
    fc.record({
      n: fc.integer({ min: 1, max: 400 }),
      passageId: short,
      document: short,
      heading: short,
      origin: fc.constant('course' as const),
      quote: text,
      source: short,
    }),
    { maxLength: 120 },
  ),
});

test('whatever a card holds, Slack would take it', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      expect(faultsOf(card)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

let service: ChatService;
beforeAll(async () => {
  service = await openChatService({ origin: 'demo' });
});

const asked = [
  '客户老说要考虑考虑，怎么办',
  '获取新客户的成本是维护老客户的几倍',
  '查一下王建国的资料',
  '下午三点王建国王总来，给我过一遍',
  '三个月没联系的客户',
  '现在有哪些预警',
  '今天先打给谁',
  '给王建国写条定存到期的短信',
  '记一笔：王建国，今天电话聊了到期，下周五再联系',
  '产品介绍短信要写哪些内容',
];

test.each(asked)(
  '“%s” is inside Slack’s limits and has no markup of a card left',
  async (question) => {
    const turn = { employeeId: '1024', conversationId: `r-${question}`, text: question };
    const { card }: Answer = (await service.chat.take(turn, {})).answer;
    expect(faultsOf(card)).toEqual([]);
    expect(JSON.stringify(cardMessages(card, look))).not.toContain('**');
  },
);

test('nothing that somebody wrote is read as Slack’s markup', () => {
  const evil = '<!channel> <@U1|x> *粗* _斜_ `码` &lt;';
  const card: Card = {
    title: evil,
    sections: [{ label: evil, note: null, parts: [{ kind: 'text', text: evil }] }],
    folded: [],
    actions: [],
    citations: [],
  };
  const shown = JSON.stringify(cardMessages(card, look));
  expect(shown).not.toContain('mrkdwn');
  expect(notificationText(card)).not.toMatch(/[<>]/);
});
