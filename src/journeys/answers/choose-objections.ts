import type { KnowledgeCard } from '../../domain/knowledge/passage.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';

type Chosen = readonly [KnowledgeCard, ...KnowledgeCard[]];

type Shares = ReadonlyMap<KnowledgeCard, number>;

// A logistic fit on the tuning half of the objection utterances (guichao eval): whether a message joins
// two objections, by a word that joins, how much the second card explains of the whole, whether one
// clause is rather the first card's and another rather the second's, and the number of clauses.
const start = -0.05;
const weights = { joint: 1.68, second: 0.33, apart: 3.24, clauses: -0.84 };
// Below even odds: a layer too many is sooner forgiven than one that was not heard.
const enough = -1;
const mostClauses = 5;

const joints =
  /又|还|也|另外|而且|加上|再加|同时|顺便|一会儿|一边|再说|再就是|一来|二来|既|外加|再一个|末了|捎带|接着|转头|反正|何况|况且|干脆|第二|其次/;
const clauseEnds =
  /[，。！？；、,.!?;\n「」“”"]|(?=又[说嫌怕要不担])|(?=还[说嫌怕要不担问])|(?=而且)|(?=另外)|(?=再?加上)|(?=同时)|(?=顺便)|(?=[一二]来)|(?=也[不没怕嫌])/;

// “怎么说”: asks for the reply, no part of what the client said.
const asking = /^(我|这|该)?(怎么|咋|如何)|怎么(办|说|回|答|接|讲|谈|聊)$/;

const sharesIn = (message: string, index: PlaybookIndex): Shares =>
  new Map(index.objections(message, Infinity).map(({ card, share }) => [card, share]));

function clausesOf(message: string, index: PlaybookIndex): Shares[] {
  return message
    .split(clauseEnds)
    .map((clause) => clause.trim())
    .filter((clause) => clause.length >= 4 && !asking.test(clause))
    .map((clause) => sharesIn(clause, index));
}

/** How much some clause is rather one card's and another clause rather the other's. */
function standApart(one: KnowledgeCard, other: KnowledgeCard, clauses: readonly Shares[]): number {
  const gaps = clauses.map((shares) => (shares.get(one) ?? 0) - (shares.get(other) ?? 0));
  return Math.max(0, Math.min(Math.max(...gaps), -Math.min(...gaps)));
}

/** The card beside the leading one that a clause speaks of and the whole does not speak against. */
function secondIn(
  whole: Shares,
  first: KnowledgeCard,
  clauses: readonly Shares[],
): KnowledgeCard | null {
  let best: KnowledgeCard | null = null;
  let most = 0;
  for (const [card, share] of whole) {
    if (card === first) continue;
    const inClause = Math.max(...clauses.map((shares) => shares.get(card) ?? 0));
    const worth = Math.sqrt(inClause) * (share + 1e-4) ** 0.25;
    if (worth > most) [best, most] = [card, worth];
  }
  return best;
}

/**
 * Which objection card a message calls for, or which two where it joins two complaints; null: none.
 * What the message as a whole is about leads.
 */
export function chooseObjections(message: string, index: PlaybookIndex): Chosen | null {
  const whole = sharesIn(message, index);
  const [first] = whole.keys();
  if (!first) return null;
  const clauses = clausesOf(message, index);
  const second = clauses.length < 2 ? null : secondIn(whole, first, clauses);
  if (!second) return [first];
  const odds =
    start +
    weights.joint * Number(joints.test(message)) +
    weights.second * Math.log((whole.get(second) ?? 0) + 1e-3) +
    weights.apart * standApart(first, second, clauses) +
    weights.clauses * Math.min(clauses.length, mostClauses);
  return odds > enough ? [first, second] : [first];
}
