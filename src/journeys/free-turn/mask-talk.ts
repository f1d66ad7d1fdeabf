import { personIn } from '../../domain/conversation/person-mention.ts';
import { personalSpans, plainWriting } from '../../domain/masking/personal-patterns.ts';
import type { StoredTurn } from '../../ports/conversation-store.ts';
import type { ModelMessage } from '../../ports/language-model.ts';
import { nameSlot } from './client-for-model.ts';
import type { FreeTurn } from './free-turn-parts.ts';

// More people than this in one message is a pasted list.
const mostPeople = 8;
const exactAmount = /(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*(?:万|亿|元|块)/g;

/** 83.26万 tells of one client, 50万 of a rule: amounts with three and more telling digits are hidden. */
function isExact(amount: string): boolean {
  return amount.replace(/[^\d]/g, '').replace(/^0+|0+$/g, '').length >= 3;
}

/**
 * What the employee typed, masked: clients of the own book by their whole name, other people by the
 * look of their names, every telling number. `whole` is looked through for names first.
 */
export async function learnNames(whole: string, turn: FreeTurn): Promise<void> {
  for (const client of await turn.reader.namedIn(whole)) nameSlot(client, turn.vault);
  let rest = plainWriting(whole);
  // 手机1381… is a number and no short hint at somebody.
  for (const { text } of personalSpans(rest)) rest = rest.replaceAll(text, '〇');
  for (let count = 0; count < mostPeople; count++) {
    const person = personIn(rest.toLowerCase());
    if (person === null) return;
    const at = rest.toLowerCase().indexOf(person.text);
    if (at < 0) return;
    turn.vault.hideEverywhere('N', rest.slice(at, at + person.text.length));
    rest = `${rest.slice(0, at)}〇${rest.slice(at + person.text.length)}`;
  }
}

export function maskedTalk(text: string, { vault }: FreeTurn): string {
  const masked = vault.mask(text);
  return masked.replace(exactAmount, (amount) =>
    isExact(amount) ? vault.hide('M', amount) : amount,
  );
}

// About five hundred tokens of what was said before; older turns are left out whole.
const mostEarlier = 1200;
const firstWords = 160;

function pairOf({ question, answer }: StoredTurn, turn: FreeTurn): ModelMessage[] {
  if (answer === null) return [];
  const asked = { role: 'user', text: maskedTalk(question.slice(0, firstWords), turn) } as const;
  const ofClients = (answer.data.clientIds?.length ?? 0) > 0 || answer.data.draft !== undefined;
  // What was shown of clients is looked up again where it is needed, by today's rights.
  const told = ofClients
    ? '（已给出客户资料。）'
    : maskedTalk(answer.text.replace(/\[\d+\]/g, '').slice(0, firstWords), turn);
  return [asked, { role: 'assistant', text: told }];
}

/** The turns before, shortened by extraction, the newest kept longest. */
export function earlierTalk(turn: FreeTurn): ModelMessage[] {
  const pairs: ModelMessage[][] = [];
  let length = 0;
  for (const stored of [...turn.request.earlier].reverse()) {
    const pair = pairOf(stored, turn);
    length += JSON.stringify(pair).length;
    if (length > mostEarlier) break;
    pairs.unshift(pair);
  }
  return pairs.flat();
}
