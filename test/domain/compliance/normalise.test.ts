import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimView, digitView, plainView } from '../../../src/domain/compliance/normalise.ts';
import { asGiven } from '../../../src/domain/compliance/view.ts';
import { message, shippedCompliance, today } from '../../fixtures/compliance.ts';

const same = (character: string) => character;
const read = (text: string) => claimView(plainView(text, same)).text;

test('width, hidden characters, pictures and separators between characters fall away', () => {
  expect(read('保 本·保-息')).toBe('保本保息');
  expect(read('稳\u200b赚\ufeff不👍赔')).toBe('稳赚不赔');
  expect(read('保[本]保【息】')).toBe('保本保息');
  expect(read('保\n本\n保\n息')).toBe('保本保息');
  expect(read('Ｒ２级　ＡＢ')).toBe('r2级ab');
  expect(read('本̶金̶无忧')).toBe('本金无忧');
});

test('spoken and ornamental numbers become digits where a rate is meant', () => {
  expect(read('百分之四点五')).toBe('4.5%');
  expect(read('四点五个点')).toBe('4.5个点');
  expect(read('4点5%')).toBe('4.5%');
  expect(read('四厘')).toBe('4厘');
  expect(read('⑤%')).toBe('5%');
  expect(read('十二个点')).toBe('12个点');
});

test('ordinary words with numbers in them stay as they are', () => {
  for (const words of ['一定', '万一', '三方存管', '第一次', '两点建议'])
    expect(read(words)).toBe(words);
});

test('the digit view sees through spaces, dashes and spoken digits', () => {
  const view = (text: string) => digitView(plainView(text, same)).text;
  expect(view('6222 0212-0000 1234')).toBe('6222021200001234');
  expect(view('一三八一二三四五六七八')).toBe('13812345678');
});

const pieces = fc.oneof(
  fc.constantFrom(
    '保',
    '本',
    '稳赚',
    '百分之四点五',
    '一三八',
    '【演示银行】',
    '①',
    '４',
    '𝟱',
    '👍🏽',
    '\u200b',
    ' ',
    '\n',
    '，',
    '。',
    '不',
    '證',
    '㈱',
    'é',
    'https://a.cn',
    '您余额8万',
    '拒收请回复R',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const texts = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));

test('every unit of a view stands for units of the text as given, in order', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const view of [
        plainView(text, same),
        claimView(plainView(text, same)),
        digitView(plainView(text, same)),
      ]) {
        expect(view.starts.length).toBe(view.text.length);
        let [start, end] = [0, 0];
        for (let unit = 0; unit < view.text.length; unit++) {
          const [from, to] = asGiven(view, { from: unit, to: unit + 1 });
          if (from < start || to < end || to <= from || to > text.length) return false;
          [start, end] = [from, to];
        }
      }
      return true;
    }),
    { numRuns: 10_000 },
  );
});

test('every span that is found quotes the text as given', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { findings } = shippedCompliance.check({ ...message('好'), text }, today);
      return findings.every(({ span, quote }) =>
        span === null ? quote === null : span[0] < span[1] && text.slice(...span) === quote,
      );
    }),
    { numRuns: 10_000 },
  );
}, 60_000);

test('hostile texts neither crash nor hang', () => {
  const bricks = [
    '保',
    '本金',
    '一',
    '1',
    '.',
    '不',
    '，',
    '[',
    '给您',
    'a.',
    '您',
    '存',
    '送',
    '👍',
    '\ud800',
    '写给',
    '9 ',
  ];
  for (const brick of bricks) {
    const text = brick.repeat(Math.floor(5000 / brick.length));
    const started = performance.now();
    shippedCompliance.check({ ...message('好'), text }, today);
    expect([brick, performance.now() - started < 1500]).toEqual([brick, true]);
  }
});
