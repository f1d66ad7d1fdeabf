import type { ConversationStore, StoredTurn } from '../../ports/conversation-store.ts';

/**
 * The store as a turn sees it that goes on from one certain turn, whatever was said since: 采用 on
 * a card means the draft of that card.
 */
export function goingOnFrom(turn: StoredTurn, store: ConversationStore): ConversationStore {
  return {
    begin: (start) => store.begin(start),
    finish: (...finished) => store.finish(...finished),
    giveUp: (turnId, why) => store.giveUp(turnId, why),
    recoverInterrupted: (...before) => store.recoverInterrupted(...before),
    recordFeedback: (...feedback) => store.recordFeedback(...feedback),
    keepUnasked: (...unasked) => store.keepUnasked(...unasked),
    close: () => store.close(),
    recent: async (conversationId, limit) => {
      const recent = await store.recent(conversationId, limit);
      return [...recent.filter(({ turnId }) => turnId !== turn.turnId), turn];
    },
  };
}
