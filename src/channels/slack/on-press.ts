import type { types } from '@slack/bolt';
import { cardForChat } from '../../journeys/conversation/card-for-chat.ts';
import { sourceForChat } from '../../journeys/conversation/source-for-chat.ts';
import type { SentCard } from '../../ports/sent-cards.ts';
import { answerQuestion } from './answer-question.ts';
import { answerQuietly, type Respond } from './answer-quietly.ts';
import { askDirectly } from './ask-directly.ts';
import { editModal, reasonModal, sourceModal, textModal } from './modals.ts';
import { readPlace } from './place.ts';
import { foldedBlocks } from './render/card-blocks.ts';
import type { SlackRoom } from './slack-room.ts';

export interface Press {
  readonly eventKey: string;
  readonly again: boolean;
  readonly actionId: string;
  /** Of the button or the chosen option: the card's id, and what of it. */
  readonly value: string;
  readonly userId: string;
  readonly teamId: string | null;
  readonly triggerId: string | null;
  readonly channel: string | null;
  /** The pressed message, where Slack says it. */
  readonly messageTs: string | null;
  readonly threadTs: string | null;
  /** Only the presser sees the card: what follows stays there too. */
  readonly ephemeral: boolean;
  readonly respond: Respond | null;
}

const foreign = '这张卡片是发给同事的，您按不了；同样的话问我一次，就有您自己的。';
const forgotten = '这张卡片太旧了，我认不出来，请重新问一次。';
const pressedBefore = '这一步已经做过了，请看下面最新的一条。';

async function tell(text: string, press: Press, room: SlackRoom): Promise<void> {
  if (press.respond && (await press.respond({ text, replace_original: false }))) return;
  if (press.channel === null) return;
  const place = { channel: press.channel, user: press.userId, text };
  await room.api.attempt('chat.postEphemeral', place);
}

async function open(view: types.View, press: Press, room: SlackRoom): Promise<void> {
  // A press that is worked on after a restart has no window left to open.
  if (press.triggerId === null) return;
  await room.api.attempt('views.open', { trigger_id: press.triggerId, view });
}

/**
 * Drafts judge for themselves whether a step may be taken again, and questions of the home tab may
 * be asked again; all else is done once.
 */
async function isFirst(
  card: SentCard,
  at: number,
  press: Press,
  room: SlackRoom,
): Promise<boolean> {
  const first = await room.sentCards.press(card.id, at);
  if (first || press.again) return true;
  const turn = await room.chat.library.turn(card.employeeId, card.turnId);
  return turn === null || turn.answer?.kind === 'draft';
}

async function ask(card: SentCard, at: number, press: Press, room: SlackRoom): Promise<void> {
  const action = card.actions[at];
  if (action?.do !== 'ask') return;
  if (!(await isFirst(card, at, press, room))) return tell(pressedBefore, press, room);
  const { eventKey, userId, teamId } = press;
  const { employeeId, conversationId } = card;
  const own = { eventKey, employeeId, conversationId, text: action.text };
  if (press.ephemeral && press.respond) {
    return answerQuietly({ ...own, pressed: card }, press.respond, room);
  }
  const place = readPlace(card.place);
  const channel = press.channel ?? place?.channel;
  if (channel === undefined) return askDirectly({ ...own, userId, teamId }, room);
  const stands = place?.ts ?? press.messageTs;
  const pressed = { ...card, place: { ...place, channel, ts: stands } };
  const thread = press.threadTs ?? place?.thread ?? stands;
  const shared = place?.shared === true;
  const where = { channel, shared, thread, question: stands, userId, teamId };
  await answerQuestion({ ...own, ...where, pressed }, room);
}

async function showSource(card: SentCard, n: number, press: Press, room: SlackRoom): Promise<void> {
  const { employeeId, turnId } = card;
  const { chat } = room;
  const cited = await sourceForChat({ employeeId, turnId, n }, chat);
  if (cited === null) return tell('这条出处已经找不到了，请重新问一次。', press, room);
  await open(sourceModal(cited), press, room);
}

async function showFolded(card: SentCard, press: Press, room: SlackRoom): Promise<void> {
  const { employeeId, conversationId, turnId } = card;
  const turn = await room.chat.library.turn(employeeId, turnId);
  if (!turn?.answer) return tell(forgotten, press, room);
  const shown = { answer: turn.answer, employeeId, conversationId, turnId };
  const blocks = foldedBlocks(await cardForChat(shown, room.chat));
  await open(textModal('展开', blocks), press, room);
}

async function rate(card: SentCard, helpful: boolean, press: Press, room: SlackRoom) {
  await room.conversations.recordFeedback(card.turnId, helpful, null);
  room.telemetry.feedbackGiven(helpful);
  if (helpful) return tell('谢谢，记下了。', press, room);
  await open(reasonModal(card.id), press, room);
}

async function openEditor(card: SentCard, press: Press, room: SlackRoom): Promise<void> {
  const turn = await room.chat.library.turn(card.employeeId, card.turnId);
  const draft = turn?.answer?.data.draft as { text?: string } | undefined;
  if (draft?.text === undefined) return tell(forgotten, press, room);
  await open(editModal(card.id, draft.text), press, room);
}

/** A press on one of our cards, by its owner and nobody else. */
export async function onPress(press: Press, room: SlackRoom): Promise<void> {
  const [cardId = '', of = ''] = press.value.split(':');
  const card = await room.sentCards.find(cardId);
  if (card?.channel !== 'slack') return tell(forgotten, press, room);
  const found = await room.people.who(press.userId);
  if (found.kind === 'refused') return tell(found.text, press, room);
  if (found.employee.employeeId !== card.employeeId) return tell(foreign, press, room);
  switch (press.actionId) {
    case 'source':
      return showSource(card, Number(of), press, room);
    case 'unfold':
      return showFolded(card, press, room);
    case 'edit':
      return openEditor(card, press, room);
    case 'feedback':
      return rate(card, of === '+', press, room);
    default:
      return ask(card, Number(of), press, room);
  }
}
