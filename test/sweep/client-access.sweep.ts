import { test } from 'vitest';
import { checkAccess } from '../fixtures/check-access.ts';

test('10,000 pairs of employee and request learn nothing of anybody else’s clients', async () => {
  await checkAccess(10_000, 11);
});
