import { expect, test } from 'vitest';
import { amountBand } from '../../src/domain/masking/amount-band.ts';
import { personalSpans, plainWriting } from '../../src/domain/masking/personal-patterns.ts';
import { SlotVault } from '../../src/domain/masking/slot-vault.ts';
import { shippedIndex } from '../fixtures/shipped-index.ts';

function vault(): SlotVault {
  let count = 0;
  return new SlotVault(() => `k7f3q9x${count++}`);
}

test.each([
  ['手机13812345678打不通', 'mobile'],
  ['回拨 +86 138-1234-5678', 'mobile'],
  ['１３８１２３４５６７８', 'mobile'],
  ['138\u200b1234\u200b5678', 'mobile'],
  ['身份证11010519491231002X', 'identity'],
  ['110105 19491231 0021', 'identity'],
  ['卡号6222021234567890123', 'card'],
  ['卡号 6222 0212 3456 7890 123', 'card'],
  ['卡号6222021234567890', 'card'],
  ['账号 120934567801', 'number'],
  ['一三八一二三四五六七八', 'number'],
  ['邮箱 wang.jg+x@bank.example.cn', 'mail'],
  ['车牌京A·12345', 'plate'],
  ['沪AD12345', 'plate'],
])('%s is found', (text, kind) => {
  expect(personalSpans(plainWriting(text)).map((span) => span.kind)).toContain(kind);
});

test.each([
  '2026-11-24 到 2026-12-04',
  '三个月没动账，名下50万',
  '客户每季度至少联系一次，一共12345678元',
  '第一、二、三、四条',
  '95588 转人工',
  'R2 以下，C3 以上',
])('%s is nothing of anybody', (text) => {
  expect(personalSpans(plainWriting(text))).toEqual([]);
});

test('nothing in the shipped material looks like personal data', () => {
  const found = shippedIndex
    .cards()
    .flatMap(({ id }) => shippedIndex.passagesOf(id))
    .flatMap(({ id, text }) => personalSpans(plainWriting(text)).map((span) => [id, span.text]));
  expect(found).toEqual([]);
});

test('a value is a slot on its way out and itself when it is shown', () => {
  const own = vault();
  const slot = own.hideEverywhere('N', '王建国');
  const masked = own.mask('王建国的手机13812345678，王建国说下周来');
  expect(masked).not.toMatch(/王建国|138/);
  expect(masked.split(slot)).toHaveLength(3);
  expect(own.fill(masked)).toBe('王建国的手机13812345678，王建国说下周来');
  expect(own.personalIn(masked)).toBeNull();
});

test('a number goes as a whole, whatever of it is known besides', () => {
  const own = vault();
  own.hideEverywhere('N', '手机1381');
  own.hideEverywhere('D', '5678');
  expect(own.mask('手机13812345678打不通')).toMatch(/^手机\{\{D\d_\w+\}\}打不通$/);
});

test('what only looks like a slot is never filled', () => {
  const own = vault();
  const slot = own.hide('N', '王建国');
  const forged = slot.replace('k7f3q9x0', 'k7f3q9x1');
  expect(own.fill(`${forged}{{N1}}{{N1_}}`)).toBe(`${forged}{{N1}}{{N1_}}`);
  // From outside even the true one is words.
  expect(own.fill(own.mask(`备注 ${slot}`))).not.toContain('王建国');
});

test('a slot of one turn means nothing in another', () => {
  const [first, second] = [vault(), new SlotVault(() => 'other')];
  second.hide('N', '别人');
  expect(second.fill(first.hide('N', '王建国'))).not.toMatch(/王建国|别人/);
});

test('a longer name is hidden before a shorter one inside it', () => {
  const own = vault();
  own.hideEverywhere('N', '王建');
  own.hideEverywhere('N', '王建国');
  expect(own.fill(own.mask('王建国'))).toBe('王建国');
  expect(own.mask('王建国')).not.toMatch(/国/);
});

test('the last look finds what was forgotten', () => {
  const own = vault();
  own.hideEverywhere('I', 'C000123');
  expect(own.personalIn('客户C000123')).toBe('known-value');
  expect(own.personalIn('打 13812345678')).toBe('mobile');
});

test('amounts are told by their band', () => {
  expect([300_000_00, 49_999_00, 50_000_00, 10_000_000_00, 90_000_000_00].map(amountBand)).toEqual([
    '20万到50万',
    '5万以下',
    '5万到20万',
    '1000万到3000万',
    '3000万以上',
  ]);
});
