import type { TemplateCard, TemplateCardButton } from '@wecom/aibot-node-sdk';
import type { Action, Card, Part } from '../../domain/card/card.ts';
import type { AnswerKind } from '../../domain/conversation/answer.ts';
import { cut, faultsOf, lengthOf, limits, plainText } from './card-limits.ts';

export interface CardRequest {
  /** Ours and unguessable: WeCom's task id. */
  readonly id: string;
  readonly kind: AnswerKind;
  readonly card: Card;
  /** Labels of actions that merely lead on; they give way to the others. */
  readonly suggestions: readonly string[];
  /** Where 详情 leads; null: the page has no address that a phone could open. */
  readonly pageAddress: string | null;
}

export interface DrawnCards {
  /** A long list of buttons takes several cards; the key of a button is the number of its action. */
  readonly templates: readonly TemplateCard[];
  /** Labels that found no room, or not whole: the text has to tell them. */
  readonly told: readonly string[];
}

const mostCards = 3;

/** The key of the button that shows what is folded; the others have the number of their action. */
export const moreKey = 'more';
export const submitKey = 'pick';
/** Of cards on which everything has been pressed. */
export const doneKey = 'done';

const openLabel = '展开全文';

/** Brackets and repeated words go before letters do. */
function shortLabel(label: string, limit: number): string {
  const plain = plainText(label);
  if (lengthOf(plain) <= limit) return plain;
  const tighter = plain
    .replace(/（(?:尾号)?([^（）]*)）/g, ' $1')
    .replace(/\s+/g, ' ')
    .trim();
  return cut(tighter, limit);
}

const isWhole = ({ label }: Action, limit: number): boolean =>
  !shortLabel(label, limit).endsWith('…');

function rowsAsFields(part: Part): { name: string; value: string }[] {
  if (part.kind === 'fields') return [...part.fields];
  if (part.kind !== 'table' || part.head.length !== 2) return [];
  return part.rows.map(([name = '', value = '']) => ({ name, value }));
}

/** Of a draft what was checked stands on the card, although the text folds it away. */
function fieldsOf({ card, kind }: CardRequest): TemplateCard['horizontal_content_list'] {
  const sections = kind === 'draft' ? [...card.sections, ...card.folded] : card.sections;
  const fields = sections.flatMap(({ parts }) => parts.flatMap(rowsAsFields));
  return fields.slice(0, limits.fields).map(({ name, value }) => ({
    keyname: cut(plainText(name), limits.fieldName),
    value: cut(plainText(value), limits.fieldValue),
  }));
}

function textsOf({ sections }: Card): string[] {
  return sections.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (part.kind === 'text') return [plainText(part.text)];
      return part.kind === 'list' ? part.items.map(plainText) : [];
    }),
  );
}

/** What a card tells beside its buttons where the message above does not tell it already. */
function contentsOf(request: CardRequest): Partial<TemplateCard> {
  const { kind, card } = request;
  const title = plainText(card.title ?? '');
  if (kind !== 'alerts' && kind !== 'draft' && kind !== 'worklist') {
    return { main_title: { title: kind === 'proposed' ? '等您确认' : '接着可以' } };
  }
  const [first = '', ...rest] = textsOf(card);
  const fields = fieldsOf(request) ?? [];
  const body = kind === 'draft' ? '' : cut(rest.slice(0, 3).join('；'), limits.text);
  return {
    main_title: {
      title: cut(title === '' ? '接着可以' : title, limits.title),
      ...(first === '' ? {} : { desc: cut(first, limits.desc) }),
    },
    ...(body === '' ? {} : { sub_title_text: body }),
    ...(fields.length === 0 ? {} : { horizontal_content_list: fields }),
  };
}

/** Of a draft another channel is wanted less often than what else there is to do. */
const seldom = /^换成/;

/** All buttons in the order of their weight: what the answer offers, its rest, where it leads. */
function buttonsOf({ card, suggestions }: CardRequest): TemplateCardButton[] {
  const numbered = card.actions.map(({ label }, at) => ({ label, at }));
  const leads = ({ label }: { label: string }) => suggestions.includes(label);
  const button = ({ label, at }: { label: string; at: number }) => ({
    text: shortLabel(label, limits.button),
    style: at === 0 ? 1 : 2,
    key: String(at),
  });
  const more = card.folded.length > 0 ? [{ text: openLabel, style: 2, key: moreKey }] : [];
  const offered = numbered.filter((one) => !leads(one));
  const own = offered.filter(({ label }) => !seldom.test(label)).map(button);
  const late = offered.filter(({ label }) => seldom.test(label)).map(button);
  return [...own, ...more, ...late, ...numbered.filter(leads).map(button)];
}

