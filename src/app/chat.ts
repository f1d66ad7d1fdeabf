import type { Config } from '../config.ts';
import type { ChatTurnParts } from '../journeys/conversation/chat-turn.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import { businessDate } from './clock.ts';
import { openTalk } from './model.ts';
import type { State } from './state.ts';

/** What every chat platform takes its turns with. */
export async function openChat(
  config: Config,
  state: State,
  knowledge: ConversationKnowledge,
): Promise<ChatTurnParts> {
  const [{ takeTurn }, { sharedTasks }, talk] = await Promise.all([
    import('../journeys/conversation/take-turn.ts'),
    import('../journeys/conversation/shared-tasks.ts'),
    openTalk(config, state),
  ]);
  const { conversations, library, book } = state;
  // The service lives longer than a day.
  const parts = () => ({ ...knowledge, today: businessDate(config), conversations });
  // In a channel with others in it nobody's clients are looked up, so the model stays out of it.
  const shared = sharedTasks(talk.tasks ?? {});
  return {
    book,
    library,
    detail: config.chatDetail,
    pageAddress: config.publicUrl?.href ?? null,
    take: (turn, watch) => takeTurn(turn, { ...parts(), ...talk }, watch),
    takeShared: (turn, watch) => takeTurn(turn, { ...parts(), tasks: shared }, watch),
  };
}
