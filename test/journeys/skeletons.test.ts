import { expect, test } from 'vitest';
import { smsLength } from '../../src/domain/compliance/sms-length.ts';
import { isMarketing, purposes } from '../../src/domain/outreach/purpose.ts';
import { fill, type Skeleton, type Slots } from '../../src/domain/outreach/skeleton.ts';
import { readSkeletons } from '../../src/retrieval/load-outreach.ts';
import { folderWith } from '../fixtures/cards.ts';
import { message, shippedCompliance, today } from '../fixtures/compliance.ts';
import { shippedOutreach } from '../fixtures/drafting.ts';
import { shippedIndex } from '../fixtures/shipped-index.ts';

const { skeletons } = shippedOutreach;

const everything: Slots = {
  称呼: '王先生',
  本人: '您好，请问是王先生本人吗？',
  银行: '演示银行',
  支行: '城东支行',
  经理: '李敏',
  工号: '1024',
  客服: '95XXX',
  持有: '结构性存款',
  到期日: '12月24日',
  截止日: '12月24日',
  上次: '10月28日',
  答应日: '11月20日',
  年数: '12',
  投诉日: '11月12日',
  测评日: '10月28日',
  测评到期: '12月18日',
  产品类: '定期存款',
  产品: '示例一号',
  等级: 'R2',
  适合: 'C2',
  管理人: '演示理财公司',
  活动: '12月5日上午10点支行防骗小课，45分钟',
};

function verdictOf(text: string, { channel, purpose, when }: Skeleton) {
  const marketing = isMarketing(purpose);
  const productType = when.product?.[0] ?? 'none';
  const levels = {
    productRisk: 'R2',
    clientRisk: 'C3',
    assessmentDate: '2026-06-02',
    clientAge: 50,
  };
  const told = { channel, productType, consent: marketing, stage: 'opening', ...levels };
  const given = message(text, { ...told, purpose: marketing ? 'marketing' : 'service' });
  return shippedCompliance.check(given, today);
}

test('every purpose has at least two skeletons on every channel, and there are sixty and more', () => {
  expect(skeletons.length).toBeGreaterThanOrEqual(60);
  for (const purpose of purposes) {
    for (const channel of ['sms', 'wechat', 'call']) {
      const own = skeletons.filter((one) => one.purpose === purpose && one.channel === channel);
      expect([purpose, channel, own.length >= 2]).toEqual([purpose, channel, true]);
    }
  }
});

test('every skeleton and its shorter form is clear, and the shorter one is shorter', () => {
  const held = skeletons.flatMap((skeleton) =>
    [skeleton.text, skeleton.shorter].flatMap((words) => {
      const text = fill(words, everything) ?? 'gap';
      const { verdict, findings } = verdictOf(text, skeleton);
      return verdict === 'clear'
        ? []
        : [`${skeleton.id} ${findings.map(({ rule }) => rule)} ${text}`];
    }),
  );
  expect(held).toEqual([]);
  expect(skeletons.filter(({ text, shorter }) => shorter.length >= text.length)).toEqual([]);
});

test('a short message fits in two parts, its shorter form of a service in one', () => {
  const long = skeletons
    .filter(({ channel }) => channel === 'sms')
    .flatMap(({ id, purpose, text, shorter }) => {
      const whole = smsLength(fill(text, everything) ?? '').segments;
      const short = smsLength(fill(shorter, everything) ?? '').segments;
      const allowed = isMarketing(purpose) ? 2 : 1;
      return whole > 2 || short > allowed ? [`${id} ${whole} ${short}`] : [];
    });
  expect(long).toEqual([]);
});

test('skeletons rest on cards that exist', () => {
  const cards = new Set(skeletons.flatMap(({ restsOn }) => restsOn));
  expect([...cards].filter((id) => shippedIndex.card(id) === undefined)).toEqual([]);
});

test('a fault names its file and line', () => {
  const body = 'purpose: care\nreviewed_on: 2026-11-24\nrests_on: [x]\nskeletons:\n';
  const directory = folderWith({
    'outreach/gap.yaml': `${body}  - id: a\n    channel: sms\n    text: '【{银行}】{称呼}您好，{余额}已到账。'\n    shorter: '【{银行}】您好，不急。'\n`,
    'outreach/broken.yaml': `${body}  - id: [\n`,
    'outreach/marketing.yaml': `${body.replace('care', 'benefit-upgrade')}  - id: b\n    channel: call\n    text: '{本人}我是谁谁谁谁'\n    shorter: '{本人}我是谁谁谁'\n`,
  });
  const { faults } = readSkeletons(directory);
  expect(faults.map(({ file, line }) => `${file} ${line}`)).toEqual([
    'broken.yaml 6',
    'gap.yaml 7',
    'marketing.yaml 1',
  ]);
  expect(faults[1]?.message).toContain('{余额}');
  expect(faults[2]?.message).toContain('approval');
});
