import type { ClientSummary, OutreachChannel } from '../../domain/clients/client.ts';
import type { Answer } from '../../domain/conversation/answer.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { ask, clarifyDraft, refusedDraft } from './answer-draft.ts';
import { clientWordsIn, namesSomebody } from './client-word.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { findClient, notFound } from './outreach-client.ts';

/** Whom a request for a draft means, or what has to be said first. */
export type Meant =
  | {
      readonly kind: 'client';
      /** What finds the client again. */
      readonly word: string;
      /** As the message said it. */
      readonly said: string;
      /** The channel that the client likes best, where one is recorded. */
      readonly preferred: OutreachChannel | null;
    }
  | { readonly kind: 'answer'; readonly answer: Answer };

const whom = '写给哪一位？请带上姓名或客户号，例如：给王建国写条到期提醒的短信。';

/** Ids, tails and forms of address mean what they say; of a name the whole has to stand there. */
function isSaid({ name, salutation }: ClientSummary, word: string, text: string): boolean {
  if (!/\p{Script=Han}/u.test(word) || word === salutation) return true;
  return (
    text.includes(name) || /(先生|女士|太太|小姐|姐|哥|总|老板|老师|医生|主任|校长|工)$/.test(word)
  );
}

/** Half a name may be somebody else’s: 王建 is not 王建国, nor is 王建军. */
function askBack(word: string, clients: readonly ClientSummary[], text: string): Answer {
  const actions = clients
    .slice(0, 6)
    .map(({ name, clientId }) => ask(`${name}（${clientId}）`, text.replace(word, clientId)));
  const names = clients
    .slice(0, 6)
    .map(({ name }) => name)
    .join('、');
  return clarifyDraft(
    `名下没有叫这个名字的，相近的是${names}。是这位吗？写错名字会发错人，请点一下。`,
    actions,
  );
}

/** The client of the answer before, where it told of just one: 给他写条短信. */
function clientBefore({ earlier, clientId }: TaskRequest): string | null {
  if (clientId !== null) return clientId;
  const ids = earlier.at(-1)?.answer?.data?.clientIds ?? [];
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

async function known(id: string, said: string, reader: ClientReader): Promise<Meant | null> {
  const card = await reader.card(id);
  return card && { kind: 'client', word: id, said, preferred: card.client.preferredChannel };
}

interface Guess {
  readonly word: string;
  readonly clients: readonly ClientSummary[];
}

/** What one word says: somebody for sure, perhaps somebody, or nobody (null). */
async function byWord(
  word: string,
  text: string,
  reader: ClientReader,
): Promise<Meant | Guess | null> {
  const found = await findClient(reader, word);
  if (found.kind === 'not-found') return null;
  const clients = found.kind === 'several' ? found.clients : [found.card.client];
  const [only, ...others] = clients.filter((one) => isSaid(one, word, text));
  if (only === undefined) return { word, clients };
  // Which of several is asked when the draft is made.
  if (others.length > 0) return { kind: 'client', word, said: word, preferred: null };
  return known(only.clientId, word, reader);
}

/** The first word that surely means somebody of the own book, else the best guess. */
async function pointed(
  words: readonly string[],
  text: string,
  reader: ClientReader,
): Promise<Meant | Guess | null> {
  let guess: Guess | null = null;
  for (const word of words) {
    const found = await byWord(word, text, reader);
    if (found !== null && 'kind' in found) return found;
    guess ??= found;
  }
  return guess;
}

/** Whom a request means among the employee's own clients. */
export async function clientMeant(request: TaskRequest, parts: DraftingParts): Promise<Meant> {
  const { text, employeeId, turnId } = request;
  const simplified = parts.index.normalise(text);
  const reader = await parts.book.for({ employeeId }, { turnId });
  const words = clientWordsIn(text, simplified);
  const found = await pointed(words, `${text}\n${simplified}`, reader);
  if (found !== null && 'kind' in found) return found;
  if (found !== null) return { kind: 'answer', answer: askBack(found.word, found.clients, text) };
  if (namesSomebody(text, simplified))
    return { kind: 'answer', answer: refusedDraft(notFound, []) };
  const before = clientBefore(request);
  const meant = before === null ? null : await known(before, before, reader);
  return meant ?? { kind: 'answer', answer: clarifyDraft(whom) };
}
