import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMessage } from '../../src/domain/compliance/message.ts';
import type { Draft } from '../../src/domain/outreach/draft.ts';
import { judged } from '../../src/domain/outreach/judged.ts';
import { withSupervisorsLook } from '../../src/domain/outreach/supervision.ts';
import {
  approveDraft,
  discardDraft,
  editDraft,
  recordSent,
} from '../../src/journeys/outreach/change-draft.ts';
import { draftMessage } from '../../src/journeys/outreach/draft-message.ts';
import { approveAsSupervisor, returnDraft } from '../../src/journeys/outreach/supervise-draft.ts';
import { type OpenDrafting, openBankDrafting } from '../fixtures/drafting.ts';
import { outreachBook } from '../fixtures/outreach-book.ts';

let open: OpenDrafting;

beforeAll(async () => {
  open = await openBankDrafting(outreachBook());
  const approval = { number: 'XB-1', by: '消保', on: '2026-01-01', until: '2026-12-31' };
  const skeletons = open.parts.skeletons.map((one) => ({ ...one, approval }));
  // What was approved for marketing in earlier runs must not count in this one.
  const drafts = new Proxy(open.parts.drafts, {
    get: (store, name) => {
      if (name === 'marketingSince') return async () => [];
      const value = Reflect.get(store, name);
      return typeof value === 'function' ? value.bind(store) : value;
    },
  });
  open = { ...open, parts: { ...open.parts, skeletons, drafts } };
});
afterAll(() => open.close());

const requests = [
  { client: 'C2', purpose: 'care', channel: 'wechat' },
  { client: 'C2', purpose: 'benefit-upgrade', channel: 'sms' },
  { client: 'C3', purpose: 'complaint-follow-up', channel: 'wechat' },
  { client: 'C4', purpose: 'product-introduction', channel: 'call', productId: 'P3' },
] as const;

const tails = ['', '祝您安好。', '这款保本保息。', '今晚截止，手慢无。'] as const;

/** What may happen next: on one of two devices that each show a state of their own, or in the book. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const), device: fc.nat(1) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      device: fc.nat(1),
      tail: fc.constantFrom(...tails),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('approve' as const), device: fc.nat(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('approve-twice-at-once' as const), device: fc.nat(1) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('supervise' as const), device: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const), device: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send' as const), device: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('discard' as const), device: fc.nat(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 24, 80) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('consent' as const), given: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      status: fc.constantFrom('active', 'deceased', 'frozen'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('complaint' as const), open: fc.boolean() }),
  },
);

interface World {
  readonly draftId: string;
  readonly clientId: string;
  readonly base: string;
  /** What each device last showed. */
  readonly seen: [string, string];
  hours: number;
}

const start = Date.parse('2026-11-24T10:00:00+08:00');

function setTime(hours: number): void {
  const local = new Date(start + hours * 3_600_000 + 8 * 3_600_000).toISOString();
  open.clock.set(local.slice(0, 10), local.slice(11, 16));
}

async function kept(draftId: string): Promise<Draft> {
  const draft = await open.parts.drafts.find('M1', draftId);
  if (draft === null) throw new Error('the draft is gone');
  return draft;
}

async function setConsent(clientId: string, given: boolean): Promise<void> {
  await open.book.db
    .updateTable('consents')
    .set({ revoked_on: given ? null : 20_700 })
    .where('client_id', '=', clientId)
    .execute();
}

async function setComplaint(clientId: string, isOpen: boolean): Promise<void> {
  const { db } = open.book;
  await db.deleteFrom('complaints').where('complaint_id', '=', `X${clientId}`).execute();
  if (!isOpen) return;
  await db
    .insertInto('complaints')
    .values({
      complaint_id: `X${clientId}`,
      client_id: clientId,
      opened_on: 20_770,
      level: 3,
      escalated_on: null,
      topic: '服务',
      closed_on: null,
    })
    .execute();
}

type Step = typeof happening extends fc.Arbitrary<infer One> ? One : never;

