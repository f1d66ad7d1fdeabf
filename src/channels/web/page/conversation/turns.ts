import type { WireTurn } from '../../wire.ts';

/** A turn that the service has not stored yet, as it will look. */
export function sketch(turnId: string, question: string): WireTurn {
  const askedAt = new Date().toISOString();
  const nothing = { answer: null, feedback: null, unasked: false, conversationId: '' };
  return { turnId, question, state: 'working', askedAt, ...nothing };
}

/** Puts a turn in its place; news that come late do not undo what is already known. */
export function withTurn(turns: readonly WireTurn[], turn: WireTurn): readonly WireTurn[] {
  const at = turns.findIndex((known) => known.turnId === turn.turnId);
  if (at === -1) return [...turns, turn];
  if (turn.state === 'working' && turns[at]?.state !== 'working') return turns;
  return turns.map((known) => (known.turnId === turn.turnId ? turn : known));
}
