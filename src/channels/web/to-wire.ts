import type { TranscriptTurn } from '../../ports/conversation-library.ts';
import type { WireTurn } from './wire.ts';

/** A stored turn as the page gets it: the card without what only other readers need. */
export function toWire({ answer, ...turn }: TranscriptTurn): WireTurn {
  if (!answer) return { ...turn, answer: null };
  const { kind, intent, card, suggestions, mode } = answer;
  return { ...turn, answer: { kind, intent, card, suggestions, mode } };
}
