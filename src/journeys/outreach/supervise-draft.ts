import type { Draft } from '../../domain/outreach/draft.ts';
import type { Occasion } from '../../ports/client-book.ts';
import {
  approveHeld,
  type Changed,
  current,
  type DraftRef,
  holdDraft,
  takeStep,
} from './change-draft.ts';
import type { DraftingParts } from './drafting-parts.ts';

const mostShown = 50;

/**
 * Whose drafts somebody decides on: the own team's, not the own ones, and not those of a colleague on
 * leave whom one merely stands in for.
 */
async function teamOf(
  employeeId: string,
  occasion: Occasion,
  { book }: Pick<DraftingParts, 'book'>,
) {
  const employee = await book.employee(employeeId);
  if (employee?.role !== 'supervisor' && employee?.role !== 'branch_head') return [];
  const { scope } = await book.for({ employeeId }, occasion);
  const others = new Set([employeeId, ...scope.deputyFor]);
  return scope.managerIds.filter((id) => !others.has(id));
}

/** The drafts that wait for this supervisor, the longest first. */
export async function waitingFor(
  employeeId: string,
  occasion: Occasion,
  parts: Pick<DraftingParts, 'book' | 'drafts' | 'now'>,
): Promise<readonly Draft[]> {
  const team = await teamOf(employeeId, occasion, parts);
  const drafts = await parts.drafts.standing(team, ['submitted'], mostShown);
  return drafts
    .map((draft) => current(draft, parts))
    .filter(({ state }) => state.status === 'submitted')
    .toReversed();
}

const notWaiting =
  '没有找到在等您审批的这一条：可能客户经理已经撤回，或者不归您的团队。请再看一遍“待我审批”。';

async function holdWaiting(ref: DraftRef, parts: DraftingParts) {
  const waiting = await waitingFor(ref.employeeId, ref.occasion ?? {}, parts);
  const draft = waiting.find(({ draftId }) => draftId === ref.draftId);
  const refused = { kind: 'refused', reason: notWaiting, draft: null } as const;
  return draft === undefined ? refused : holdDraft(draft, ref, parts);
}

/** The supervisor's approval of exactly the text that was seen, by the facts of this moment. */
export async function approveAsSupervisor(
  ref: DraftRef & { readonly textHash: string },
  parts: DraftingParts,
): Promise<Changed> {
  const held = await holdWaiting(ref, parts);
  if ('kind' in held) return held;
  return approveHeld(held, ref.textHash, { employeeId: ref.employeeId, by: 'supervisor' }, parts);
}

/** The supervisor gives a draft back with the reason; the manager may change it and hand it in again. */
export async function returnDraft(
  ref: DraftRef & { readonly textHash: string; readonly reason: string },
  parts: DraftingParts,
): Promise<Changed> {
  const held = await holdWaiting(ref, parts);
  if ('kind' in held) return held;
  const { draft } = held;
  const { employeeId: by, reason, textHash } = ref;
  const supervision = {
    reasons: draft.supervision?.reasons ?? [],
    state: 'returned',
    by,
    at: parts.now().iso,
    note: reason,
  } as const;
  const step = { by, more: { supervision }, reason };
  return takeStep(draft, { kind: 'return', textHash }, step, parts);
}
