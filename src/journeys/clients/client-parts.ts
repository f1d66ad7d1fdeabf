import { type Day, parseDay } from '../../domain/calendar/day.ts';
import { textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith, type Intent } from '../../domain/conversation/answer.ts';
import type { ClientBook, ClientReader } from '../../ports/client-book.ts';
import type { ClientNoteStore } from '../../ports/client-note-store.ts';
import type { ProductShelf } from '../../ports/product-shelf.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { foreignClient } from './foreign-client.ts';

/** What the client tasks work with. */
export interface ClientParts {
  readonly book: ClientBook;
  readonly notes: ClientNoteStore;
  readonly products: ProductShelf;
  /** Now, in seconds since 1970-01-01T00:00:00Z. */
  readonly nowSeconds: () => number;
}

export function dayOfRequest({ knowledge }: TaskRequest): Day {
  return parseDay(knowledge.today) ?? 0;
}

/** The employee's own reader; what is looked at is logged with the turn. */
export function readerFor(
  { employeeId, turnId }: TaskRequest,
  { book }: ClientParts,
): Promise<ClientReader> {
  return book.for({ employeeId }, { turnId });
}

/** As typed and as normalised: names are stored as the bank writes them. */
export function wordsOf({ text, knowledge }: TaskRequest): string {
  const plain = knowledge.index.normalise(text);
  return plain === text ? text : `${text}\n${plain}`;
}

/** A client of somebody else and one that does not exist are answered alike. */
export function refused(intent: Intent): Answer {
  return answerWith({ kind: 'refused', intent, card: textCard(foreignClient) });
}

/** Words that ask how to answer a client: never a look-up. */
export const asksForWords =
  /(怎么|咋|如何|该)(样)?(回|答|接|说|讲|劝|解释|拒绝|开口|聊|谈|写)|回(他|她)什么|话术|说服/;
