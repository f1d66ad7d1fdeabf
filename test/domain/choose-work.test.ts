import { expect, test } from 'vitest';
import { type Candidate, chooseWork } from '../../src/domain/worklist/choose-work.ts';
import { instead, type WorkReason } from '../../src/domain/worklist/work-reason.ts';

const reason = (over: Partial<WorkReason> = {}): WorkReason => ({
  clientId: 'C1',
  kind: 'cadence',
  priority: 80,
  ways: instead.message,
  why: '该联系了',
  rows: [],
  weight: 0,
  dueOn: null,
  ...over,
});
const candidate = (clientId: string, over: Partial<Candidate> = {}): Candidate => ({
  clientId,
  name: clientId,
  preferredHours: null,
  contactsLately: 0,
  turnAtRisk: null,
  skipped: false,
  reasons: [reason()],
  ...over,
});
const limits = {
  day: 100,
  minuteOfDay: 10 * 60,
  targets: { meetings: 1, calls: 1, messages: 1 },
  contactCap: 3,
};
const chosen = (candidates: Candidate[], over: Partial<typeof limits> = {}) =>
  chooseWork(candidates, { ...limits, ...over });
const red = reason({ kind: 'red-alert', priority: 0, ways: instead.call });

test('the most urgent come first, and what is used up is replaced by what is still free', () => {
  const { items, waiting } = chosen([
    candidate('A'),
    candidate('B', { reasons: [reason({ priority: 20, ways: instead.call })] }),
    candidate('C', { reasons: [reason({ priority: 10, ways: instead.call })] }),
    candidate('D'),
  ]);
  expect(items.map(({ clientId, action }) => [clientId, action])).toEqual([
    ['C', 'call'],
    ['B', 'meeting'],
    ['A', 'message'],
  ]);
  expect(waiting).toBe(1);
});

test('nobody is contacted beyond the cap, and its last contact is kept for a red alert', () => {
  const lately = { contactsLately: 2 };
  const { items } = chosen([candidate('A', lately), candidate('B', { ...lately, reasons: [red] })]);
  expect(items.map(({ clientId }) => clientId)).toEqual(['B']);
  expect(chosen([candidate('B', { contactsLately: 3, reasons: [red] })]).items).toEqual([]);
});

test('whose hours are over waits until tomorrow', () => {
  const early = candidate('A', { preferredHours: '09:00-10:00' });
  expect(chosen([early]).items).toEqual([]);
  expect(chosen([early], { minuteOfDay: 599 }).items).toHaveLength(1);
});

test('what was due before is carried over and says since when', () => {
  const { items } = chosen([candidate('A', { reasons: [reason({ dueOn: 97 })] })]);
  expect(items[0]).toMatchObject({ since: 97 });
});
