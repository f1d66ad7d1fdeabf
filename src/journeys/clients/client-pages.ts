import { type Day, formatDay } from '../../domain/calendar/day.ts';
import type { Card } from '../../domain/card/card.ts';
import type { ClientPage } from '../../domain/clients/client.ts';
import { clientCsv } from '../../domain/clients/client-csv.ts';
import type { ClientFilter, ClientSort } from '../../domain/clients/client-filter.ts';
import { formalName } from '../../domain/clients/client-words.ts';
import { chipsOf } from '../../domain/clients/filter-chip.ts';
import { parseFilter } from '../../domain/clients/parse-filter.ts';
import type { BookStanding, ClientReader } from '../../ports/client-book.ts';
import { cardSections } from './card-sections.ts';
import { standingWords } from './client-task.ts';
import { pointedAt, pointedAtByWord } from './find-clients.ts';
import { asData, RecordMarks } from './record-marks.ts';

export const clientsPerPage = 20;

export interface ListRequest {
  readonly text: string;
  readonly sort: ClientSort | null;
  readonly descending: boolean | null;
  /** From 0. */
  readonly page: number;
}

export interface ListedPage extends ClientPage {
  readonly understood: readonly string[];
  readonly notUnderstood: readonly string[];
}

/** The list that the words ask for, as the command reads them: one client by name, or a filter. */
async function filterOf(text: string, reader: ClientReader, today: Day) {
  const word = text.trim();
  if (word === '') return { filter: { conditions: [] }, understood: [], notUnderstood: [] };
  const alone = await pointedAtByWord(word, reader);
  const read = parseFilter(word, today, await reader.vocabulary());
  const pointed = alone ?? (read.notUnderstood.length > 0 ? await pointedAt(word, reader) : null);
  if (pointed !== null && (pointed.clients.length > 0 || read.filter.conditions.length === 0)) {
    const ids = pointed.clients.map(({ clientId }) => clientId);
    const filter: ClientFilter = { conditions: [{ kind: 'one-of', clientIds: ids }] };
    return { filter, understood: [pointed.chip], notUnderstood: [] };
  }
  const { filter, notUnderstood } = read;
  return { filter, understood: chipsOf(filter, today), notUnderstood };
}

/** One page of a list for the clients' page; totals are those of the whole list. */
export async function listedPage(
  { text, sort, descending, page }: ListRequest,
  reader: ClientReader,
  today: Day,
): Promise<ListedPage> {
  const { filter, understood, notUnderstood } = await filterOf(text, reader, today);
  const { limit: wanted } = filter;
  const offset = page * clientsPerPage;
  const limit = Math.max(0, Math.min(clientsPerPage, (wanted ?? Number.MAX_SAFE_INTEGER) - offset));
  const order = sort === null ? {} : { sort, descending: descending ?? false };
  const found = await reader.list({ ...filter, ...order, limit, offset });
  const total = wanted === undefined ? found.total : Math.min(wanted, found.total);
  return { ...found, total, understood, notUnderstood };
}

const mostTakenOut = 100_000;

/** The whole list as CSV; who may take one out was asked before. */
export async function exportedCsv(text: string, reader: ClientReader, today: Day): Promise<string> {
  const { filter } = await filterOf(text, reader, today);
  const { clients } = await reader.takeOut({ limit: mostTakenOut, sort: 'client-id', ...filter });
  return clientCsv(clients);
}

/** A client's card as a page of its own; null as for a client who is not visible. */
export async function pageCard(
  clientId: string,
  reader: ClientReader,
  { today, standing }: { readonly today: Day; readonly standing: BookStanding },
): Promise<Card | null> {
  const found = await reader.card(clientId);
  if (found === null) return null;
  const { client } = found;
  const marks = new RecordMarks(asData(client.name), today);
  const { shown, folded } = cardSections(found, today, marks);
  const through = `${standingWords(standing)}；打开于 ${formatDay(today)}。`;
  return {
    title: asData(formalName(client)),
    sections: [
      ...shown,
      ...folded,
      { label: null, note: null, parts: [{ kind: 'text', text: through }] },
    ],
    folded: [],
    actions: [],
    citations: marks.citations,
  };
}
