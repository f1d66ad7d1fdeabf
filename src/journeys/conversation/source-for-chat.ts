import { restsOnClient } from '../../domain/knowledge/citation.ts';
import type { ClientBook } from '../../ports/client-book.ts';
import type { CitedPassage, ConversationLibrary } from '../../ports/conversation-library.ts';
import type { ChatDetail } from './card-for-chat.ts';

export interface ChatSourceParts {
  readonly book: ClientBook;
  readonly library: ConversationLibrary;
  readonly detail: ChatDetail;
}

/** 看原文 in a chat: a passage of the material as it stood; of a client's record only where all may be shown. */
export async function sourceForChat(
  { employeeId, turnId, n }: { employeeId: string; turnId: string; n: number },
  { book, library, detail }: ChatSourceParts,
): Promise<CitedPassage | null> {
  const cited = await library.cited(employeeId, turnId, n);
  if (cited === null || !restsOnClient(cited.citation) || detail === 'full') return cited;
  if ((await book.standing()).origin !== 'bank') return cited;
  const hidden = {
    document: '客户记录',
    heading: '',
    quote: '客户记录不在聊天里显示，请到网页里看。',
  };
  return {
    citation: { ...cited.citation, ...hidden, passageId: 'record', source: '' },
    passageText: null,
  };
}
