import type { types } from '@slack/bolt';
import { outreachChannels } from '../../domain/clients/client.ts';
import { outreachWords } from '../../domain/clients/client-words.ts';
import { originMark } from '../../domain/knowledge/citation.ts';
import { purposeNames, purposes } from '../../domain/outreach/purpose.ts';
import type { CitedPassage } from '../../ports/conversation-library.ts';
import { cut, paragraph, plain, quote, richBlock } from './render/rich-text.ts';
import { longestText } from './render/section-blocks.ts';
import { splitText } from './render/split-text.ts';

const mostBlocks = 95;

export function textModal(title: string, blocks: readonly types.AnyBlock[]): types.ModalView {
  return {
    type: 'modal',
    title: plain(cut(title, 24)),
    close: plain('关闭'),
    blocks: blocks.slice(0, mostBlocks) as types.AnyBlock[],
  };
}

/** 看原文: the passage as it stood when it was cited, the cited words first. */
export function sourceModal({ citation, passageText }: CitedPassage): types.ModalView {
  const { n, origin, document, heading, quote: cited, source } = citation;
  const place = `[${n}]【${originMark[origin]}】${[document, heading].filter(Boolean).join('·')}`;
  const text =
    passageText === null || passageText === cited ? [] : splitText(passageText, longestText);
  return textModal('看原文', [
    richBlock([paragraph(`**${place}**`)]),
    ...splitText(cited, longestText).map((piece) => richBlock([quote(piece)])),
    ...(text.length > 0 ? [richBlock([paragraph('**全段**')])] : []),
    ...text.map((piece) => richBlock([paragraph(piece)])),
    ...(source === '' ? [] : [{ type: 'context' as const, elements: [plain(cut(source, 1500))] }]),
  ]);
}

function choice<T extends string>(value: T, label: string): types.PlainTextOption {
  return { text: plain(label), value };
}

const input = (id: string, label: string, element: types.InputBlock['element'], optional = false) =>
  ({ type: 'input', block_id: id, label: plain(label), element, optional }) as const;

/** What to draft, for whom: the same words as somebody would type. */
export function draftModal(): types.ModalView {
  const purpose: types.StaticSelect = {
    type: 'static_select',
    action_id: 'value',
    options: purposes.map((one) => choice(one, purposeNames[one])),
  };
  const channel: types.RadioButtons = {
    type: 'radio_buttons',
    action_id: 'value',
    options: outreachChannels.map((one) => choice(one, outreachWords[one])),
  };
  const text = (hint: string, most: number): types.PlainTextInput => ({
    type: 'plain_text_input',
    action_id: 'value',
    max_length: most,
    placeholder: plain(hint),
  });
  return {
    type: 'modal',
    callback_id: 'draft',
    title: plain('起草触达'),
    submit: plain('起草'),
    close: plain('取消'),
    blocks: [
      input('client', '写给哪一位', text('姓名、客户号或手机尾号', 30)),
      input('purpose', '为了什么事', purpose),
      input('channel', '用什么方式', channel),
      input('note', '还想带一句', text('例如：提一下孩子中考', 60), true),
    ],
  };
}

export function editModal(cardId: string, text: string): types.ModalView {
  const element: types.PlainTextInput = {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: true,
    initial_value: text,
    min_length: 6,
    max_length: 2000,
  };
  return {
    type: 'modal',
    callback_id: 'edit',
    private_metadata: cardId,
    title: plain('修改草稿'),
    submit: plain('检查并替换'),
    close: plain('取消'),
    blocks: [input('text', '发给客户的文字', element)],
  };
}

const reasons = ['答非所问', '内容不对', '话说得不像', '太长', '缺出处'];

export function reasonModal(cardId: string): types.ModalView {
  const element: types.RadioButtons = {
    type: 'radio_buttons',
    action_id: 'value',
    options: reasons.map((reason) => choice(reason, reason)),
  };
  const words: types.PlainTextInput = {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: true,
    max_length: 400,
  };
  return {
    type: 'modal',
    callback_id: 'reason',
    private_metadata: cardId,
    title: plain('哪里没用'),
    submit: plain('提交'),
    close: plain('不说了'),
    blocks: [
      input('reason', '最接近的一条', element, true),
      input('words', '想要什么样的', words, true),
    ],
  };
}
