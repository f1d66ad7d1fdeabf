import { expect, test } from 'vitest';
import { openDemoDrafting } from '../fixtures/drafting.ts';
import { sweepDrafts } from '../fixtures/sweep-drafts.ts';

test('at least 20,000 drafts over a demo book are clear, whole, short, suitable and about nobody else', async () => {
  const open = await openDemoDrafting(800);
  const { faults, drafts, refusals, sms, smsWithinTwo } = await sweepDrafts(open, 1);
  await open.close();
  process.stdout.write(
    `${drafts} drafts, ${refusals} refused with a reason; ${sms} short messages, ${smsWithinTwo} of at most two parts\n`,
  );
  expect(faults).toEqual([]);
  expect(drafts).toBeGreaterThanOrEqual(20_000);
  expect(smsWithinTwo / sms).toBeGreaterThanOrEqual(0.9);
});
