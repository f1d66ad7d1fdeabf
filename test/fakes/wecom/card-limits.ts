import type { TemplateCard } from '@wecom/aibot-node-sdk';

const long = (text: string | undefined, limit: number): boolean => [...(text ?? '')].length > limit;

function faultsOfLists(card: TemplateCard): string[] {
  const faults: string[] = [];
  const fields = card.horizontal_content_list ?? [];
  if (fields.length > 6) faults.push('horizontal_content_list');
  if (fields.some(({ keyname, value }) => long(keyname, 5) || long(value, 26)))
    faults.push('horizontal_content');
  const jumps = card.jump_list ?? [];
  if (jumps.length > 3 || jumps.some(({ title }) => long(title, 13))) faults.push('jump_list');
  if (jumps.some(({ question }) => Buffer.byteLength(question ?? '') > 200))
    faults.push('jump question');
  const options = card.checkbox?.option_list ?? [];
  if (options.length > 20 || options.some(({ text }) => long(text, 11))) faults.push('checkbox');
  return faults;
}

function faultsOfButtons(card: TemplateCard): string[] {
  const buttons = card.button_list ?? [];
  const keys = buttons.map(({ key }) => key);
  const faults: string[] = [];
  if (card.card_type === 'button_interaction' && (buttons.length < 1 || buttons.length > 6))
    faults.push('button_list');
  if (buttons.some(({ text, key }) => long(text, 10) || text === '' || key.length > 1024))
    faults.push('button');
  if (new Set(keys).size < keys.length) faults.push('button keys');
  return faults;
}

function faultsOfHead({
  main_title: title,
  sub_title_text: text,
  action_menu: menu,
}: TemplateCard) {
  const faults: string[] = [];
  const items = menu?.action_list.length ?? 1;
  if (items < 1 || items > 3) faults.push('action_menu');
  if (long(title?.title, 26) || long(title?.desc, 30)) faults.push('main_title');
  if (!title?.title && !text) faults.push('neither title nor text');
  if (long(text, 112)) faults.push('sub_title_text');
  return faults;
}

function faultsOfKind({ card_type: kind, task_id: id, ...card }: TemplateCard): string[] {
  const faults: string[] = [];
  const known = ['text_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction'];
  if (!known.includes(kind)) faults.push('card_type');
  if (kind === 'text_notice' && !card.card_action?.url) faults.push('card_action');
  if (kind === 'vote_interaction' && !card.submit_button) faults.push('submit_button');
  if (kind === 'button_interaction' && card.jump_list) faults.push('jump_list here');
  if (kind !== 'text_notice' && !/^[0-9A-Za-z_@-]{1,128}$/.test(id ?? '')) faults.push('task_id');
  return faults;
}

/** What the platform would not take of a card, by the limits of its documentation. */
export function faultsOfCard(card: TemplateCard): string[] {
  const contents = [...faultsOfHead(card), ...faultsOfLists(card), ...faultsOfButtons(card)];
  return [...contents, ...faultsOfKind(card)];
}
