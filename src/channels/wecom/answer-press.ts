import type { TemplateCard } from '@wecom/aibot-node-sdk';
import { cardForChat } from '../../journeys/conversation/card-for-chat.ts';
import { chatEmployee } from '../../journeys/conversation/chat-employee.ts';
import { chatTurn } from '../../journeys/conversation/chat-turn.ts';
import { sourceForChat } from '../../journeys/conversation/source-for-chat.ts';
import type { SentCard } from '../../ports/sent-cards.ts';
import { type Answering, faultText } from './answer-message.ts';
import type { BotConnection } from './bot-connection.ts';
import { plainText } from './card-limits.ts';
import { foldedText, sourceText } from './message-text.ts';
import { markdown } from './outgoing.ts';
import type { Inbound } from './read-frame.ts';
import { NotDelivered, pushAnswer } from './send-answer.ts';
import { type CardPlace, showAnswer } from './show-answer.ts';
import { splitText } from './split-text.ts';
import { doneKey, moreKey, pressedCard, submitKey } from './template-card.ts';

export type InboundPress = Extract<Inbound, { kind: 'press' }>;

/** A press as far as it is known whose it is and what it does. */
type Press =
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'done' }
  | { readonly kind: 'more'; readonly card: SentCard }
  | { readonly kind: 'action'; readonly card: SentCard; readonly at: number };

const notes = {
  foreign: '这张卡片是发给别人的，只有本人能点。',
  unknown: '这张卡片已经找不到了，请直接打字问。',
  done: '这一步已经做过了，结果在下面。',
} as const;

async function readPress(event: InboundPress, parts: Answering): Promise<Press> {
  const card = await parts.cards.find(event.taskId);
  if (card?.channel !== 'wecom') return { kind: 'unknown' };
  const user = { account: 'member', platform: 'wecomUserId', userId: event.userId } as const;
  const who = await chatEmployee({ ...user, email: null }, parts.employees);
  const own = who.kind === 'employee' && who.employee.employeeId === card.employeeId;
  if (!own) return { kind: 'foreign' };
  if (event.eventKey === moreKey) return { kind: 'more', card };
  if (event.eventKey === doneKey) return { kind: 'done' };
  const at = Number(event.eventKey === submitKey ? event.chosen[0] : event.eventKey);
  return card.actions[at] === undefined ? { kind: 'unknown' } : { kind: 'action', card, at };
}

/** Of choices one settles all; of buttons each is pressed by itself. */
async function isFirst(press: Press, event: InboundPress, parts: Answering): Promise<boolean> {
  if (press.kind === 'more') return true;
  if (press.kind !== 'action') return false;
  return parts.cards.press(press.card.id, event.eventKey === submitKey ? 0 : press.at);
}

/** How the card looks after the press: drawn again, whoever may still be shown it. */
async function keepDrawn(
  card: SentCard,
  press: Press,
  { first, event, parts }: { first: boolean; event: InboundPress; parts: Answering },
): Promise<TemplateCard> {
  const { template } = card.place as CardPlace;
  const label = press.kind === 'action' ? (card.actions[press.at]?.label ?? '') : '展开全文';
  const working =
    press.kind === 'more' ? '展开的内容在下面' : `已点“${plainText(label)}”，结果在下面`;
  const ends = press.kind === 'action' && first;
  const drawn = pressedCard(template, ends ? event.eventKey : '', first ? working : notes.done);
  await parts.cards.place(card.id, { ...(card.place as CardPlace), template: drawn });
  return drawn;
}

/** What the card says at once, before the work: the platform waits five seconds. */
async function acknowledge(
  press: Press,
  { first, again }: { first: boolean; again: boolean },
  { event, connection, parts }: Pressed,
): Promise<void> {
  const card = await parts.cards.find(event.taskId);
  // A stranger in a group must not change what the addressee sees.
  if (card === null || press.kind === 'foreign') return;
  const drawn = await keepDrawn(card, press, { first, event, parts });
  // The event of a stopped process can't be answered any more; the next press shows the card right.
  if (!again) await connection.updateCard(event.reqId, drawn);
}

async function pushText(chatId: string, text: string, { outgoing }: Answering): Promise<void> {
  for (const piece of splitText(text)) {
    const sent = await outgoing.pushSurely(chatId, markdown(piece));
    if (sent.kind !== 'acked') throw new NotDelivered(sent);
  }
}

