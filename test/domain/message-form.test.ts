import { expect, test } from 'vitest';
import { formOfMessage } from '../../src/domain/conversation/message-form.ts';

test.each([
  ['', 'empty'],
  ['  \n ', 'empty'],
  ['客'.repeat(100_000), 'too-long'],
  ['\u0000\u0001\u0002PNG\u0003\ufffd', 'binary'],
  ['😀😀😀', 'no-words'],
  ['？？！！', 'no-words'],
  ['How do I keep a client?', 'foreign'],
  ['客户说再看看', 'readable'],
  ['2080', 'readable'],
  ['多行\n的\t问题', 'readable'],
])('%j is %s', (text, form) => {
  expect(formOfMessage(text)).toBe(form);
});
