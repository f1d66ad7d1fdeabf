import type { Draft } from '../../domain/outreach/draft.ts';
import { draftCard } from '../../journeys/outreach/draft-card.ts';
import { renderCard } from './render-card.ts';

/** A draft to read: the text, its length, the check, what to know beside it. */
export function renderDraft(draft: Draft, colour: boolean): string {
  return `${renderCard(draftCard(draft), colour, true)}\n\n草稿号 ${draft.draftId}`;
}
