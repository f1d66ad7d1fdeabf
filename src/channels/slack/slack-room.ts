import type { Card } from '../../domain/card/card.ts';
import type { ChatTurnParts } from '../../journeys/conversation/chat-turn.ts';
import type { InOrder } from '../../journeys/conversation/in-order.ts';
import type { ConversationStore } from '../../ports/conversation-store.ts';
import type { EmployeeDirectory } from '../../ports/employee-directory.ts';
import type { InboundEvents } from '../../ports/inbound-events.ts';
import type { SentCards } from '../../ports/sent-cards.ts';
import type { ServiceTelemetry } from '../../ports/service-telemetry.ts';
import type { ProgressTimes } from './answer-progress.ts';
import type { CardIds } from './card-ids.ts';
import type { People } from './people.ts';
import type { RunningQuestions } from './running-questions.ts';
import type { SlackApi } from './slack-api.ts';

/** What the channel is given by the rest of the service. */
export interface SlackParts {
  readonly chat: ChatTurnParts;
  readonly employees: EmployeeDirectory;
  readonly conversations: Pick<ConversationStore, 'recordFeedback'>;
  readonly inboundEvents: InboundEvents;
  readonly sentCards: SentCards;
  readonly telemetry: Pick<ServiceTelemetry, 'failed' | 'feedbackGiven' | 'turnDone'>;
  /** What an employee's home shows, reduced to what Slack may. */
  readonly home: (employeeId: string) => Promise<readonly Card[]>;
  /** A link that signs this employee in on the page, once; null: the page has no address. */
  readonly signInLink: (employeeId: string) => Promise<string | null>;
}

/** What all listeners work with. */
export interface SlackRoom extends SlackParts {
  readonly api: SlackApi;
  readonly ids: CardIds;
  readonly people: People;
  readonly running: RunningQuestions;
  readonly order: InOrder;
  readonly times: ProgressTimes;
  /** The bot's own user; null while Slack has not told it. */
  readonly botUserId: () => Promise<string | null>;
}
