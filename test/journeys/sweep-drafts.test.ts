import { expect, test } from 'vitest';
import { openDemoDrafting } from '../fixtures/drafting.ts';
import { sweepDrafts } from '../fixtures/sweep-drafts.ts';

// The whole book: npm run sweep.
test('drafts for a share of the demo book are clear, whole, short, suitable and about nobody else', async () => {
  const open = await openDemoDrafting();
  const { faults, drafts, sms, smsWithinTwo } = await sweepDrafts(open, 40);
  await open.close();
  expect(faults).toEqual([]);
  expect(drafts).toBeGreaterThan(400);
  expect(smsWithinTwo / sms).toBeGreaterThanOrEqual(0.9);
});
