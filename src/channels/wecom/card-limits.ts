import type { TemplateCard } from '@wecom/aibot-node-sdk';

/** The limits of template cards that the renderer keeps, in characters and pieces. Source: 101032. */
export const limits = {
  title: 26,
  desc: 30,
  text: 112,
  fields: 6,
  fieldName: 5,
  fieldValue: 26,
  jumps: 3,
  jumpTitle: 13,
  questionBytes: 200,
  buttons: 6,
  button: 10,
  menu: 3,
  choices: 20,
  choice: 11,
} as const;

export const lengthOf = (text: string): number => [...text].length;

/** Markdown's stars and the marks of sources mean nothing inside a card. */
export function plainText(text: string): string {
  return text
    .replaceAll('**', '')
    .replace(/\[\d+\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export function cut(text: string, limit: number): string {
  const letters = [...text];
  return letters.length <= limit ? text : `${letters.slice(0, limit - 1).join('')}…`;
}

type Check = readonly [string, (card: TemplateCard) => boolean];

const within = (text: string | undefined, limit: number): boolean => lengthOf(text ?? '') <= limit;

const checks: readonly Check[] = [
  ['标题超长', ({ main_title }) => within(main_title?.title, limits.title)],
  ['说明超长', ({ main_title }) => within(main_title?.desc, limits.desc)],
  ['没有标题也没有正文', (card) => Boolean(card.main_title?.title || card.sub_title_text)],
  ['正文超长', ({ sub_title_text }) => within(sub_title_text, limits.text)],
  ['字段太多', ({ horizontal_content_list: list = [] }) => list.length <= limits.fields],
  [
    '字段超长',
    ({ horizontal_content_list: list = [] }) =>
      list.every(
        ({ keyname, value }) =>
          keyname !== '' && within(keyname, limits.fieldName) && within(value, limits.fieldValue),
      ),
  ],
  [
    '按钮的个数',
    ({ card_type, button_list: list = [] }) =>
      card_type !== 'button_interaction' || (list.length >= 1 && list.length <= limits.buttons),
  ],
  [
    '按钮的文字',
    ({ button_list: list = [] }) =>
      list.every(
        ({ text, key }) => text !== '' && within(text, limits.button) && key.length <= 1024,
      ),
  ],
  [
    '按钮的键重复',
    ({ button_list: list = [] }) => new Set(list.map(({ key }) => key)).size === list.length,
  ],
  [
    '更多操作',
    ({ action_menu: menu }) =>
      menu === undefined ||
      (menu.action_list.length >= 1 && menu.action_list.length <= limits.menu && menu.desc !== ''),
  ],
  [
    '选项',
    ({ card_type, checkbox, submit_button }) =>
      card_type !== 'vote_interaction' ||
      (checkbox !== undefined &&
        submit_button !== undefined &&
        checkbox.option_list.length >= 1 &&
        checkbox.option_list.length <= limits.choices &&
        checkbox.option_list.every(({ text }) => within(text, limits.choice))),
  ],
  [
    '跳转',
    ({ jump_list: list = [] }) =>
      list.length <= limits.jumps &&
      list.every(
        ({ title, question }) =>
          within(title, limits.jumpTitle) &&
          Buffer.byteLength(question ?? '') <= limits.questionBytes,
      ),
  ],
  [
    '通知卡片要有网址',
    (card) => card.card_type !== 'text_notice' || Boolean(card.card_action?.url),
  ],
  ['task_id', ({ task_id }) => task_id === undefined || /^[0-9A-Za-z_@-]{1,128}$/.test(task_id)],
];

/** What WeCom would not take of this card; a card with faults is not sent. */
export function faultsOf(card: TemplateCard): string[] {
  return checks.filter(([, holds]) => !holds(card)).map(([fault]) => fault);
}
