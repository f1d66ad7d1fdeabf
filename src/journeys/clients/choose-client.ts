import { textCard } from '../../domain/card/card.ts';
import type { ClientSummary } from '../../domain/clients/client.ts';
import { type Answer, answerWith, type Intent } from '../../domain/conversation/answer.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { type ClientParts, readerFor, refused, wordsOf } from './client-parts.ts';
import { type Pointed, pointedAt } from './find-clients.ts';
import { asData } from './record-marks.ts';

const mostChoices = 8;

/** The one client that a message is about, or the answer that asks or refuses. */
export type Choice =
  | { readonly kind: 'one'; readonly clientId: string; readonly reader: ClientReader }
  | { readonly kind: 'none'; readonly reader: ClientReader }
  | { readonly kind: 'answer'; readonly answer: Answer };

const nameOf = ({ name, mobileTail, tier }: ClientSummary): string =>
  `${asData(name)}（${[mobileTail === null ? '' : `尾号 ${mobileTail}`, tier ?? ''].filter(Boolean).join('，')}）`;

function several({ clients, words }: Pointed, text: string, intent: Intent): Answer {
  const shown = clients.slice(0, mostChoices);
  const actions = shown.map((one) => {
    const exact = `${one.name}（${one.clientId}）`;
    const again = text.includes(words) ? text.replace(words, exact) : `${exact} ${text}`;
    return { label: nameOf(one), do: 'ask', text: again } as const;
  });
  const more = clients.length > mostChoices ? `，先列 ${mostChoices} 位，不在里面就写全名` : '';
  const card = textCard(
    `符合“${asData(words)}”的有 ${clients.length} 位${more}，您说的是哪一位？`,
    actions,
  );
  const data = { clientIds: shown.map((one) => one.clientId) };
  return answerWith({ kind: 'clarify', intent, card, data });
}

const pronoun = /他|她|ta|这位|这个(客户|人)|该客户|刚才(那|这)?(位|个)/i;

/** The client a conversation is about: the one it was opened on, or the last one told of. */
function clientAtHand({ clientId, earlier }: TaskRequest): string | null {
  const last = earlier.findLast((turn) => (turn.answer?.data.clientIds?.length ?? 0) === 1);
  return last?.answer?.data.clientIds?.[0] ?? clientId;
}

export async function chooseClient(
  request: TaskRequest,
  parts: ClientParts,
  intent: Intent,
): Promise<Choice> {
  const reader = await readerFor(request, parts);
  const pointed = await pointedAt(wordsOf(request), reader);
  const [first, second] = pointed?.clients ?? [];
  if (pointed && first && second) {
    return { kind: 'answer', answer: several(pointed, request.text, intent) };
  }
  if (first) return { kind: 'one', clientId: first.clientId, reader };
  const atHand = pointed === null || pronoun.test(request.text) ? clientAtHand(request) : null;
  if (atHand !== null) return { kind: 'one', clientId: atHand, reader };
  return pointed === null ? { kind: 'none', reader } : { kind: 'answer', answer: refused(intent) };
}
