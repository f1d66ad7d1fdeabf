import { expect, test } from 'vitest';
import { createCompliance } from '../../../src/domain/compliance/check-message.ts';
import { forbiddenClaims } from '../../../src/domain/compliance/line-claims.ts';
import { readMessage } from '../../../src/domain/compliance/message.ts';
import { rewriteMessage } from '../../../src/domain/compliance/rewrite-message.ts';
import { smsLength } from '../../../src/domain/compliance/sms-length.ts';
import {
  message,
  rulesIn,
  sender,
  shippedCompliance,
  today,
  verdictOn,
} from '../../fixtures/compliance.ts';

const maturity =
  '【演示银行】王先生您好，您尾号6621账户的一笔定期存款将于12月4日到期，未设自动转存。到期后如何安排由您决定，可在手机银行或任一网点办理，需要我协助请回电。城东支行李敏，工号1024，客服95XXX。';
const wealth =
  '【演示银行】吴先生您好，我是城东支行理财经理李敏(工号1024)。我行代销、演示理财公司管理的一款R2级理财，最短持有180天，适合C2及以上客户，说明书见手机银行。理财非存款，产品有风险，投资须谨慎。客服95XXX，拒收请回复R';
const wealthSms = {
  channel: 'sms',
  purpose: 'marketing',
  productType: 'wealth',
  productRisk: 'R2',
  clientRisk: 'C3',
  assessmentDate: '2026-06-02',
  stage: 'opening',
};

test('a maturity reminder and a complete product message go out as they are', () => {
  expect(
    verdictOn(maturity, {
      channel: 'sms',
      stage: 'opening',
      productType: 'deposit',
      consent: false,
    }),
  ).toBe('clear');
  expect(verdictOn(wealth, wealthSms)).toBe('clear');
});

test('the same message is blocked for a client of a lower level, without consent or with an old assessment', () => {
  expect(rulesIn(wealth, { ...wealthSms, clientRisk: 'C1' })).toContain('SU-01');
  expect(rulesIn(wealth, { ...wealthSms, consent: false })).toContain('CO-01');
  expect(rulesIn(wealth, { ...wealthSms, assessmentDate: '2025-11-23' })).toContain('SU-03');
  expect(verdictOn(wealth, { ...wealthSms, assessmentDate: '2025-11-24' })).toBe('clear');
});

test('a denied promise is no promise, and a denial taken back is one', () => {
  for (const words of [
    '不保本',
    '我不能承诺保本',
    '没有稳赚不赔的产品',
    '保本这种话我不敢说',
    '赔不赔要看市场',
  ]) {
    expect([words, verdictOn(words)]).toEqual([words, 'clear']);
  }
  for (const words of [
    '不是不保本',
    '合同写不保本，其实跟保本一个样',
    '不骗您，保本的',
    '不仅保本还高息',
  ]) {
    expect([words, verdictOn(words)]).toEqual([words, 'blocked']);
  }
});

test('a fraud warning may quote what it warns of, and gives no cover to an own promise', () => {
  expect(verdictOn('凡宣称“保本高息”的投资群多是骗局，请勿轻信')).toBe('clear');
  expect(verdictOn('别信外面的骗局，我们这款保本')).toBe('blocked');
});

test('homophones and pinyin are held for a person', () => {
  expect(rulesIn('这款宝本宝息')).toContain('EV-01');
  expect(verdictOn('这款bao本的')).toBe('needs-edit');
  expect(verdictOn('余额宝本周调整规则')).toBe('clear');
});

test('short messages are counted in UTF-16 units: 70 in one, 67 a part', () => {
  expect(smsLength('字'.repeat(70))).toEqual({ units: 70, segments: 1 });
  expect(smsLength('字'.repeat(71))).toEqual({ units: 71, segments: 2 });
  expect(smsLength('👍'.repeat(68))).toEqual({ units: 136, segments: 3 });
});

test('the fingerprint follows the settings', () => {
  const { settings, ruleSet } = shippedCompliance;
  const stricter = { ...settings, assessment_valid_days: 180 };
  const other = createCompliance({ settings: stricter, toSimplified: (one) => one });
  expect(ruleSet).toMatch(/^[0-9a-f]{16}$/);
  expect(other.ruleSet).not.toBe(ruleSet);
  expect(other.check(message('好'), today).ruleSet).toBe(other.ruleSet);
});

