/** Why a client is written to or called; the names are the contract's. */
export const purposes = [
  'first-contact',
  'maturity-reminder',
  'win-back',
  'care',
  'birthday',
  'complaint-follow-up',
  'reassessment',
  'large-movement',
  'referral-thanks',
  'event-invitation',
  'benefit-upgrade',
  'product-introduction',
] as const;

export type Purpose = (typeof purposes)[number];

const marketing: ReadonlySet<Purpose> = new Set([
  'event-invitation',
  'benefit-upgrade',
  'product-introduction',
]);

/** Always marketing; the others are service as long as the text names no product and no benefit. */
export function isMarketing(purpose: Purpose): boolean {
  return marketing.has(purpose);
}

/** Owed to a client who asked not to be contacted: about the client's own matters and nothing else. */
export function isOwed(purpose: Purpose): boolean {
  return purpose === 'maturity-reminder' || purpose === 'complaint-follow-up';
}

export const purposeNames: Readonly<Record<Purpose, string>> = {
  'first-contact': '首次联系',
  'maturity-reminder': '到期提醒',
  'win-back': '挽回',
  care: '日常关怀',
  birthday: '生日祝福',
  'complaint-follow-up': '投诉回访',
  reassessment: '提醒重做测评',
  'large-movement': '大额用款关怀',
  'referral-thanks': '转介绍致谢',
  'event-invitation': '活动邀请',
  'benefit-upgrade': '权益提醒',
  'product-introduction': '产品介绍',
};

// In order: “感谢他介绍朋友” is thanks and no introduction, “生日活动邀请” an invitation.
const cues: readonly (readonly [Purpose, RegExp])[] = [
  ['complaint-follow-up', /投诉|不满|致歉|道歉|赔礼|回访/],
  ['referral-thanks', /转介|介绍(了)?(他|她|个|一个|几个)?(的)?(朋友|同事|客户|亲戚|人)|介绍人/],
  ['event-invitation', /邀请|邀约|请柬|活动|沙龙|讲座|课堂|参加/],
  ['birthday', /生日|寿/],
  ['reassessment', /测评|风评|风险评估|重测/],
  [
    'maturity-reminder',
    /到期|续存|转存|存单|定存|定期|赎回|提醒.{0,8}(理财|存款)|(理财|存款|定开).{0,8}提醒/,
  ],
  ['large-movement', /大额|异动|用款|动账/],
  ['benefit-upgrade', /权益|升级|达标|贵宾|换卡/],
  ['win-back', /挽回|转走|流失|走了的|回来|搬走|没回(他|她)|(晚|迟)了?.{0,4}回|回话|答应/],
  ['first-contact', /首次|第一次|认领|刚接手|新接手|自我介绍|认识一下/],
  ['product-introduction', /产品|理财|基金|保险|年金|黄金|国债|信用卡|贷款|R[1-5]|介绍/i],
  ['care', /关怀|问候|问好|慰问|节日|天冷|降温|祝福|感谢|近况/],
];

/** The purpose that a request in words names; null: none of ours. */
export function purposeIn(text: string): Purpose | null {
  return cues.find(([, cue]) => cue.test(text))?.[0] ?? null;
}
