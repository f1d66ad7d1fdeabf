import type { ClientSummary } from '../../domain/clients/client.ts';
import { mentionsIn } from '../../domain/clients/client-mention.ts';
import { personIn } from '../../domain/conversation/person-mention.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { TaskRequest } from '../conversation/task.ts';

export type NamedClient =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'several'; readonly clients: readonly ClientSummary[] }
  | { readonly kind: 'one'; readonly client: ClientSummary };

async function findFirst(reader: ClientReader, word: string): Promise<ClientSummary[]> {
  for (const mention of mentionsIn(word)) {
    const found = await reader.find(mention);
    if (found.length > 0) return found;
  }
  return [];
}

/** Words of a message that may name somebody: what looks like a name, or an id as typed. */
function wordsFor(text: string): string[] {
  const id = /[A-Za-z]\d{3,}/.exec(text)?.[0];
  const person = personIn(text)?.text;
  const tail = /尾号\s*(\d{4})/.exec(text)?.[1];
  const lead = /^[\p{Script=Han}]{2,4}?(?=联系|沟通|那|为|的|是|这|怎|咋|没|先|标|稍)/u.exec(
    text,
  )?.[0];
  return [id, tail, person, lead].filter((word) => word !== undefined);
}

/** The client whom a message names, among those that the employee may see. */
export async function nameClient(
  { text, clientId }: Pick<TaskRequest, 'text' | 'clientId'>,
  reader: ClientReader,
): Promise<NamedClient> {
  const words = wordsFor(text);
  for (const word of words) {
    const found = await findFirst(reader, word);
    const [first] = found;
    if (first !== undefined && found.length === 1) return { kind: 'one', client: first };
    if (found.length > 1) return { kind: 'several', clients: found };
  }
  if (clientId !== null) {
    const [client] = await reader.find({ kind: 'id', text: clientId });
    return client ? { kind: 'one', client } : { kind: 'unknown' };
  }
  return personIn(text) === null ? { kind: 'nobody' } : { kind: 'unknown' };
}
