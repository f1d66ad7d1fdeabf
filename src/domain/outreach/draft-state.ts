import type { Verdict } from '../compliance/check-message.ts';

/**
 * `submitted`: the manager wants to use it and it waits for the supervisor. `sent-recorded`: the
 * manager said that it has gone out; the system itself sends nothing.
 */
export type DraftStatus =
  | 'drafted'
  | 'submitted'
  | 'approved'
  | 'sent-recorded'
  | 'discarded'
  | 'expired';

/** The check of one exact text, by the text's hash. */
interface CheckedText {
  readonly textHash: string;
  readonly verdict: Verdict;
  readonly ruleSet: string;
}

/** What matters of a draft for where it may go next. */
export interface DraftState {
  readonly status: DraftStatus;
  readonly textHash: string;
  readonly checked: CheckedText;
  /** The text that was approved; it is the only one that may be recorded as sent. */
  readonly approvedHash: string | null;
  /** Epoch milliseconds of drafting, or of the last step. */
  readonly changedAtMs: number;
}

/** A draft that nobody approved, and an approved one that nobody sent, ends after three days. */
export const draftLifeMs = 3 * 24 * 60 * 60 * 1000;

export type DraftAction =
  /** Another text, with the check of just that text. */
  | { readonly kind: 'edit'; readonly checked: CheckedText }
  /** The text that the manager saw, with its check by today's facts, and what stands against it. */
  | {
      readonly kind: 'approve';
      readonly textHash: string;
      readonly checked: CheckedText;
      readonly hindrance: string | null;
      readonly by: 'manager' | 'supervisor';
      /** A supervisor has to look too; the check is then as it stands with that look. */
      readonly supervised: boolean;
    }
  /** The supervisor says no. */
  | { readonly kind: 'return'; readonly textHash: string }
  | { readonly kind: 'record-sent'; readonly textHash: string }
  | { readonly kind: 'discard' };

export type DraftStep =
  | { readonly kind: 'moved'; readonly state: DraftState }
  /** The same press again: it is so already. */
  | { readonly kind: 'unchanged'; readonly state: DraftState }
  | { readonly kind: 'refused'; readonly reason: string; readonly state: DraftState };

function refused(state: DraftState, reason: string): DraftStep {
  return { kind: 'refused', reason, state };
}

const over: Partial<Record<DraftStatus, string>> = {
  'sent-recorded': '这条已登记发送，不能再改；要再联系请另写一条。',
  discarded: '这条已弃用，要用请重新起草。',
  expired: '这条过了 3 天，情况可能变了，请重新起草。',
};

/** The state as it is at `nowMs`: time alone ends a draft. */
export function asOf(state: DraftState, nowMs: number): DraftState {
  const waits = ['drafted', 'submitted', 'approved'].includes(state.status);
  return waits && nowMs - state.changedAtMs > draftLifeMs ? { ...state, status: 'expired' } : state;
}

const isChanged = '文字已经改过，请看过新的再采用。';

/** Where an approval leads without a look at the check: nowhere, to no change, or on (null). */
function settled(
  state: DraftState,
  { textHash, by, supervised }: Extract<DraftAction, { kind: 'approve' }>,
): DraftStep | null {
  if (textHash !== state.textHash) return refused(state, isChanged);
  if (state.status === 'approved') return { kind: 'unchanged', state };
  const waits = state.status === 'submitted';
  if (by === 'supervisor') return waits ? null : refused(state, '这条现在没有在等审批。');
  return waits && supervised ? { kind: 'unchanged', state } : null;
}

function approved(
  state: DraftState,
  action: Extract<DraftAction, { kind: 'approve' }>,
  nowMs: number,
): DraftStep {
  const { textHash, checked, hindrance, by, supervised } = action;
  const before = settled(state, action);
  if (before !== null) return before;
  if (checked.textHash !== state.textHash)
    return refused(state, '检查的不是这一条文字，请重新检查。');
  if (hindrance !== null) return refused(state, hindrance);
  if (checked.verdict !== 'clear')
    return refused(state, '按今天的情况规则检查没有通过，先改好再采用。');
  const waits = supervised && by === 'manager';
  return {
    kind: 'moved',
    state: {
      ...state,
      status: waits ? 'submitted' : 'approved',
      checked,
      approvedHash: waits ? null : textHash,
      changedAtMs: nowMs,
    },
  };
}

function returned(state: DraftState, textHash: string, nowMs: number): DraftStep {
  if (textHash !== state.textHash) return refused(state, isChanged);
  if (state.status !== 'submitted') return refused(state, '这条现在没有在等审批。');
  return { kind: 'moved', state: { ...state, status: 'drafted', changedAtMs: nowMs } };
}

/**
 * What an action makes of a draft. An approved text is always one whose check by the facts of that
 * moment was clear in exactly that form; another text takes the approval away.
 */
export function takeDraftAction(given: DraftState, action: DraftAction, nowMs: number): DraftStep {
  const state = asOf(given, nowMs);
  if (action.kind === 'record-sent' && state.status === 'sent-recorded')
    return state.approvedHash === action.textHash
      ? { kind: 'unchanged', state }
      : refused(state, '登记的不是采用过的那一条文字。');
  if (action.kind === 'discard' && state.status === 'discarded')
    return { kind: 'unchanged', state };
  const ended = over[state.status];
  if (ended !== undefined) return refused(state, ended);
  switch (action.kind) {
    case 'edit': {
      const { checked } = action;
      const textHash = checked.textHash;
      const status = 'drafted';
      return {
        kind: 'moved',
        state: { status, textHash, checked, approvedHash: null, changedAtMs: nowMs },
      };
    }
    case 'approve':
      return approved(state, action, nowMs);
    case 'return':
      return returned(state, action.textHash, nowMs);
    case 'record-sent':
      if (state.status !== 'approved') return refused(state, '还没有采用，采用以后才能登记发送。');
      return action.textHash === state.approvedHash
        ? { kind: 'moved', state: { ...state, status: 'sent-recorded' } }
        : refused(state, '登记的不是采用过的那一条文字。');
    case 'discard':
      return { kind: 'moved', state: { ...state, status: 'discarded', approvedHash: null } };
  }
}
