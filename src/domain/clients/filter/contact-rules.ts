import { type Rule, type Scan, T } from './scan.ts';

const neverAnswered: Rule = (scan) => {
  if (!scan.take(/(?:从来?|一直|从未)*(?:都)?(?:没有?|未|不)接(?:通)?过?(?:我|咱们?)?(?:的)?电话/))
    return;
  const asked = { channel: 'call', direction: 'out', effective: true } as const;
  scan.add({ kind: 'contacted', days: { to: scan.today }, ...asked, not: true });
};

const talk =
  '(联系|联络|沟通|接触|打过?电话|通过?话|通过?电话|见过?面|见|拜访|走访|面谈|回访|跟进|聊|互动|来往)';

function talkOf(words: string, before: string) {
  return {
    ...(/见|拜访|走访|面谈/.test(words) ? { channel: 'visit' as const } : {}),
    ...(/电话|话/.test(words) ? { channel: 'call' as const } : {}),
    ...(/主动/.test(before) ? { direction: 'in' as const } : {}),
    ...(/有效/.test(before) ? { effective: true } : {}),
  };
}

function daysSaid(scan: Scan, ...tokens: (string | undefined)[]) {
  return scan.back(tokens.find((token) => token !== undefined)) ?? null;
}

const notTalkedTo: Rule = (scan) => {
  const sorted = scan.take(/最(?:久|长时间|长)(?:没有?|未)(?:联系|沟通|见面)过?(?:的)?/);
  if (sorted) scan.sort = 'last-contact';
  const match = scan.take(
    new RegExp(
      `(?:${T}(?:及?以上|多|了|里|内|以来|来)*)?(?:我|都|一直|还|从来?|已经|就)*(?:没有?|未|不曾)((?:再|人|被|主动|有效)*)${talk}(?:过|上)?(?:我们?)?(?:${T})?`,
    ),
  );
  if (!match) return;
  const [, before, how = '', words = '', after] = match;
  const days = daysSaid(scan, before, after) ?? { to: scan.today };
  scan.add({ kind: 'contacted', days, ...talkOf(words, how), not: true });
};

const talkedTo: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `${T}(?:里|内)?(?:我|刚|有|已经?|都)*((?:主动|有效)*)${talk}(?:过|了|上)?(?:我们?)?`,
    ),
  );
  if (!match) return;
  const [, token, how = '', words = ''] = match;
  const days = scan.back(token);
  if (days) scan.add({ kind: 'contacted', days, ...talkOf(words, how) });
};

const appointed: Rule = (scan) => {
  const match = scan.take(/(?:还)?(没有?|未|已经?|都)(?:约|预约)(?:上|好|到|过|见|了)*(?:面)?/);
  if (!match) return;
  const days = { from: scan.today - 13, to: scan.today };
  scan.add({ kind: 'appointment', days }, /没|未/.test(match[1] ?? ''));
};

const promised: Rule = (scan) => {
  if (
    scan.take(
      /(?:我)?(?:答应|承诺|许诺)(?:过|了)?(?:的)?(?:事情?|客户|人家|他们?)*(?:还)?(?:没有?|未)?(?:办|做|兑现|回复|完成)*(?:的)?|欠(?:着|了)?(?:客户)?(?:的)?(?:回复|答复|承诺)|(?:没有?|未)兑现(?:的)?(?:承诺)?/,
    )
  ) {
    scan.add({ kind: 'promise-open', days: {} });
  }
};

const wechat = '(?:企业)?微信|企微';
const channelSaid = (word: string | undefined) => {
  if (word === undefined) return {};
  if (word === '短信') return { channel: 'sms' } as const;
  return word === '电话' ? ({ channel: 'call' } as const) : ({ channel: 'wechat' } as const);
};

const consentForms: readonly RegExp[] = [
  new RegExp(
    `(没有?|未|无|还没)?(?:有|拿到)?(短信|${wechat}|电话)(?:的)?(?:营销)?(?:的)?(?:授权|同意)(?:的)?`,
  ),
  new RegExp(
    `(没有?|未|无|不|还没)?(?:有|做|给)?(?:过)?(?:授权|同意|允许)(?:过|了)?(?:我们?|行里)?(?:给他们?|收到?|接收|发送?|打|用|做)*(短信|${wechat}|电话)?(?:的)?(?:营销|推送|短信)*`,
  ),
];

const consent: Rule = (scan) => {
  const told = scan.take(
    new RegExp(
      `(短信|${wechat}|电话)(?:的)?(?:营销)?(没有?|未|无|已经?)(?:被)?(?:授权|同意)(?:过|了)?`,
    ),
  );
  if (told) {
    scan.add({ kind: 'may-market', ...channelSaid(told[1]) }, /没|未|无/.test(told[2] ?? ''));
    return;
  }
  for (const form of consentForms) {
    const match = scan.take(form);
    if (!match) continue;
    scan.add({ kind: 'may-market', ...channelSaid(match[2]) }, match[1] !== undefined);
    return;
  }
};

const complaints: Rule = (scan) => {
  const past = scan.take(
    /(没有?|未|从没)?(?:有过|提过|来)?投诉过|(没有?|未|从没)?(?:有过|提过)投诉/,
  );
  if (past) scan.add({ kind: 'complained' }, (past[1] ?? past[2]) !== undefined);
  const open = scan.take(
    /(没有)?(?:有|还有)?(?:未|没有?)(?:结|处理|了结|关闭|办)(?:案|完|掉|清|好)?(?:的)?投诉|投诉(?:还)?(?:未|没有?)(?:结|处理|办)(?:案|完|掉|清|好|了)?|(?:有|在|正在)*投诉(?:处理)?(?:中|在办)|(没有?|无)?(?:有)?投诉/,
  );
  if (open) scan.add({ kind: 'complaint-open' }, (open[1] ?? open[2]) !== undefined);
};

const untouched: Rule = (scan) => {
  const found = scan.takeWithDenial(
    '(?:设了|要求|标了)?(?:免打扰|请勿打扰|勿扰|不让联系|不要联系)(?:的)?',
  );
  if (found) scan.add({ kind: 'do-not-contact' }, found.denied);
};

/** Talks, promises, consents and complaints. */
export const contactRules: readonly Rule[] = [
  neverAnswered,
  appointed,
  promised,
  notTalkedTo,
  talkedTo,
  complaints,
  consent,
  untouched,
];
