import { decidedAmong, openDrafts } from './draft-desk.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { waitingFor } from './supervise-draft.ts';

/** What waits for somebody: drafts to approve as a supervisor, own drafts that a supervisor decided on. */
export interface WaitingForMe {
  readonly toReview: number;
  readonly decided: number;
}

export async function waitingForMe(
  employeeId: string,
  parts: Pick<DraftingParts, 'book' | 'drafts' | 'now'>,
): Promise<WaitingForMe> {
  const [toReview, own] = await Promise.all([
    waitingFor(employeeId, {}, parts),
    openDrafts(employeeId, parts),
  ]);
  return { toReview: toReview.length, decided: decidedAmong(own).length };
}
