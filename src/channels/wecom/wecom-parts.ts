import type { ChatTurnParts } from '../../journeys/conversation/chat-turn.ts';
import type { ChannelLog } from '../../ports/channel-log.ts';
import type { TranscriptTurn } from '../../ports/conversation-library.ts';
import type { ConversationStore } from '../../ports/conversation-store.ts';
import type { EmployeeDirectory } from '../../ports/employee-directory.ts';
import type { InboundEvents } from '../../ports/inbound-events.ts';
import type { Leases } from '../../ports/leases.ts';
import type { OpenedChats } from '../../ports/opened-chats.ts';
import type { SentCards } from '../../ports/sent-cards.ts';
import type { BotSettings } from './bot-connection.ts';
import type { Timings } from './timings.ts';

export interface WecomParts {
  readonly settings: BotSettings;
  readonly events: InboundEvents;
  readonly cards: SentCards;
  readonly opened: OpenedChats;
  readonly leases: Leases;
  readonly employees: EmployeeDirectory;
  readonly conversations: Pick<ConversationStore, 'recordFeedback'>;
  readonly chat: ChatTurnParts;
  /** The turn of today's digest, where it was made and delivered somewhere already. */
  readonly digest: (employeeId: string) => Promise<TranscriptTurn | null>;
  readonly log: ChannelLog;
  readonly timings: Timings;
}
