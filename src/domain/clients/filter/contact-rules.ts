import { type Rule, type Scan, T } from './scan.ts';

const neverAnswered: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `${T}?(?:里|内)?(?:从来?|一直|从未|都|就)*(?:没有?|未|不)接(?:通|听)?过?(?:我|咱们?|我们)?(?:的|过)?电话|(?:电话)?(?:从来|一直)(?:都)?(?:没|打不|未)(?:打)?通过?(?:的)?`,
    ),
  );
  if (!match) return;
  const asked = { channel: 'call', direction: 'out', effective: true } as const;
  const days = scan.back(match[1]) ?? { to: scan.today };
  scan.add({ kind: 'contacted', days, ...asked, not: true });
};

const how = '(?:(?:企业)?微信|企微|电话|短信|上门|当面|面对面)';
const talk =
  '(联系|联络|沟通|接触|打过?(?:个|一个|通)?电话|通过?话|通过?电话|去过?电话|来过?电话|致电|见过?面|碰过?(?:头|面)|见|拜访|走访|上门|面谈|面访|当面谈|到访|来过?(?:网点|支行|行里|店里?)|到过?(?:网点|支行|行里|店)|回访|跟进|跟踪|维护|聊|互动|来往|往来|交流|搭理|打过?交道|理(?:睬|会|过)|问候|动静|消息|发过?(?:微信|短信)|找|触达|走动)';

function channelOf(words: string) {
  if (/见|碰|拜访|走访|上门|面谈|面访|当面|面对面|到访|网点|支行|行里|店/.test(words))
    return { channel: 'visit' as const };
  if (/微信|企微/.test(words)) return { channel: 'wechat' as const };
  if (/短信/.test(words)) return { channel: 'sms' as const };
  return /电话|话|致电/.test(words) ? { channel: 'call' as const } : {};
}

function talkOf(words: string, before: string) {
  return {
    ...channelOf(before + words),
    ...(/主动|来过?电话|来电/.test(before + words) ? { direction: 'in' as const } : {}),
    ...(/有效|接通|真正|深度/.test(before) ? { effective: true } : {}),
  };
}

function daysSaid(scan: Scan, ...tokens: (string | undefined)[]) {
  return scan.back(tokens.find((token) => token !== undefined)) ?? null;
}

const much = '(?:(?:一次|一回|一面|1次|任何|怎么|什么|半点|1个|一个)?(?:也|都)?)';
const notTalkedTo: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?:(?:已经?|都|有|超过|大于|整整|近|满)*${T}(?:及?以上|多|了|里|内|以来|来|的)*)?(?:我们?|咱们?|都|也|一直|一次|一回|还|从来?|就|已经?|始终|根本|压根|再)*${much}(?:没有?|未|不曾|无)((?:再|人|被|主动|有效|跟他们?|和他们?|与他们?|给他们?|进行|任何|${how}|过|真正|深度|怎么|做过?|的)*)${talk}(?:过|上|了|记录|他们|她们|啥)*(?:我们?|咱们?)?(?:${T}(?:以上|了)*)?`,
    ),
  );
  if (!match) return;
  const [, before, way = '', words = '', after] = match;
  const days = daysSaid(scan, before, after) ?? { to: scan.today };
  scan.add({ kind: 'contacted', days, ...talkOf(words, way), not: true });
};

const talkedTo: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `${T}(?:里|内|的时候)?(?:我们?|咱们?|刚|有|已经?|都|跟|和|被|曾经?|哪些人?|谁|用|通过|给|进行|做)*((?:主动|有效|接通|${how}|用|过|来)*)(?:给他?们?)?${talk}(?:过|了|上|记录)*(?:我们?|咱们?|我|行里)?(?:的)?`,
    ),
  );
  if (!match) return;
  const [, token, way = '', words = ''] = match;
  const days = scan.back(token);
  if (!days) return;
  const found = /找/.test(words) ? { direction: 'in' as const } : {};
  scan.add({ kind: 'contacted', days, ...found, ...talkOf(words, way) });
};

const appointed: Rule = (scan) => {
  const match = scan.take(
    /(?:还)?(没有?|未|已经?|都)(?:约|预约)(?:上|好|到|过|见|了)*(?:面)?(?:时间)?(?!赎)/,
  );
  if (!match) return;
  const days = { from: scan.today - 13, to: scan.today };
  scan.add({ kind: 'appointment', days }, /没|未/.test(match[1] ?? ''));
};

const promiseForms =
  '(?:我|我们)?(?:答应|承诺|许诺|约定)(?:过|了|好)?(?:的)?(?:他们?|客户|人家|要)*(?:的)?(?:事情?|回复|回访|回电|联系)?(?:(?:还|都)?(?:没有?|未)(?:办|做|兑现|回复|回|完成|落实|联系)?(?:完|成)?)?(?:的)?|(?:还)?欠(?:着|了)?(?:客户)?(?:的)?(?:回复|答复|承诺|回话)|(?:没有?|未)(?:兑现|落实|完成)(?:的)?(?:承诺|约定)|约好(?:要)?(?:再)?(?:联系|回访|回复)(?:的)?|(?:该|要|得)(?:回复|回访|回电|回话|跟进|兑现)(?:承诺)?(?:的)?(?:约定)?';

const promised: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?:${T}(?:里|内)?(?:到期|要|该|我)*)?(逾期|过期|超期|过了?期|已过期)?(?:还|的)*(?:${promiseForms})(?:(?:已经?|都|还)*(过期|逾期|超期|过了日子|到日子了?)(?:了|的|没办)*)?(?:${T})?`,
    ),
  );
  if (!match) return;
  const [, first, late, lateAfter, last] = match;
  const overdue = (late ?? lateAfter) !== undefined;
  const days = scan.ahead(first ?? last) ?? (overdue ? { to: scan.today - 1 } : {});
  scan.add({ kind: 'promise-open', days });
};

