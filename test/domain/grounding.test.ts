import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Citation } from '../../src/domain/knowledge/citation.ts';
import { groundingFaults } from '../../src/domain/knowledge/grounding.ts';
import { quantitiesIn } from '../../src/domain/knowledge/quantities.ts';

const passage = {
  id: 'p#1',
  text: '触发后由主管介入，24小时内深谈，比例是5至6倍，三个月内流失40%。',
};

function cite(quote: string): Citation[] {
  const place = { document: '课', heading: '', origin: 'course', source: '课' } as const;
  return [{ n: 1, passageId: 'p#1', quote, ...place }];
}

const kinds = (text: string, quote = '24小时内深谈') =>
  groundingFaults(text, cite(quote), [passage]).map((fault) => fault.kind);

test('a sentence taken from its passage is grounded', () => {
  expect(kinds('24小时内深谈[1]')).toEqual([]);
});

test('a number with another unit is not supported', () => {
  expect(kinds('24天内深谈[1]')).toEqual(['unsupported-quantity']);
});

test('the same quantity in another spelling is supported', () => {
  expect(kinds('3个月内流失40％[1]')).toEqual([]);
});

test('both ends of a range carry the unit', () => {
  expect(kinds('大约6倍[1]')).toEqual([]);
  expect(kinds('大约7倍[1]')).toEqual(['unsupported-quantity']);
});

test('list numerals are form, not statement', () => {
  expect(kinds('7. 主管介入。[1]')).toEqual([]);
});

test('a quote must stand in the passage letter for letter', () => {
  expect(kinds('主管介入[1]', '二十四小时内深谈')).toEqual(['quote-not-verbatim']);
});

test('a mark without citation and a passage that may not be seen are faults', () => {
  expect(kinds('主管介入[2]')).toEqual(['unknown-mark']);
  expect(groundingFaults('主管介入[1]', cite('主管介入'), [])).toEqual([
    { kind: 'invisible-passage', passageId: 'p#1' },
    { kind: 'unknown-mark', mark: 1 },
  ]);
});

test('no figure passes that differs from the passage by its value', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (value) => {
      const supported = quantitiesIn(passage.text).includes(`${value}小时`);
      expect(kinds(`${value}小时内深谈[1]`).length === 0).toBe(supported);
    }),
  );
});
