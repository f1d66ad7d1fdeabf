import { listInMessage } from '../../domain/clients/client-list-file.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { ListState } from './list-answer.ts';

/** By id, else by the whole name: a list means whom it names, nobody who is called alike. */
async function idsOf(name: string, reader: ClientReader): Promise<string[]> {
  const [byId] = await reader.find({ kind: 'id', text: name.toUpperCase() });
  if (byId) return [byId.clientId];
  const called = await reader.find({ kind: 'name', text: name });
  return called.filter((one) => one.name === name).map(({ clientId }) => clientId);
}

export const namesList = (text: string): boolean => listInMessage(text.trim()) !== null;

/** The list that a message spells out name by name. */
export async function listNamedIn(
  text: string,
  reader: ClientReader,
): Promise<{ readonly state: ListState; readonly found: number }> {
  const names = listInMessage(text.trim()) ?? [];
  const clientIds = new Set<string>();
  const notFound: string[] = [];
  for (const name of names) {
    const ids = await idsOf(name, reader);
    for (const id of ids) clientIds.add(id);
    if (ids.length === 0) notFound.push(name);
  }
  const filter = { conditions: [{ kind: 'one-of', clientIds: [...clientIds] } as const] };
  return { state: { filter, offset: 0, notUnderstood: [], notFound }, found: clientIds.size };
}
