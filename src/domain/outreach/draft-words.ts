import type { OutreachChannel } from '../clients/client.ts';

const channelCues: readonly (readonly [OutreachChannel, RegExp])[] = [
  ['sms', /短信|信息(?!量)|短消息/],
  ['wechat', /微信|企微|私信|消息/],
  ['call', /电话|话术|开场|打给|通话|脚本/],
];

/** The channel that a request in words names; null: none. */
export function draftChannelIn(text: string): OutreachChannel | null {
  return channelCues.find(([, cue]) => cue.test(text))?.[0] ?? null;
}

/** What a short message wants done with the draft shown before it. */
export type DraftFollowUp =
  | { readonly kind: 'approve' | 'discard' | 'sent' | 'shorter' | 'other' | 'how-to-edit' }
  /** Of a call: whether somebody was reached. */
  | { readonly kind: 'called'; readonly outcome: 'reached' | 'missed' }
  | { readonly kind: 'channel'; readonly channel: OutreachChannel }
  | { readonly kind: 'replace'; readonly text: string }
  | { readonly kind: 'wish'; readonly wish: string };

const simple: readonly (readonly [
  Exclude<DraftFollowUp['kind'], 'channel' | 'replace' | 'wish' | 'called'>,
  RegExp,
])[] = [
  [
    'sent',
    /^(已(经)?(发送|发了|发出|打了)|发(出去|过)了|(登记|记)(一下)?(已)?发送|打过了|发完了)[。!！]?$/,
  ],
  ['discard', /^(弃用|不要了?|算了|作废|删了?|不用了|不发了)[。!！]?$/],
  [
    'approve',
    /^(采用(并复制)?|就(用)?(这|它)(条|个|版)?(吧|了)?|用这(条|个|版)|可以，?就这(样|条)|确认采用|同意采用|(送|报|交)(给)?主管(审|审批|看|看看)?)[。!！]?$/,
  ],
  ['how-to-edit', /^(改(一)?(改|下)|(我)?(自己|来)改|修改|编辑)[。!！]?$/],
  ['shorter', /短(一)?(点|些|版)|更短|太长|精简|简短|压缩|缩短|一句话/],
  [
    'other',
    /换(一)?(个|种|条|版)?(语气|口气|说法|写法|风格|样子|一个|一条|一版)|^换(一)?(个|条|版)?[。]?$|再(来|写|换)一?(条|个|版)|(客气|软|温和|委婉|热情|亲切|正式|直接)(一)?(点|些)/,
  ],
];

const reached = /^(打通了|接通了|(电话)?通了|打过了?，?(接|通)了)[。!！]?$/;
const missed = /^(没(有)?(接|打通|接通|人接)|未接(通)?|关机|不通|打过了?，?没(接|通))[了。!！]*$/;

const replace =
  /^(?:(?:改成|改为)\s*[:：]?|(?:换成|改写成|写成)\s*[:：])\s*[“"「]?([\s\S]{6,}?)[”"」]?$/u;
const toChannel =
  /^(?:换成?|改成?|改用|换个?|发|转成?|写成?|要)(?:成|用|到|个|条|一条)?(企业微信|企微|微信|短信|电话)(?:开场|版|发|说|吧|渠道)*[。!！]?$/u;
const wish =
  /^(?:请|再|顺便|另外|麻烦|帮我|给(?:他|她))*(?:提(?:一下|一句|到|及)|带(?:上)?一句|加(?:上)?一?句|加上|写(?:上|明)|问候(?:一下)?|祝|(?:跟|和|对)(?:他|她|客户)(?:说|讲|提)|告诉(?:他|她|客户)|强调)/u;

/** Reads a message as a follow-up to a draft; null: it is about something else. */
export function draftFollowUpIn(text: string): DraftFollowUp | null {
  const said = text.trim();
  const channel = toChannel.exec(said);
  if (channel) return { kind: 'channel', channel: draftChannelIn(channel[1] ?? '') ?? 'wechat' };
  if (reached.test(said)) return { kind: 'called', outcome: 'reached' };
  if (missed.test(said)) return { kind: 'called', outcome: 'missed' };
  const words = replace.exec(said)?.[1];
  // “改成更客气一点的” asks for another text, it is none.
  if (words !== undefined && /您|【|。/.test(words)) return { kind: 'replace', text: words.trim() };
  if (said.length <= 18) {
    const found = simple.find(([, cue]) => cue.test(said));
    if (found) return { kind: found[0] };
  }
  return wish.test(said) && said.length <= 140 ? { kind: 'wish', wish: said } : null;
}

const about =
  /(?:提(?:一下|一句|到|及)|带(?:上)?一句|加(?:上)?一?句|顺便(?:问|说|祝|提)|(?:跟|和|对)(?:他|她|客户)(?:说|讲|提)|告诉(?:他|她|客户)|强调|写(?:上|明))[^，。；]*/u;

/** The wish that a request carries beside its subject: 「…，提一下孩子中考」. */
export function wishIn(text: string): string | null {
  return about.exec(text)?.[0] ?? null;
}
