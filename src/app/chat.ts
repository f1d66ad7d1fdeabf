import type { Config } from '../config.ts';
import type { ChatTurnParts } from '../journeys/conversation/chat-turn.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import { businessDate } from './clock.ts';
import type { State } from './state.ts';
import { openTasks } from './tasks.ts';

/** What every chat platform takes its turns with. */
export async function openChat(
  config: Config,
  state: State,
  knowledge: ConversationKnowledge,
): Promise<ChatTurnParts> {
  const [{ takeTurn }, { sharedTasks }, tasks] = await Promise.all([
    import('../journeys/conversation/take-turn.ts'),
    import('../journeys/conversation/shared-tasks.ts'),
    openTasks(config, state),
  ]);
  const { conversations, library, book } = state;
  // The service lives longer than a day.
  const parts = () => ({ ...knowledge, today: businessDate(config), conversations });
  const shared = sharedTasks(tasks);
  return {
    book,
    library,
    detail: config.chatDetail,
    pageAddress: config.publicUrl?.href ?? null,
    take: (turn, watch) => takeTurn(turn, { ...parts(), tasks }, watch),
    takeShared: (turn, watch) => takeTurn(turn, { ...parts(), tasks: shared }, watch),
  };
}
