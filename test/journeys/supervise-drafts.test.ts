import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatDay } from '../../src/domain/calendar/day.ts';
import type { Draft } from '../../src/domain/outreach/draft.ts';
import {
  approveDraft,
  discardDraft,
  editDraft,
  recordSent,
} from '../../src/journeys/outreach/change-draft.ts';
import { type DraftRequest, draftMessage } from '../../src/journeys/outreach/draft-message.ts';
import {
  approveAsSupervisor,
  returnDraft,
  waitingFor,
} from '../../src/journeys/outreach/supervise-draft.ts';
import { type OpenDrafting, openBankDrafting } from '../fixtures/drafting.ts';
import { outreachBook } from '../fixtures/outreach-book.ts';

let open: OpenDrafting;

beforeAll(async () => {
  open = await openBankDrafting(outreachBook());
  // The bank's own reviewed templates: examples may not be used outside the demo.
  const approval = { number: 'XB-1', by: '消保', on: '2026-01-01', until: '2026-12-31' };
  const skeletons = open.parts.skeletons.map((one) => ({ ...one, approval }));
  open = { ...open, parts: { ...open.parts, skeletons } };
});
afterAll(() => open.close());

const usual = { employeeId: 'M1', client: 'C1', purpose: 'care', channel: 'sms' } as const;

async function drafted(more: Partial<DraftRequest> = {}): Promise<Draft> {
  const result = await draftMessage({ ...usual, ...more }, open.parts);
  if (result.kind !== 'drafted') throw new Error(JSON.stringify(result));
  return result.draft;
}

const refOf = ({ draftId, employeeId, state }: Draft) => ({
  draftId,
  employeeId,
  textHash: state.textHash,
});

const grave = { client: 'C3', purpose: 'complaint-follow-up' } as const;
const senior = {
  client: 'C4',
  purpose: 'product-introduction',
  channel: 'call',
  productId: 'P3',
} as const;

test('a text to a client with a grave complaint waits for the supervisor of the team', async () => {
  const draft = await drafted(grave);
  expect(draft.supervision?.state).toBe('needed');
  const handedIn = await approveDraft(refOf(draft), open.parts);
  expect(handedIn).toMatchObject({
    kind: 'changed',
    draft: { state: { status: 'submitted', approvedHash: null } },
  });
  expect(await approveDraft(refOf(draft), open.parts)).toMatchObject({ kind: 'unchanged' });
  expect(await recordSent(refOf(draft), open.parts)).toMatchObject({ kind: 'refused' });
  const seenBy = async (employeeId: string) =>
    (await waitingFor(employeeId, {}, open.parts)).map(({ draftId }) => draftId);
  expect(await seenBy('S1')).toEqual([draft.draftId]);
  expect(await seenBy('H1')).toEqual([draft.draftId]);
  for (const stranger of ['S2', 'M1', 'M2', 'K1']) {
    expect(await seenBy(stranger), stranger).toEqual([]);
    const ref = { ...refOf(draft), employeeId: stranger };
    expect(await approveAsSupervisor(ref, open.parts)).toMatchObject({ kind: 'refused' });
  }
  const done = await approveAsSupervisor({ ...refOf(draft), employeeId: 'S1' }, open.parts);
  expect(done).toMatchObject({ kind: 'changed', draft: { state: { status: 'approved' } } });
  const log = await open.parts.log.history(draft.draftId);
  expect(log.map(({ deed, actorId }) => `${deed} ${actorId}`)).toEqual([
    'drafted M1',
    'submitted M1',
    'approved S1',
  ]);
  const news = await open.parts.log.after(0, ['submitted'], 10);
  expect(news.map(({ draftId }) => draftId)).toContain(draft.draftId);
});

test('R3 to somebody of 65 and more is for the supervisor too, and nobody’s from 80 on', async () => {
  const draft = await drafted(senior);
  expect(draft.check.findings.map(({ rule }) => rule)).toContain('SU-05');
  const handedIn = await approveDraft(refOf(draft), open.parts);
  expect(handedIn).toMatchObject({ draft: { state: { status: 'submitted' } } });
  const done = await approveAsSupervisor({ ...refOf(draft), employeeId: 'S1' }, open.parts);
  expect(done).toMatchObject({
    draft: { state: { status: 'approved' }, check: { verdict: 'clear' } },
  });
  const old = await draftMessage({ ...usual, ...senior, client: 'C5' }, open.parts);
  expect(old).toMatchObject({ kind: 'refused', rule: 'SU-07' });
});

