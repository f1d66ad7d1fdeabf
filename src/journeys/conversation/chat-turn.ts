import type { Card } from '../../domain/card/card.ts';
import { GuichaoError } from '../../domain/errors.ts';
import type { ConversationLibrary } from '../../ports/conversation-library.ts';
import type { ChatChannel } from '../../ports/inbound-events.ts';
import { type ChatCardParts, cardForChat, tellsOfClients } from './card-for-chat.ts';
import { chatTurnId } from './chat-ids.ts';
import { belongsPrivate, movedCard } from './shared-tasks.ts';
import type { Turn, TurnResult, TurnWatch } from './take-turn.ts';

/** A message that came in through a chat platform, from somebody known. */
export interface ChatMessage {
  readonly channel: ChatChannel;
  readonly eventKey: string;
  readonly employeeId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly clientId?: string;
  /** The turn whose card was pressed. */
  readonly after?: string;
  /** Whether others read along: then nothing of clients is said. */
  readonly shared: boolean;
}

export interface ChatTurnParts extends ChatCardParts {
  readonly library: ConversationLibrary;
  readonly take: (turn: Turn, watch: TurnWatch) => Promise<TurnResult>;
  /** The same with the tasks of `sharedTasks`. */
  readonly takeShared: (turn: Turn, watch: TurnWatch) => Promise<TurnResult>;
}

export interface ChatAnswer extends TurnResult {
  readonly card: Card;
  /** Asked where others read along, and about clients: the answer belongs into the private chat. */
  readonly belongsPrivate: boolean;
}

const mostAttempts = 5;

async function taken(
  { channel, eventKey, shared, ...message }: ChatMessage,
  { library, take, takeShared }: ChatTurnParts,
  watch: TurnWatch,
): Promise<TurnResult> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const turnId = await chatTurnId(channel, `${eventKey}${shared ? ':shared' : ''}`, attempt);
    const known = await library.turn(message.employeeId, turnId);
    if (known?.answer) return { turnId, answer: known.answer };
    if (known?.state === 'cancelled') throw new GuichaoError('cancelled', '这一句已取消。');
    if (!known) return (shared ? takeShared : take)({ ...message, turnId }, watch);
  }
  throw new GuichaoError('database', '这句话几次都没有答完，请换个说法再问一次。');
}

/** One turn out of a chat: an event that was answered before is not answered again. */
export async function chatTurn(
  message: ChatMessage,
  parts: ChatTurnParts,
  watch: TurnWatch = {},
): Promise<ChatAnswer> {
  const { turnId, answer } = await taken(message, parts, watch);
  const { employeeId, conversationId, shared } = message;
  const away = shared && (belongsPrivate(answer) || tellsOfClients(answer));
  const detail = shared ? 'playbook' : parts.detail;
  const shown = { answer, employeeId, conversationId, turnId };
  const card = away ? movedCard() : await cardForChat(shown, { ...parts, detail });
  return { turnId, answer, card, belongsPrivate: away };
}
