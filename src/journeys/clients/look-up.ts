import type { Day } from '../../domain/calendar/day.ts';
import type { ClientPage, ClientSummary } from '../../domain/clients/client.ts';
import type { ClientFilter } from '../../domain/clients/client-filter.ts';
import { chipsOf } from '../../domain/clients/filter-chip.ts';
import { parseFilter, type ReadFilter } from '../../domain/clients/parse-filter.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import { pointedAt, pointedAtByWord } from './find-clients.ts';

/** All of the largest book that one person looks after. */
export const mostListed = 100_000;

export interface LookUpResult {
  readonly total: number;
  readonly understood: readonly string[];
  readonly notUnderstood: readonly string[];
  readonly clients: readonly (ClientSummary | ClientPage['clients'][number])[];
}

const nothing = (notUnderstood: readonly string[]): LookUpResult => ({
  total: 0,
  understood: [],
  notUnderstood,
  clients: [],
});

const asksOf = ({ conditions, sort, limit }: ClientFilter): boolean =>
  conditions.length > 0 || sort !== undefined || limit !== undefined;

async function listed(filter: ClientFilter, reader: ClientReader): Promise<ClientPage> {
  const { limit = mostListed, ...rest } = filter;
  const page = await reader.list({ ...rest, sort: rest.sort ?? 'client-id', limit });
  return { ...page, total: page.clients.length };
}

const shown = (pointed: { clients: readonly ClientSummary[]; chip: string }): LookUpResult => ({
  total: pointed.clients.length,
  understood: [pointed.chip],
  notUnderstood: [],
  clients: pointed.clients,
});

// What was left over of a name may have lost a character: 诸葛无 of 诸葛无人.
const saysAlso = (part: string, name: string): boolean =>
  part.includes(name) || (part.length >= 2 && name.includes(part));

/** Somebody who is pointed at beside what may or may not be a filter; null: nobody is. */
async function somebody(
  word: string,
  { filter, notUnderstood, asksForAll }: ReadFilter,
  reader: ClientReader,
): Promise<LookUpResult | null> {
  if (asksForAll || (asksOf(filter) && notUnderstood.length === 0)) return null;
  const pointed = await pointedAt(word, reader);
  if (pointed === null) return asksOf(filter) ? null : nothing([word]);
  if (pointed.clients.length > 0) return shown(pointed);
  // Conditions beside somebody who was not found would list everybody else.
  const said = pointed.words.toLowerCase();
  const beside = !pointed.exact || !notUnderstood.some((part) => saysAlso(part, said));
  return asksOf(filter) && beside ? null : nothing([word]);
}

/** Clients by the words that chat takes: a pointer to one of them, or what they have in common. */
export async function lookUp(
  text: string,
  reader: ClientReader,
  today: Day,
): Promise<LookUpResult> {
  const word = text.trim();
  const alone = await pointedAtByWord(word, reader);
  if (alone) return shown(alone);
  const read = parseFilter(word, today, await reader.vocabulary());
  const one = await somebody(word, read, reader);
  if (one) return one;
  const { total, clients } = await listed(read.filter, reader);
  const { filter, notUnderstood } = read;
  return { total, understood: chipsOf(filter, today), notUnderstood, clients };
}