const wechat = '(?:企业)?微信|企微';
const channel = `(?:短信|${wechat}|电话)`;
const channelSaid = (word: string | undefined) => {
  if (word === undefined || word === '') return {};
  if (word === '短信') return { channel: 'sms' } as const;
  return word === '电话' ? ({ channel: 'call' } as const) : ({ channel: 'wechat' } as const);
};

const joined = `(${channel}(?:(?:、|和|跟|与|及|,|，|还有|以及)?${channel})*)`;

const no = '(?:没有?|未|无|不|还没|并未|拒绝|没给|没拿到)';
const consentForms: readonly RegExp[] = [
  // 短信(和微信)没授权, 短信、微信都同意的
  new RegExp(
    `(?:${no})?(?:有|拿到)*(?:${joined})(?:的)?(?:营销|推送)*(?:的)?(?:都|也|还|已经?|是|全)*(${no})?(?:有|被|做|给)*(?:过)?(?:授权|同意|允许)(?:过|了|的|营销)*(?:都没有|没有|缺失)?`,
    'u',
  ),
  // 没授权短信营销, 有营销授权
  new RegExp(
    `(${no}|什么|任何|一个渠道都没|哪个渠道都没)?(?:有|做|给|拿到)*(?:过)?(?:任何)?(?:营销)?(?:授权|同意|允许)(?:过|了|我们?|行里|给他们?|收到?|接收|发送?|发|打|用|做)*(?:${joined})?(?:的)?(?:营销|推送|信息|消息)*(?:的)?(?:一个)?(都没有|缺失|缺)?`,
    'u',
  ),
  // 可以打营销电话, 不能发短信
  new RegExp(
    `(?:(不能|不可以?|不让|不准|别|不许)|能|可以|允许)(?:给他?们?)?(?:打|发|用|做|推)(?:营销|推销)?(?:的)?${joined}(?:营销|推销)*(?:的)?`,
    'u',
  ),
  new RegExp(`${joined}(?:上)?(不能|不可以?)?(?:能|可以|可)营销(?:的)?`, 'u'),
];

function channelsIn(text: string): string[] {
  return text.match(new RegExp(channel, 'g')) ?? [];
}

function addConsents(scan: Scan, words: string): void {
  const denied = new RegExp(`${no}|都没|缺`).test(words) && !/无论/.test(words);
  const channels = channelsIn(words.replace(/营销电话/, '电话'));
  const said = channels.length === 0 ? [undefined] : channels;
  for (const one of said) scan.add({ kind: 'may-market', ...channelSaid(one) }, denied);
}

const consent: Rule = (scan) => {
  for (const form of consentForms) {
    for (let match = scan.take(form); match !== null; match = scan.take(form)) {
      addConsents(scan, match[0]);
    }
  }
};

