import { randomUUID } from 'node:crypto';
import type { types } from '@slack/bolt';
import { type Card, textCard } from '../../domain/card/card.ts';
import { chatConversationId } from '../../journeys/conversation/chat-ids.ts';
import { cardMessages } from './render/card-blocks.ts';
import type { SlackRoom } from './slack-room.ts';

const mostBlocks = 100;

/** Buttons of the home tab ask whole questions; what they bring goes to direct messages. */
async function keptCard(
  card: Card,
  employeeId: string,
  { sentCards }: SlackRoom,
): Promise<types.AnyBlock[]> {
  const id = randomUUID().replaceAll('-', '');
  if (card.actions.length > 0) {
    const conversationId = await chatConversationId('slack', employeeId, ['home', id]);
    const own = { id, channel: 'slack', employeeId, conversationId, turnId: '' } as const;
    await sentCards.keep({ ...own, place: null, actions: card.actions });
  }
  const bare = { ...card, citations: [], folded: [] };
  return cardMessages(bare, { cardId: id, feedback: false }).flat() as types.AnyBlock[];
}

/** One table may stand in a view as well. */
function withOneTable(blocks: readonly types.AnyBlock[]): types.AnyBlock[] {
  const first = blocks.find(({ type }) => type === 'table');
  return blocks.filter((block) => block.type !== 'table' || block === first);
}

export async function publishHome(userId: string, room: SlackRoom): Promise<void> {
  const found = await room.people.who(userId);
  const cards =
    found.kind === 'refused' ? [textCard(found.text)] : await room.home(found.employee.employeeId);
  const employeeId = found.kind === 'refused' ? '' : found.employee.employeeId;
  const blocks: types.AnyBlock[] = [];
  for (const [at, card] of cards.entries()) {
    if (at > 0) blocks.push({ type: 'divider' });
    blocks.push(...(await keptCard(card, employeeId, room)));
  }
  const view = { type: 'home', blocks: withOneTable(blocks).slice(0, mostBlocks) };
  await room.api.repeat('views.publish', { user_id: userId, view });
}
