import type { types } from '@slack/bolt';
import type { Action, Card } from '../../../domain/card/card.ts';
import { originMark } from '../../../domain/knowledge/citation.ts';
import { cut, plain } from './rich-text.ts';
import { lengthOf, sectionBlocks, type TableRoom } from './section-blocks.ts';

type Blocks = (types.KnownBlock | types.ContextActionsBlock | types.TableBlock)[];

export interface CardLook {
  /** Of the kept card; its buttons carry it and nothing else of their meaning. */
  readonly cardId: string;
  readonly feedback: boolean;
  /** Whether the text of a draft may be changed from here. */
  readonly editable?: boolean;
  /** What has become of the card, in place of its buttons. */
  readonly done?: string;
  /** Without tables and feedback buttons, for workspaces that refuse them. */
  readonly plain?: boolean;
}

/** About 13,200 characters over all blocks are refused (`msg_blocks_too_long`). */
const longestMessage = 11_000;
const mostBlocks = 45;
const mostButtons = 20;
const mostSources = 90;

const styles: Readonly<Record<string, 'primary' | 'danger'>> = {
  采用: 'primary',
  确认: 'primary',
  弃用: 'danger',
};

function buttonOf({ label }: Action, at: number, cardId: string): types.Button {
  const style = styles[label];
  return {
    type: 'button',
    action_id: `card-${at}`,
    text: plain(cut(label, 70)),
    value: `${cardId}:${at}`,
    ...(style ? { style } : {}),
  };
}

const extra = (id: string, label: string, cardId: string): types.Button => ({
  type: 'button',
  action_id: id,
  text: plain(label),
  value: cardId,
});

function actionBlocks(card: Card, { cardId, editable, done }: CardLook): Blocks {
  if (done !== undefined) {
    return [{ type: 'context', elements: [plain(cut(done, 300))] }];
  }
  const buttons = card.actions
    .map((action, at) => ({ action, at }))
    .filter(({ action }) => action.do === 'ask')
    .slice(0, mostButtons)
    .map(({ action, at }) => buttonOf(action, at, cardId));
  const elements = [
    ...buttons,
    ...(editable ? [extra('edit', '修改', cardId)] : []),
    ...(card.folded.length > 0 ? [extra('unfold', '展开', cardId)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function sourceBlocks({ citations }: Card, { cardId, done }: CardLook): Blocks {
  if (citations.length === 0) return [];
  const line = ({ n, origin, document, heading }: Card['citations'][number]) =>
    `[${n}]【${originMark[origin]}】${[document, heading].filter(Boolean).join('·')}`;
  const text = citations.map((one) => cut(line(one), 80)).join('　');
  const context: types.ContextBlock = { type: 'context', elements: [plain(cut(text, 1500))] };
  if (done !== undefined) return [context];
  const options = citations.slice(0, mostSources).map((one) => ({
    text: plain(cut(line(one), 70)),
    value: `${cardId}:${one.n}`,
  }));
  const select: types.StaticSelect = {
    type: 'static_select',
    action_id: 'source',
    placeholder: plain('看原文'),
    options,
  };
  return [context, { type: 'actions', elements: [select] }];
}

function feedbackBlocks({ cardId, feedback, plain: simple, done }: CardLook): Blocks {
  if (!feedback || simple || done !== undefined) return [];
  const button = (text: string, mark: string, label: string) => ({
    text: plain(text),
    value: `${cardId}:${mark}`,
    accessibility_label: label,
  });
  const buttons: types.FeedbackButtons = {
    type: 'feedback_buttons',
    action_id: 'feedback',
    positive_button: button('有用', '+', '这条回答有用'),
    negative_button: button('没用', '-', '这条回答没用，说说哪里不对'),
  };
  return [{ type: 'context_actions', elements: [buttons] }];
}

/** Blocks that may stand in one message each, in order. */
function inMessages(blocks: Blocks): Blocks[] {
  const messages: Blocks[] = [[]];
  let length = 0;
  for (const block of blocks) {
    const own = lengthOf(block);
    const last = messages.at(-1) ?? [];
    if (last.length >= mostBlocks || (last.length > 0 && length + own > longestMessage)) {
      messages.push([block]);
      length = own;
    } else {
      last.push(block);
      length += own;
    }
  }
  return messages;
}

function bodyBlocks(card: Card, look: CardLook): Blocks {
  const room: TableRoom = { left: look.plain ? 0 : 1 };
  const title: Blocks =
    card.title === null ? [] : [{ type: 'header', text: plain(cut(card.title, 140)) }];
  return [...title, ...card.sections.flatMap((section) => sectionBlocks(section, room))];
}

const endBlocks = (card: Card, look: CardLook): Blocks => [
  ...sourceBlocks(card, look),
  ...actionBlocks(card, look),
  ...feedbackBlocks(look),
];

/** A card as exactly one message: what does not fit is left to the page. */
export function oneMessage(card: Card, look: CardLook): Blocks {
  const [first = [], ...more] = inMessages(bodyBlocks(card, look));
  const rest: Blocks =
    more.length === 0
      ? []
      : [{ type: 'context', elements: [plain('这条太长，后面的请到网页里看。')] }];
  return [...first, ...rest, ...endBlocks(card, look)].slice(0, 50);
}

/** A card as one message or, where it is too long for Slack, several; the last has the buttons. */
export function cardMessages(card: Card, look: CardLook): Blocks[] {
  const end = endBlocks(card, look);
  const messages = inMessages(bodyBlocks(card, look));
  const last = messages.at(-1) ?? [];
  const fits = last.length + end.length <= 50 && lengthOf([last, end]) <= longestMessage + 1500;
  if (fits) last.push(...end);
  else messages.push(end);
  return messages.filter((blocks) => blocks.length > 0);
}

/** What is under 展开, for a modal. */
export function foldedBlocks({ folded }: Card): Blocks {
  const room: TableRoom = { left: 1 };
  return folded.flatMap((section) => sectionBlocks(section, room)).slice(0, 90);
}

/** One line for notifications and for readers without blocks; `<`, `>` and `&` would be markup. */
export function notificationText({ title, sections }: Card): string {
  const [part] = sections.flatMap(({ parts }) => parts);
  const first = part?.kind === 'text' || part?.kind === 'line' ? part.text : '';
  const text = cut([title, first].filter(Boolean).join('：') || '归巢的回答', 150);
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