test('a bank can add its own phrases, links and signatures', () => {
  const settings = {
    ...shippedCompliance.settings,
    bank_names: ['江南银行'],
    allowed_links: ['jnbank.example.com'],
    phrases: [{ rule: 'PR-02', phrases: ['稳稳的小幸福'] }],
    allowed_phrases: ['保本浮动收益型'],
  };
  const own = createCompliance({ settings, toSimplified: (one) => one });
  const check = (text: string, given = {}) => own.check(message(text, given), today).verdict;
  expect(check('这款是稳稳的小幸福')).toBe('blocked');
  expect(check('这款不是稳稳的小幸福')).toBe('clear');
  expect(check('保本浮动收益型产品说明')).toBe('clear');
  expect(check('详见 m.jnbank.example.com/a')).toBe('clear');
  expect(check('详见 jnbank.example.com.cn')).toBe('blocked');
  expect(check('【演示银行】到期提醒', { channel: 'sms', stage: 'opening' })).not.toBe('clear');
});

test('a rewrite replaces what offends, adds what is missing and passes its own check', () => {
  const bad = message('这款稳赚不赔，年化4.5%打底', { ...wealthSms });
  const rewrite = rewriteMessage(bad, shippedCompliance, today, sender) ?? '';
  expect(rewrite).toMatch(/^【演示银行】/);
  expect(rewrite).toMatch(/拒收请回复R$/);
  expect(rewrite).not.toMatch(/稳赚|4\.5/);
  expect(shippedCompliance.check({ ...bad, text: rewrite }, today).verdict).toBe('clear');
});

test('there is no rewrite where the client, not the wording, is the trouble', () => {
  const unsuitable = message(wealth, { ...wealthSms, clientRisk: 'C1' });
  expect(rewriteMessage(unsuitable, shippedCompliance, today, sender)).toBeNull();
  expect(rewriteMessage(message('好的，明天见'), shippedCompliance, today, sender)).toBeNull();
});

test('a client number is cut to its tail', () => {
  const leak = message('您的卡号6222021200001234567已激活');
  expect(rewriteMessage(leak, shippedCompliance, today, sender)).toBe('您的卡号尾号4567已激活');
});

test('lines of a manager are judged by the same rules', () => {
  expect(forbiddenClaims('亏了算我的，您放心').map(({ words }) => words)).toContain('亏了算我');
  expect(forbiddenClaims('涨跌我不敢说，存不存您定')).toEqual([]);
});

test('what is no message gets one Chinese sentence', () => {
  const refusal = (given: unknown) => {
    try {
      readMessage(given);
    } catch (error) {
      return (error as Error).message;
    }
    return null;
  };
  const good = { channel: 'sms', purpose: 'service', text: '您好' };
  expect(refusal(good)).toBeNull();
  const wrong = [
    null,
    'text',
    [],
    { ...good, channel: 'fax' },
    { ...good, purpose: undefined },
    { ...good, text: undefined },
    { ...good, text: '  ' },
    { ...good, text: '字'.repeat(10_000) },
    { ...good, text: '您好\u0007' },
    { ...good, text: '😀👍' },
    { ...good, productRisk: 'R9' },
    { ...good, clientRisk: 'R1' },
    { ...good, clientAge: '45' },
    { ...good, assessmentDate: '2026-02-30' },
    { ...good, stage: 'end' },
    { ...good, consent: 'yes' },
  ];
  for (const given of wrong) expect(refusal(given)).toMatch(/^[^\n]*\p{Script=Han}[^\n]*。$/u);
});

test('hidden characters, gaps, pictures, wide digits and traditional forms clear nothing that is blocked', () => {
  const told = [
    '这款保本保息',
    '稳赚不赔',
    '年化收益4.5%以上',
    '今晚截止手慢无',
    '比存定期划算多了',
  ];
  const between = (text: string, what: string) => [...text].join(what);
  const disguised = told.flatMap((text) => [
    between(text, '\u200b'),
    between(text, ' '),
    text.replace(/[\d.%]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0)),
    between(text.replace(/[\d.%]+/g, ''), '😊'),
  ]);
  const traditional = [
    '這款保本保息',
    '穩賺不賠',
    '年化收益4.5%以上',
    '今晚截止手慢無',
    '比存定期划算多了',
  ];
  const cleared = [...disguised, ...traditional].filter(
    (text) => verdictOn(text, { productType: 'wealth', purpose: 'marketing' }) === 'clear',
  );
  expect(cleared).toEqual([]);
});