const prefers: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?:偏好|喜欢|习惯|偏爱|爱用|倾向|首选)(?:的?渠道)?(?:是|用|走|于|接|收|看|发)*(${channel})(?:联系|沟通|聊|上?找)?(?:的)?`,
    ),
  );
  if (match) scan.add({ kind: 'prefers', channel: channelSaid(match[1]).channel ?? 'call' });
};

const grades: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 较大: 2, 重大: 3 };

const complaints: Rule = (scan) => {
  const risen = scan.takeWithDenial(
    '(?:投诉(?:已经?|被|有)*升级|升级(?:过|了)?(?:的)?投诉)(?:过|了|的)*',
  );
  if (risen) scan.add({ kind: 'complaint-escalated' }, risen.denied);
  const past = scan.take(
    /(没有?|无|未|从没|从未|从来没有?)?(?:有过|提过|来|曾经?|曾经有过|以前)*投诉过(?:我们?|我行|咱们?)?(?:的)?|(没有?|无|未|从没)?(?:(?:有过|提过)投诉(?:记录)?|有?投诉记录)(?:的)?/,
  );
  if (past) scan.add({ kind: 'complained' }, (past[1] ?? past[2]) !== undefined);
  const open = scan.take(
    /(没有)?(?:有|还有)?(?:未|没有?)(?:结|处理|了结|关闭|办|解决)(?:案|完|掉|清|好|了|结)*(?:的)?投诉|(没有?|无|有)?(?:在|正在)?投诉(?:([一二三四1-4])级(?:及?以上)?)?(?:还|都|一直)*(?:未|没有?)(?:结|处理|办|解决|关)(?:案|完|掉|清|好|了|结)*(?:的)?|(没有?|无|有|在|正在)*投诉(?:还)?(?:处理)?(?:中|在办|在处理|挂着|处理着|进行中|没完)(?:的)?|(没有?|无)?(?:有)?(?:([一二三四1-4])级(?:及?以上)?(?:的)?)?投诉(?:([一二三四1-4])级(?:及?以上)?)?(?:还没结)?(?:的)?/,
  );
  if (!open) return;
  const grade = open[3] ?? open[6] ?? open[7];
  const level = grade === undefined ? undefined : (grades[grade] ?? Number(grade));
  const denied = [open[1], open[2], open[4], open[5]].some((word) => /没|无/.test(word ?? ''));
  scan.add({ kind: 'complaint-open', ...(level === undefined ? {} : { level }) }, denied);
};

const untouched: Rule = (scan) => {
  const found = scan.take(
    /(没有?设?|未设?|不是|非)?(?:设了|设置了?|设定了?|要求|标了|勾了)?(?:免打扰|请勿打扰|勿扰|不让联系|不要联系|别打扰|不希望被?打扰)(?:的)?/,
  );
  if (found) scan.add({ kind: 'do-not-contact' }, found[1] !== undefined);
};

const noted: Rule = (scan) => {
  const match = scan.take(
    /(?:(?:联系|沟通|拜访)?(?:记录|备注|笔记)(?:里|中|上)?(?:有|写着?|提到|提过|说到?|记着?|含)+|(?:提到|提起|说起|说到|聊到|聊起|谈到|谈起)过?|(?:提|说|聊|谈)过)[“"「『]?((?!话)[\p{Script=Han}a-z\d]{2,8}?)[”"」』]?(?=的|过|$|[|，,。？?！!、]|有谁|有哪|都?是谁|客户|有几)(?:的)?/u,
  );
  if (match) scan.add({ kind: 'noted', words: match[1] ?? '' });
};

/** 上次联系在9月之前, 最后一次联系超过60天: nothing since. */
const lastTalk: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?:上一?次|最近一次|最后(?:一次)?)(?:的)?(?:联系|沟通|见面|拜访)(?:时间|日期)?(?:已经?|都|距今|距离现在|过去|是|在)*(?:超过|早于)?(?:了)?${T}(?:以上|以前|之?前|多|了)*(?:的)?`,
    ),
  );
  const days = match === null ? null : scan.back(match[1]);
  const time = scan.timeOf(match?.[1]);
  if (days === null || time === null) return;
  const from = time.kind === 'before' ? days.to + 1 : days.from;
  scan.add({ kind: 'contacted', days: { from, to: scan.today }, not: true });
};

/** Talks, promises, consents and complaints. */
export const contactRules: readonly Rule[] = [
  prefers,
  neverAnswered,
  appointed,
  promised,
  noted,
  lastTalk,
  notTalkedTo,
  complaints,
  consent,
  untouched,
  talkedTo,
];