function withButtons(request: CardRequest): DrawnCards {
  const { id, card } = request;
  const all = buttonsOf(request);
  // A few more fit behind the card's corner; long lists take further cards.
  const inMenu = all.length - limits.buttons <= limits.menu ? all.slice(limits.buttons) : [];
  const shown = inMenu.length > 0 ? all.slice(0, limits.buttons) : all;
  const templates: TemplateCard[] = [];
  for (let at = 0; at < shown.length && templates.length < mostCards; at += limits.buttons) {
    const first = at === 0;
    templates.push({
      card_type: 'button_interaction',
      ...(first ? contentsOf(request) : { main_title: { title: '还可以' } }),
      ...(inMenu.length > 0 ? { action_menu: menuOf(inMenu) } : {}),
      button_list: shown.slice(at, at + limits.buttons),
      task_id: first ? id : `${id}-${templates.length + 1}`,
    });
  }
  const left = shown.slice(mostCards * limits.buttons);
  const labels = left.map(({ key, text }) => plainText(card.actions[Number(key)]?.label ?? text));
  return { templates, told: labels };
}

function menuOf(buttons: readonly TemplateCardButton[]): NonNullable<TemplateCard['action_menu']> {
  return { desc: '更多', action_list: buttons.map(({ text, key }) => ({ text, key })) };
}

/** Which client, which product: one of a list, and a button to send the choice. */
function withChoices(request: CardRequest): DrawnCards {
  const { id, card } = request;
  const shown = card.actions.slice(0, limits.choices);
  const template: TemplateCard = {
    card_type: 'vote_interaction',
    main_title: { title: '选一个，再点“确定”' },
    checkbox: {
      question_key: 'choice',
      mode: 0,
      option_list: shown.map(({ label }, at) => ({
        id: String(at),
        text: shortLabel(label, limits.choice),
        is_checked: at === 0,
      })),
    },
    submit_button: { text: '确定', key: submitKey },
    task_id: id,
  };
  const cutShort = card.actions.some((one) => !isWhole(one, limits.choice));
  const left = card.actions.slice(cutShort ? 0 : limits.choices);
  return { templates: [template], told: left.map(({ label }) => plainText(label)) };
}

/** Questions that one tap asks; nobody has to handle a press. Only what may be read in the chat anyway. */
function withQuestions(request: CardRequest, address: string): DrawnCards {
  const { id, card } = request;
  const template: TemplateCard = {
    card_type: 'text_notice',
    main_title: { title: '接着可以问' },
    jump_list: card.actions.map(({ label }) => ({ type: 3, title: label, question: label })),
    card_action: { type: 1, url: address },
    task_id: id,
  };
  return { templates: [template], told: [] };
}

function asksItself(action: Action): boolean {
  return (
    action.do === 'ask' &&
    action.text === action.label &&
    lengthOf(action.label) <= limits.jumpTitle &&
    Buffer.byteLength(action.label) <= limits.questionBytes
  );
}

function draw(request: CardRequest): DrawnCards {
  const { card, kind, pageAddress } = request;
  const { actions, folded } = card;
  const long =
    actions.length > limits.buttons || actions.some((one) => !isWhole(one, limits.button));
  if (kind === 'clarify' && actions.length > 1 && folded.length === 0 && long) {
    return withChoices(request);
  }
  const questions = actions.length <= limits.jumps && actions.every(asksItself);
  const open = kind === 'draft' || kind === 'proposed' || folded.length > 0;
  return questions && !open && pageAddress !== null
    ? withQuestions(request, pageAddress)
    : withButtons(request);
}

/** The buttons of an answer as template cards; none where it has none. What can't be drawn is told. */
export function templateCards(request: CardRequest): DrawnCards {
  const { actions, folded } = request.card;
  if (actions.length === 0 && folded.length === 0) return { templates: [], told: [] };
  const drawn = draw(request);
  if (drawn.templates.every((template) => faultsOf(template).length === 0)) return drawn;
  return { templates: [], told: actions.map(({ label }) => plainText(label)) };
}

/** The card after a press: what was pressed is told and can't be pressed again. */
export function pressedCard(template: TemplateCard, key: string, note: string): TemplateCard {
  const left = (template.button_list ?? []).filter((one) => one.key !== key && one.key !== doneKey);
  const inMenu = template.action_menu?.action_list.filter((one) => one.key !== key) ?? [];
  const menu = inMenu.length > 0 ? { action_menu: { desc: '更多', action_list: inMenu } } : {};
  const done = { text: '已处理', style: 2, key: doneKey };
  const { checkbox: _list, submit_button: _submit, action_menu: _menu, ...rest } = template;
  const buttons = template.card_type === 'button_interaction' && left.length > 0 ? left : [done];
  return {
    ...rest,
    ...menu,
    card_type: 'button_interaction',
    main_title: { ...template.main_title, desc: cut(note, limits.desc) },
    button_list: buttons,
  };
}

/** Labels that no card holds whole. */
export function toldLabels(labels: readonly string[]): string {
  return labels.length === 0 ? '' : `还可以说：\n${labels.map((one) => `- ${one}`).join('\n')}`;
}