test('a returned draft comes back with the reason, is changed and handed in again', async () => {
  const draft = await drafted(grave);
  await approveDraft(refOf(draft), open.parts);
  const supervisor = { ...refOf(draft), employeeId: 'S1' };
  const back = await returnDraft({ ...supervisor, reason: '先打电话' }, open.parts);
  expect(back).toMatchObject({ kind: 'changed', draft: { state: { status: 'drafted' } } });
  const own = await open.parts.drafts.standing(['M1'], ['drafted'], 20);
  const mine = own.find(({ draftId }) => draftId === draft.draftId);
  expect(mine?.supervision).toMatchObject({ state: 'returned', note: '先打电话', by: 'S1' });
  const edited = await editDraft({ ...refOf(draft), text: `${draft.text}祝好。` }, open.parts);
  if (edited.kind !== 'changed') throw new Error('not edited');
  await approveDraft(refOf(edited.draft), open.parts);
  // What the supervisor saw before is not what waits now.
  expect(await approveAsSupervisor(supervisor, open.parts)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('改过'),
  });
  const seen = { ...refOf(edited.draft), employeeId: 'S1' };
  expect(await approveAsSupervisor(seen, open.parts)).toMatchObject({ kind: 'changed' });
});

test('a draft that was taken back, or of a client who has gone elsewhere, waits no longer', async () => {
  const draft = await drafted(grave);
  await approveDraft(refOf(draft), open.parts);
  await discardDraft(refOf(draft), open.parts);
  const ref = { ...refOf(draft), employeeId: 'S1' };
  expect(await approveAsSupervisor(ref, open.parts)).toMatchObject({ kind: 'refused' });
});

test('recording a message as sent makes it a contact, once, which lists and cards see', async () => {
  const draft = await drafted({ client: 'C2' });
  expect(await recordSent(refOf(draft), open.parts)).toMatchObject({ kind: 'refused' });
  await approveDraft(refOf(draft), open.parts);
  const both = await Promise.all([
    recordSent(refOf(draft), open.parts),
    recordSent(refOf(draft), open.parts),
  ]);
  expect(both.filter(({ kind }) => kind === 'changed')).toHaveLength(1);
  const reader = await open.parts.book.for({ employeeId: 'M1' });
  const card = await reader.card('C2');
  const today = open.clock.now().day;
  expect(card?.contacts.filter(({ contactedOn }) => contactedOn === today)).toMatchObject([
    { channel: 'sms', direction: 'out', effective: null, result: '已发送：日常关怀' },
  ]);
  const { clients } = await reader.list({
    conditions: [{ kind: 'contacted', days: { from: today, to: today } }],
  });
  expect(clients.map(({ clientId }) => clientId)).toEqual(['C2']);
});

test('the alert that is going on stands with the contact and in the log', async () => {
  await open.state
    .insertInto('alerts')
    .values({
      alert_id: 'A1',
      client_id: 'C2',
      manager_id: 'M1',
      severity: 'amber',
      score: 1,
      aum_at_risk: 0,
      opened_on: 20_780,
      last_hit_on: 20_780,
      closed_on: null,
      status: 'open',
      snoozed_until: null,
      outcome: null,
      in_digest: 0,
      received_at: null,
      signals: '[]',
    })
    .execute();
  const draft = await drafted({ client: 'C2', channel: 'wechat' });
  await approveDraft(refOf(draft), open.parts);
  await recordSent(refOf(draft), open.parts);
  const log = await open.parts.log.history(draft.draftId);
  expect(log.map(({ alertId }) => alertId)).toEqual(['A1', 'A1', 'A1']);
  const noted = await open.state
    .selectFrom('noted_contacts')
    .select(['alert_id', 'purpose', 'draft_id'])
    .where('draft_id', '=', draft.draftId)
    .execute();
  expect(noted).toEqual([{ alert_id: 'A1', purpose: 'care', draft_id: draft.draftId }]);
});

test('a call is recorded with whether somebody was reached', async () => {
  const draft = await drafted({ client: 'C1', channel: 'call' });
  await approveDraft(refOf(draft), open.parts);
  await recordSent({ ...refOf(draft), outcome: 'missed' }, open.parts);
  const card = await (await open.parts.book.for({ employeeId: 'M1' })).card('C1');
  expect(card?.contacts[0]).toMatchObject({
    channel: 'call',
    effective: false,
    result: '未接：日常关怀',
  });
});

test('what was asked for and not written stands in the log with its rule', async () => {
  const today = open.clock.now().day;
  await draftMessage({ ...usual, purpose: 'benefit-upgrade' }, open.parts);
  await draftMessage({ ...usual, note: '说保本保息' }, open.parts);
  const all = { from: today, to: today, blocked: true };
  const { entries } = await open.parts.log.search(all, { limit: 20, offset: 0 });
  const declined = entries.filter(({ deed }) => deed === 'declined');
  expect(declined.map(({ rules }) => rules[0])).toEqual(expect.arrayContaining(['CO-01', 'OT-10']));
  expect(declined[0]).toMatchObject({ clientId: 'C1', day: today, verdict: 'blocked' });
  const one = await open.parts.log.search({ ...all, rule: 'CO-01' }, { limit: 20, offset: 0 });
  expect(one.total).toBe(1);
  expect(formatDay(one.entries[0]?.day ?? 0)).toBe('2026-11-24');
});
