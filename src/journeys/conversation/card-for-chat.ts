import { type Action, type Card, type Section, textCard } from '../../domain/card/card.ts';
import { maskedCard } from '../../domain/card/masked-card.ts';
import type { ClientSummary } from '../../domain/clients/client.ts';
import { maskedClients } from '../../domain/clients/masking/masked-client.ts';
import type { Answer, Intent } from '../../domain/conversation/answer.ts';
import { restsOnClient } from '../../domain/knowledge/citation.ts';
import type { ClientBook, ClientReader } from '../../ports/client-book.ts';

/** What of a client may be shown in a chat: all, surname and bands, nothing. */
export type ChatDetail = 'full' | 'banded' | 'playbook';

export interface ChatCardParts {
  readonly book: ClientBook;
  readonly detail: ChatDetail;
  /** The address under which people open the page; null: none that a chat could link to. */
  readonly pageAddress: string | null;
}

export interface ShownAnswer {
  readonly answer: Answer;
  readonly employeeId: string;
  readonly conversationId: string;
  readonly turnId: string;
}

const clientIntents: ReadonlySet<Intent> = new Set([
  'client',
  'clients',
  'draft',
  'alerts',
  'worklist',
  'record',
]);

/** What a card shows, in one string to look for names in. */
function wordsOf({ card, suggestions }: Answer): string {
  return JSON.stringify([
    card.title,
    card.sections,
    card.folded,
    card.citations,
    suggestions,
    card.actions,
  ]);
}

/** Whether an answer tells of the employee's clients, whatever its words. */
export function tellsOfClients({ intent, kind, data, citations }: Answer): boolean {
  const told = (data.clientIds?.length ?? 0) > 0 || data.draft !== undefined;
  const rests = citations.some(restsOnClient);
  const open = kind !== 'help' && kind !== 'no-evidence';
  return told || rests || (clientIntents.has(intent) && open);
}

/** Of a list only the rows are shown; of a few clients anything may be. */
const fewClients = 6;

async function clientsIn(
  answer: Answer,
  reader: ClientReader,
  ownName: string | undefined,
): Promise<ClientSummary[]> {
  const told = await reader.these(answer.data.clientIds ?? []);
  const named = await reader.namedIn(wordsOf(answer));
  const ids = new Set(told.map(({ clientId }) => clientId));
  // A manager who is called like a client signs with the own name.
  const others = named.filter(({ clientId, name }) => !ids.has(clientId) && name !== ownName);
  const all = [...told, ...others];
  return all.sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
}

/** The page with this conversation open; the page alone where there is none. */
function linkTo(conversationId: string, { pageAddress }: ChatCardParts): string {
  if (pageAddress === null) return '归巢网页';
  const path = conversationId === '' ? '' : `c/${conversationId}`;
  return `归巢网页 ${pageAddress.replace(/\/?$/, '/')}${path}`;
}

const note = (text: string): Section => ({
  label: null,
  note: null,
  parts: [{ kind: 'text', text }],
});

/** Questions that lead on become actions: what is shown of them may differ from what they ask. */
function withSuggestions({ card, suggestions }: Answer): Card {
  const asked = suggestions.map((text): Action => ({ label: text, do: 'ask', text }));
  const known = new Set(card.actions.map(({ label }) => label));
  return { ...card, actions: [...card.actions, ...asked.filter(({ label }) => !known.has(label))] };
}

const linesOf = ({ sections }: Card): string[] =>
  sections.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'line' ? part.text : [])));

/** What binds somebody to the very words that were shown, by what the press says. */
const approvals = new Set(['采用', '送主管审', '同意']);

const approves = (action: Action): boolean => action.do === 'ask' && approvals.has(action.text);

/** A text that is shown with gaps can't be approved: the approval holds for what was seen. */
function withoutBlindApproval(whole: Card, shown: Card, answer: Answer): Card {
  if (answer.kind !== 'draft') return shown;
  const [before, after] = [linesOf(whole), linesOf(shown)];
  if (before.every((line, at) => line === after[at])) return shown;
  const gap = note('文字里有遮住的地方，请到网页里看全文再采用。');
  return {
    ...shown,
    sections: [...shown.sections, gap],
    actions: shown.actions.filter((action) => !approves(action)),
  };
}

/** The card of an answer, reduced to what this chat may show of clients. Demo data is nobody's. */
export async function cardForChat(shown: ShownAnswer, parts: ChatCardParts): Promise<Card> {
  const { answer, employeeId, conversationId, turnId } = shown;
  const whole = withSuggestions(answer);
  if (parts.detail === 'full') return whole;
  if ((await parts.book.standing()).origin !== 'bank') return whole;
  const reader = await parts.book.for({ employeeId }, { turnId });
  const own = await parts.book.employee(employeeId);
  const clients = await clientsIn(answer, reader, own?.name);
  const tells = tellsOfClients(answer);
  if (!tells && clients.length === 0) return whole;
  if (parts.detail === 'playbook') {
    if (tells)
      return textCard(`涉及客户的内容不在聊天里显示，请到${linkTo(conversationId, parts)}里看。`);
    const unnamed = maskedClients(clients).map((one) => ({ ...one, called: '客户' }));
    return maskedCard(whole, unnamed);
  }
  const few = clients.length > fewClients ? [] : clients;
  const read = await Promise.all(few.map(({ clientId }) => reader.card(clientId)));
  const cards = read.filter((card) => card !== null);
  const masked = withoutBlindApproval(
    whole,
    maskedCard(whole, maskedClients(clients, cards)),
    answer,
  );
  return tells
    ? {
        ...masked,
        sections: [
          ...masked.sections,
          note(`姓名和金额已简略，完整内容在${linkTo(conversationId, parts)}里。`),
        ],
      }
    : masked;
}
