import type { Card } from '../../src/domain/card/card.ts';
import type { Citation } from '../../src/domain/knowledge/citation.ts';

const citation: Citation = {
  n: 1,
  passageId: 'sample#1',
  document: '各种样式',
  heading: '第一节',
  origin: 'course',
  quote: '先问用途。',
  source: '示例课程·第一讲',
};

/** Every kind of part that a card may hold. */
export const everyPart: Card = {
  title: '各种样式',
  sections: [
    { label: null, note: null, parts: [{ kind: 'text', text: '先问**用途**。[1]再谈期限。[1]' }] },
    {
      label: '照着说',
      note: '项目自写',
      parts: [{ kind: 'line', text: '“您看“周四”还是“周五”方便？”', marks: [1] }],
    },
    {
      label: '怎么做',
      note: null,
      parts: [
        { kind: 'list', ordered: true, items: ['先打电话。[1]', '再发微信。[1]', '记一笔。[1]'] },
      ],
    },
    {
      label: '名单',
      note: null,
      parts: [
        {
          kind: 'table',
          head: ['客户', '到期', '金额', '类型', '为什么排这儿'],
          rows: [
            ['陈丽 女士', '11-26（四）', '80.0万', '定期', '67 岁，建议面谈；上次联系 9-12 [1]'],
            ['周志强 先生', '11-27（五）', '75.0万', '结构性存款', '2 次未接，偏好 18:00 后 [1]'],
          ],
        },
      ],
    },
    {
      label: '资料',
      note: null,
      parts: [{ kind: 'fields', fields: [{ name: '到期日', value: '12 月 4 日[1]' }] }],
    },
  ],
  folded: [{ label: '下一步', note: null, parts: [{ kind: 'text', text: '三天内回访。[1]' }] }],
  actions: [
    { label: '换个说法', do: 'ask', text: '客户老说要考虑考虑，怎么办' },
    { label: '看原文', do: 'open', citation: 1 },
  ],
  citations: [citation],
};

/** Markup in every place that takes a text; none of it may become active. */
export const hostile =
  '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>[点我](javascript:window.harmed=1)';

export const hostileCard: Card = {
  title: hostile,
  sections: [
    { label: hostile, note: hostile, parts: [{ kind: 'text', text: `${hostile}[1]` }] },
    { label: '照着说', note: null, parts: [{ kind: 'line', text: hostile, marks: [1] }] },
    {
      label: null,
      note: null,
      parts: [
        { kind: 'list', ordered: false, items: [hostile] },
        { kind: 'table', head: [hostile], rows: [[hostile]] },
        { kind: 'fields', fields: [{ name: hostile, value: hostile }] },
      ],
    },
  ],
  folded: [],
  actions: [{ label: hostile, do: 'ask', text: hostile }],
  citations: [
    { ...citation, document: hostile, heading: hostile, quote: hostile, source: hostile },
  ],
};

export const samplePassages = [
  {
    id: 'sample#1',
    text: `先问用途。\n\n**照着说**\n\n${hostile}\n\n| 甲 | 乙 |\n|---|---|\n| ${hostile} | 2 |\n`,
  },
];