async function happen(step: Step, world: World): Promise<void> {
  const { draftId, clientId, seen } = world;
  const ref = (employeeId = 'M1') => ({ employeeId, draftId });
  switch (step.do) {
    case 'look':
      seen[step.device] = (await kept(draftId)).state.textHash;
      return;
    case 'edit':
      await editDraft({ ...ref(), text: `${world.base}${step.tail}` }, open.parts);
      return;
    case 'approve':
      await approveDraft({ ...ref(), textHash: seen[step.device] ?? '' }, open.parts);
      return;
    case 'approve-twice-at-once': {
      const textHash = seen[step.device] ?? '';
      const text = `${world.base}这款保本保息。`;
      await Promise.all([
        approveDraft({ ...ref(), textHash }, open.parts),
        editDraft({ ...ref(), text }, open.parts),
        approveDraft({ ...ref(), textHash }, open.parts),
      ]);
      return;
    }
    case 'supervise':
      await approveAsSupervisor({ ...ref('S1'), textHash: seen[step.device] ?? '' }, open.parts);
      return;
    case 'return':
      await returnDraft(
        { ...ref('S1'), textHash: seen[step.device] ?? '', reason: '先打电话' },
        open.parts,
      );
      return;
    case 'send':
      await recordSent(ref(), open.parts);
      return;
    case 'discard':
      await discardDraft(ref(), open.parts);
      return;
    case 'wait':
      world.hours += step.hours;
      setTime(world.hours);
      return;
    case 'consent':
      return setConsent(clientId, step.given);
    case 'status':
      await open.book.db
        .updateTable('clients')
        .set({ status: step.status })
        .where('client_id', '=', clientId)
        .execute();
      return;
    case 'complaint':
      return setComplaint(clientId, step.open);
  }
}

/** The words alone, judged anew and apart from the journey. */
function wordsAreClear({ text, channel, purpose }: Draft): boolean {
  const message = readMessage({
    channel,
    purpose: purpose === 'care' || purpose === 'complaint-follow-up' ? 'service' : 'marketing',
    productType: purpose === 'product-introduction' ? 'wealth' : 'none',
    productRisk: purpose === 'product-introduction' ? 'R3' : null,
    clientRisk: 'C4',
    clientAge: purpose === 'product-introduction' ? 71 : 40,
    assessmentDate: '2026-06-01',
    consent: true,
    text,
  });
  const check = open.parts.compliance.check(message, '2026-11-24');
  return withSupervisorsLook(judged({ ...check, rewrite: null })).verdict === 'clear';
}

/** What the book says at the moment of an approval; nothing may be approved against it. */
async function mayBeApproved(draft: Draft): Promise<string | null> {
  const { clientId, purpose } = draft;
  const { db } = open.book;
  const client = await db
    .selectFrom('clients')
    .select('status')
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow();
  if (client.status !== null && client.status !== 'active') return `status ${client.status}`;
  if (purpose === 'care' || purpose === 'complaint-follow-up') return null;
  const consent = await db
    .selectFrom('consents')
    .select('revoked_on')
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  if (!consent || consent.revoked_on !== null) return 'no consent';
  const complaint = await db
    .selectFrom('complaints')
    .select('complaint_id')
    .where('client_id', '=', clientId)
    .where('closed_on', 'is', null)
    .executeTakeFirst();
  return complaint ? 'open complaint' : null;
}

const approvedStates = new Set(['approved', 'sent-recorded']);

async function expectSound(before: Draft, after: Draft): Promise<void> {
  const hash = open.parts.hashOf(after.text);
  expect(after.state.textHash).toBe(hash);
  if (!approvedStates.has(after.state.status)) {
    expect(after.state.approvedHash).toBeNull();
    return;
  }
  expect(after.state.approvedHash).toBe(hash);
  expect(after.state.checked).toMatchObject({ textHash: hash, verdict: 'clear' });
  expect(wordsAreClear(after), after.text).toBe(true);
  if (approvedStates.has(before.state.status)) return;
  expect(await mayBeApproved(after)).toBeNull();
  const supervised = after.purpose === 'product-introduction' || after.clientId === 'C3';
  if (supervised) expect(after.supervision).toMatchObject({ state: 'approved', by: 'S1' });
}

async function reset(clientId: string): Promise<void> {
  setTime(0);
  await setConsent(clientId, true);
  await setComplaint(clientId, false);
  await open.book.db
    .updateTable('clients')
    .set({ status: 'active' })
    .where('client_id', '=', clientId)
    .execute();
}

test('whatever is done in whatever order, an approved text was checked clear in just that form, by the facts of then', async () => {
  let approvals = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...requests),
      fc.array(happening, { minLength: 6, maxLength: 16 }),
      async (request, steps) => {
        await reset(request.client);
        const drafted = await draftMessage({ employeeId: 'M1', ...request }, open.parts);
        if (drafted.kind !== 'drafted') throw new Error(JSON.stringify(drafted));
        const { draftId, clientId, text, state } = drafted.draft;
        const seen: [string, string] = [state.textHash, state.textHash];
        const world: World = { draftId, clientId, base: text, seen, hours: 0 };
        for (const step of steps) {
          const before = await kept(draftId);
          await happen(step, world);
          const after = await kept(draftId);
          await expectSound(before, after);
          if (after.state.status === 'approved' && before.state.status !== 'approved') approvals++;
        }
      },
    ),
    { numRuns: 40, seed: 20_261_124 },
  );
  // A run in which nothing is ever approved would prove nothing.
  expect(approvals).toBeGreaterThan(10);
});
