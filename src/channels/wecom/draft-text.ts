import type { Card, Section } from '../../domain/card/card.ts';
import type { Answer } from '../../domain/conversation/answer.ts';

/** States in which somebody still wants to copy the text. */
const copied: ReadonlySet<unknown> = new Set(['drafted', 'approved']);

function draftIn({ kind, data }: Answer): string | null {
  if (kind !== 'draft') return null;
  const { text, status } = (data.draft ?? {}) as { text?: unknown; status?: unknown };
  return typeof text === 'string' && copied.has(status) ? text : null;
}

/** A draft goes out alone, ready to be copied; what was checked about it stands in a message of its own. */
export function apartFromDraft(answer: Answer, card: Card): { card: Card; draft: string | null } {
  const draft = draftIn(answer);
  const isDraft = (part: Section['parts'][number]) => part.kind === 'line' && part.text === draft;
  // Where names had to be masked, the whole text is not shown here at all.
  const shown = card.sections.some(({ parts }) => parts.some(isDraft));
  if (draft === null || !shown) return { card, draft: null };
  const sections = card.sections
    .map((section) => ({ ...section, parts: section.parts.filter((part) => !isDraft(part)) }))
    .filter(({ parts }) => parts.length > 0);
  return { card: { ...card, sections }, draft };
}
