import type { KnowledgeCard } from '../../domain/knowledge/passage.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';

type Chosen = readonly [KnowledgeCard, ...KnowledgeCard[]];

interface Clause {
  /** Longer clauses say more, up to a point. */
  readonly weight: number;
  readonly closeness: ReadonlyMap<KnowledgeCard, number>;
}

// Chosen on the tuning half of the objection utterances: by how much two cards must explain the clauses
// better than one, with and without a word that joins two complaints, and how close each must come.
const gainWithoutJoint = 0.3;
const gainWithJoint = 0.05;
const closeEnough = 0.2;
const wholeWeight = 0.3;
const longestClause = 14;

const joints =
  /又|还|也|另外|而且|加上|再加|同时|顺便|一会儿|一边|再说|再就是|一来|二来|既|外加|再一个|末了|捎带|接着|转头/;
const clauseEnds =
  /[，。！？；、,.!?;\n「」“”"]|(?=又[说嫌怕要不担]|还[说嫌怕要不担]|而且|另外|再?加上|同时)/;

const closeTo = (message: string, index: PlaybookIndex): Map<KnowledgeCard, number> =>
  new Map(index.objections(message, Infinity).map(({ card, share }) => [card, share]));

function clausesOf(message: string, index: PlaybookIndex): Clause[] {
  return message
    .split(clauseEnds)
    .map((clause) => clause.trim())
    .filter((clause) => clause.length >= 3)
    .map((clause) => ({
      weight: Math.min(clause.length, longestClause),
      closeness: closeTo(clause, index),
    }));
}

/** How well cards together account for every clause, each clause by the card that is closest to it. */
function explained(cards: readonly KnowledgeCard[], clauses: readonly Clause[]): number {
  const total = clauses.reduce((sum, { weight }) => sum + weight, 0);
  const held = clauses.reduce((sum, { weight, closeness }) => {
    const best = Math.max(...cards.map((card) => closeness.get(card) ?? 0));
    return sum + weight * best;
  }, 0);
  return total === 0 ? 0 : held / total;
}

const firstOf = (closeness: ReadonlyMap<KnowledgeCard, number>, count: number): KnowledgeCard[] =>
  [...closeness.keys()].slice(0, count);

/** The card that best accounts for what the leading one leaves open. */
function bestPartner(
  leading: KnowledgeCard,
  candidates: readonly KnowledgeCard[],
  worth: (cards: readonly KnowledgeCard[]) => number,
): KnowledgeCard | null {
  let best: KnowledgeCard | null = null;
  let most = 0;
  for (const candidate of candidates) {
    const value = candidate === leading ? 0 : worth([leading, candidate]);
    if (value > most) {
      most = value;
      best = candidate;
    }
  }
  return best;
}

/**
 * Which objection card a message calls for, or which two where it joins two complaints; null: none.
 * What the message as a whole is about leads.
 */
export function chooseObjections(message: string, index: PlaybookIndex): Chosen | null {
  const whole = closeTo(message, index);
  const [single] = firstOf(whole, 1);
  if (!single) return null;
  const clauses = clausesOf(message, index);
  if (clauses.length < 2) return [single];
  const candidates = [
    ...new Set([
      ...firstOf(whole, 5),
      ...clauses.flatMap(({ closeness }) => firstOf(closeness, 2)),
    ]),
  ];
  const worth = (cards: readonly KnowledgeCard[]): number =>
    explained(cards, clauses) +
    (wholeWeight * cards.reduce((sum, card) => sum + (whole.get(card) ?? 0), 0)) / cards.length;
  const partner = bestPartner(single, candidates, worth);
  if (!partner) return [single];
  const gain = worth([single, partner]) / worth([single]) - 1;
  const near = clauses.some(({ closeness }) => (closeness.get(partner) ?? 0) >= closeEnough);
  const enough = joints.test(message) ? gainWithJoint : gainWithoutJoint;
  return gain >= enough && near ? [single, partner] : [single];
}
