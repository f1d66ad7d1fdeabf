import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Verdict } from '../../../src/domain/compliance/check-message.ts';
import {
  type DraftAction,
  type DraftState,
  draftLifeMs,
  takeDraftAction,
} from '../../../src/domain/outreach/draft-state.ts';

type CheckedText = DraftState['checked'];

const verdicts: readonly Verdict[] = ['clear', 'needs-edit', 'blocked'];
const hash = fc.constantFrom('a', 'b', 'c');
const checkedText: fc.Arbitrary<CheckedText> = fc.record({
  textHash: hash,
  verdict: fc.constantFrom(...verdicts),
  ruleSet: fc.constant('rules'),
});

const action: fc.Arbitrary<DraftAction> = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), checked: checkedText }),
  fc.record({
    kind: fc.constant('approve' as const),
    textHash: hash,
    checked: checkedText,
    hindrance: fc.constantFrom(null, null, '今天不行'),
    by: fc.constantFrom('manager' as const, 'supervisor' as const),
    supervised: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('return' as const), textHash: hash }),
  fc.record({ kind: fc.constant('record-sent' as const), textHash: hash }),
  fc.record({ kind: fc.constant('discard' as const) }),
);

const hours = fc.integer({ min: 0, max: 90 });
const steps = fc.array(fc.record({ action, hours }), { maxLength: 40 });

function drafted(checked: CheckedText): DraftState {
  const { textHash } = checked;
  return { status: 'drafted', textHash, checked, approvedHash: null, changedAtMs: 0 };
}

/** Whether an action asks for an approval that may be given: of a text checked clear, with nothing against it. */
function mayApprove(next: DraftAction): next is Extract<DraftAction, { kind: 'approve' }> {
  if (next.kind !== 'approve' || next.hindrance !== null) return false;
  return next.checked.verdict === 'clear' && next.checked.textHash === next.textHash;
}

function expectSound(state: DraftState, cleared: ReadonlySet<string>): void {
  if (state.status !== 'approved' && state.status !== 'sent-recorded') {
    expect(state.approvedHash).toBeNull();
    return;
  }
  expect(cleared.has(state.textHash)).toBe(true);
  expect(state.approvedHash).toBe(state.textHash);
  expect(state.checked).toMatchObject({ textHash: state.textHash, verdict: 'clear' });
}

test('no sequence of actions yields an approved text that was not checked clear in exactly that form', () => {
  fc.assert(
    fc.property(checkedText, steps, (first, sequence) => {
      let state = drafted(first);
      let now = 0;
      const cleared = new Set<string>();
      for (const { action: next, hours: passed } of sequence) {
        now += passed * 3_600_000;
        if (mayApprove(next)) cleared.add(next.textHash);
        const step = takeDraftAction(state, next, now);
        if (step.kind === 'moved') state = step.state;
        expectSound(state, cleared);
      }
    }),
    { numRuns: 3000 },
  );
});

const clear = (textHash: string): CheckedText => ({ textHash, verdict: 'clear', ruleSet: 'rules' });
const approve = (textHash: string, hindrance: string | null = null): DraftAction => ({
  kind: 'approve',
  textHash,
  checked: clear(textHash),
  hindrance,
  by: 'manager',
  supervised: false,
});

test('a second press on 采用 changes nothing, an edit takes the approval away', () => {
  const first = takeDraftAction(drafted(clear('a')), approve('a'), 1);
  expect(first).toMatchObject({ kind: 'moved', state: { status: 'approved' } });
  expect(takeDraftAction(first.state, approve('a'), 2).kind).toBe('unchanged');
  const edited = takeDraftAction(first.state, { kind: 'edit', checked: clear('b') }, 3);
  expect(edited.state).toMatchObject({ status: 'drafted', approvedHash: null });
  expect(takeDraftAction(edited.state, approve('a'), 4)).toMatchObject({ kind: 'refused' });
});

test('only the approved text is recorded as sent, once', () => {
  const { state } = takeDraftAction(drafted(clear('a')), approve('a'), 1);
  const send = (textHash: string): DraftAction => ({ kind: 'record-sent', textHash });
  expect(takeDraftAction(state, send('b'), 2).kind).toBe('refused');
  const sent = takeDraftAction(state, send('a'), 2);
  expect(sent.state.status).toBe('sent-recorded');
  expect(takeDraftAction(sent.state, send('a'), 3).kind).toBe('unchanged');
  expect(takeDraftAction(sent.state, { kind: 'discard' }, 3).kind).toBe('refused');
});

test('what nobody approved for three days can no longer be', () => {
  const late = draftLifeMs + 1;
  const step = takeDraftAction(drafted(clear('a')), approve('a'), late);
  expect(step).toMatchObject({ kind: 'refused', state: { status: 'expired' } });
});

test('what stands against it today is the reason given', () => {
  const step = takeDraftAction(drafted(clear('a')), approve('a', '现在不是时候。'), 1);
  expect(step).toMatchObject({ kind: 'refused', reason: '现在不是时候。' });
});
