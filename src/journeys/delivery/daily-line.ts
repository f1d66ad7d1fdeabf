import type { Day } from '../../domain/calendar/day.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';

/** Steps through the cards so that neighbours in the folder don't follow each other. */
const step = 37;

/** One sentence of a client to practise on, another one each day, the same for everybody. */
export function dailyLine(day: Day, index: PlaybookIndex): string | null {
  const said = index.cards().flatMap(({ objection }) => objection?.says.spoken.slice(0, 1) ?? []);
  return said.length === 0 ? null : (said[(day * step) % said.length] ?? null);
}
