import { type Card, textCard } from '../../domain/card/card.ts';
import type { Intent } from '../../domain/conversation/answer.ts';
import { type ChatCardParts, cardForChat } from './card-for-chat.ts';
import type { ConversationKnowledge } from './conversation-knowledge.ts';
import type { Tasks } from './task.ts';

/** What a home page answers before anybody asks, in the words that would ask for it. */
const standing: readonly (readonly [Intent, string])[] = [
  ['alerts', '现在有哪些预警'],
  ['worklist', '今天先打给谁'],
  ['draft', '我的草稿'],
];

/** Where the look-ups of a home page are logged under. */
const occasion = 'home';

export interface HomeParts extends ChatCardParts {
  readonly tasks: Tasks;
  readonly knowledge: () => ConversationKnowledge;
}

/** Today's alerts, the worklist with its progress, and drafts that wait, as cards for a chat. */
export async function homeCards(employeeId: string, parts: HomeParts): Promise<Card[]> {
  const { managerIds } = (await parts.book.for({ employeeId }, { turnId: occasion })).scope;
  if (managerIds.length === 0)
    return [textCard('直接私信我就能问：客户怎么讲、您想怎么办，话术和合规都可以。')];
  const cards: Card[] = [];
  for (const [intent, text] of standing) {
    const request = {
      text,
      employeeId,
      turnId: occasion,
      conversationId: occasion,
      clientId: null,
      earlier: [],
      knowledge: parts.knowledge(),
    };
    const answer = await parts.tasks[intent]?.run(request);
    if (answer === undefined) continue;
    const shown = { answer, employeeId, conversationId: '', turnId: occasion };
    cards.push(await cardForChat(shown, parts));
  }
  return cards;
}
