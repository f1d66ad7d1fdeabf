import { expect, test } from 'vitest';
import { describeFailure } from '../../src/commands/describe-failure.ts';

test('a fault of the program is told in a sentence without its message or a stack trace', () => {
  const error = new TypeError('王建国 13800001234');
  error.stack = `TypeError: 王建国\n    at readDetails (file:///srv/guichao/src/store/scan/query.ts:12:3)`;
  const told = describeFailure(error);
  expect(told).toContain('（TypeError，src/store/scan/query.ts:12）');
  expect(told).not.toMatch(/王建国|1380|\n/);
});