async function unfold(card: SentCard, parts: Answering): Promise<void> {
  const { employeeId, conversationId, turnId } = card;
  const turn = await parts.chat.library.turn(employeeId, turnId);
  const { chat } = card.place as CardPlace;
  if (!turn?.answer) return pushText(chat.id, notes.unknown, parts);
  const shown = { answer: turn.answer, employeeId, conversationId, turnId };
  const detail = chat.group ? 'playbook' : parts.chat.detail;
  const whole = await cardForChat(shown, { ...parts.chat, detail });
  return pushText(chat.id, foldedText(whole), parts);
}

async function openSource(card: SentCard, n: number, parts: Answering): Promise<void> {
  const { employeeId, turnId } = card;
  const { chat } = card.place as CardPlace;
  const detail = chat.group ? 'playbook' : parts.chat.detail;
  const cited = await sourceForChat({ employeeId, turnId, n }, { ...parts.chat, detail });
  const text =
    cited === null ? '这条原文没有找到。' : sourceText(cited.citation, cited.passageText);
  return pushText(chat.id, text, parts);
}

const onThePage = ({ chat }: Answering): string =>
  `这一步要在归巢网页里做${chat.pageAddress === null ? '' : `：${chat.pageAddress}`}。`;

/** Nothing can be put where one types: the words come alone, to be copied, changed and sent. */
async function offerWords(card: SentCard, words: string, parts: Answering): Promise<void> {
  const { chat } = card.place as CardPlace;
  const whole =
    parts.chat.detail === 'full' || (await parts.chat.book.standing()).origin !== 'bank';
  if (!whole || chat.group) return pushText(chat.id, onThePage(parts), parts);
  await pushText(chat.id, '长按复制下面这条，改好再发给我：', parts);
  return pushText(chat.id, words, parts);
}

async function takePress(card: SentCard, text: string, { event, parts }: Pressed): Promise<void> {
  const { employeeId, conversationId, turnId } = card;
  const { chat } = card.place as CardPlace;
  const message = { channel: 'wecom', eventKey: event.key, employeeId, conversationId } as const;
  try {
    const turn = { ...message, text, shared: chat.group };
    // 采用 on a card means the draft of that card, whatever was said since.
    const answered = await chatTurn(turn, {
      ...parts.chat,
      take: (said, watch) => parts.chat.take({ ...said, after: turnId }, watch),
    });
    const request = { ...answered, employeeId, conversationId, chat, before: '' };
    const { pageAddress } = parts.chat;
    const shown = await showAnswer(request, { cards: parts.cards, pageAddress });
    await pushAnswer(chat.id, shown, parts.outgoing);
  } catch (error) {
    if (error instanceof NotDelivered) throw error;
    parts.log.failed('wecom press', error);
    await pushText(chat.id, faultText(error), parts);
  }
}

interface Pressed {
  readonly event: InboundPress;
  readonly connection: BotConnection;
  readonly parts: Answering;
}

async function workOn(press: Press, pressed: Pressed): Promise<void> {
  const { event, parts } = pressed;
  if (press.kind === 'foreign' || press.kind === 'unknown') {
    return pushText(event.chat.id, notes[press.kind], parts);
  }
  if (press.kind === 'more') return unfold(press.card, parts);
  const action = press.kind === 'action' ? press.card.actions[press.at] : undefined;
  if (press.kind === 'done' || action === undefined) return;
  switch (action.do) {
    case 'open':
      return openSource(press.card, action.citation, parts);
    case 'save':
      return pushText(event.chat.id, onThePage(parts), parts);
    case 'ask':
      return action.edit
        ? offerWords(press.card, action.text, parts)
        : takePress(press.card, action.text, pressed);
  }
}

/** First the card changes, then the work is done; gives the work. */
export async function answerPress(
  event: InboundPress,
  connection: BotConnection,
  { parts, again }: { readonly parts: Answering; readonly again: boolean },
): Promise<() => Promise<void>> {
  const pressed: Pressed = { event, connection, parts };
  const press = await readPress(event, parts);
  // A stopped process may have counted it, or have come to its end before.
  const counted = await isFirst(press, event, parts);
  const first = again || counted;
  await acknowledge(press, { first, again }, pressed);
  const repeated = press.kind === 'action' && !first;
  return async () => {
    if (!repeated) await workOn(press, pressed);
  };
}
