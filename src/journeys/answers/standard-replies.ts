import { textCard } from '../../domain/card/card.ts';
import {
  type Answer,
  type AnswerKind,
  answerWith,
  type Intent,
} from '../../domain/conversation/answer.ts';
import type { MessageForm } from '../../domain/conversation/message-form.ts';
import type { RefusalReason } from '../../domain/conversation/refusal-rules.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';

const starterQuestions = [
  '客户老说要考虑考虑，怎么办',
  '三个月没动账的客户怎么跟',
  '获取新客户的成本是维护老客户的几倍',
  '“1731”是什么意思',
] as const;

export function plainAnswer(
  kind: AnswerKind,
  intent: Intent,
  text: string,
  suggestions: readonly string[] = starterQuestions,
): Answer {
  return answerWith({ kind, intent, card: textCard(text), suggestions });
}

const unreadable: Record<Exclude<MessageForm, 'readable'>, string> = {
  empty: '还没有看到您的问题。直接说客户怎么讲、您想怎么办就行，比如“客户老说要考虑考虑，怎么办”。',
  'too-long': '这段话太长，我没有往下读，免得答偏。请只把要问的那一两句发给我。',
  binary: '收到的不是文字，像是文件或乱码。请把要问的话打成文字再发。',
  'no-words': '我看到了符号或表情，没有看到问题。请用一句话说说遇到了什么客户、什么情况。',
  foreign: '我只会用中文回答客户经营的问题。请用中文再问一次。(Please ask in Chinese.)',
};

export function unreadableReply(form: Exclude<MessageForm, 'readable'>): Answer {
  return plainAnswer('clarify', 'help', unreadable[form]);
}

/** To a question that says nothing of what it is about, such as 怎么办. */
export function vagueReply(): Answer {
  const text = '您说的是哪位客户、什么情况？把客户的原话或者事情的经过说一句就行。';
  return plainAnswer('clarify', 'help', text);
}

const refusalTexts: Record<RefusalReason, string> = {
  promise:
    '这样的话我不能写：承诺保本、保收益，或者把理财说成存款，都是规则不允许的，责任会落到您个人身上。我可以帮您找一段讲清楚、又不承诺的说法。',
  'hidden-risk':
    '风险、费用和期限必须讲在前面，瞒着、哄着、吓着让客户签，这条路我不能帮。我可以给您一段把最坏情况先讲清楚、客户还愿意听下去的说法。',
  disparagement:
    '说别的银行不好、不安全，是贬损同业，传没有根据的消息还可能担责，我不能写。可以给客户一把尺子，让他自己比公示利率、提前支取规则和存款保险。',
  'false-papers':
    '流水、证明、用途这些材料必须真实，贷款也只能用在约定的地方，我不能帮着包装或绕开。客户确有困难，请他如实说，找信贷同事看有没有合适的办法。',
  'acting-for-client':
    '密码、验证码、手机操作和签字都只能由客户本人来，代客户办的事我不能帮。他不会操作，您可以在旁边讲一遍，让他自己按，或者请他来网点办。',
  'private-dealing':
    '和客户之间不能有私人借贷、好处往来，也不能传内幕消息或私自荐股，这件事我不能帮。遇到客户主动提，婉拒并告诉主管。',
  'tied-selling':
    '把买保险、买理财当成放款的条件，是强制搭售，我不能写。贷款和产品请分开谈，客户可以只办其中任何一样。',
  'unwanted-contact':
    '客户没有同意或已经拒绝的，不能换个号码、换个办法再发营销，我不能帮。到期、安全这类服务提醒可以走他同意的方式；等他主动来，再重新征得同意。',
  'assessment-coaching':
    '风险测评必须由客户本人如实填写，不能代填、提示答案或换个账户绕过去，这一点我不能帮。可以请客户自己重做，或者看看他现在的等级适合什么。',
  'tax-evasion':
    '逃避纳税、申报或反洗钱要求的做法我不能提供。客户有税务问题，请他咨询有资质的税务人士。',
  'tipping-off':
    '反洗钱和账户管控的情况要保密，不能向客户透露或暗示，这条信息我不能写。客户问起，请他到网点由主管答复。',
  inducement:
    '给现金、返点或礼品换存款、换购买，是规则不允许的，我不能写。可以把服务和公示的利率讲清楚，让客户自己比。',
  'foreign-client':
    '没有找到属于您管户范围的这位客户。如果刚交接，请让主管在系统里完成划转；别人管户的客户资料，我不能查，也不能导出。',
  'instruction-override':
    '查看范围和合规规则对谁都一样，换个说法也不会放开。请直接说您想办的事，我在规则之内帮您。',
  insult: '伤人的话我不写，说出去也收不回来。把客户的原话发给我，我帮您找一句能收场的。',
  'private-channel':
    '客户资料不能经行外渠道传给别人，行外产品也不能私下销售，这件事我不能帮。需要共享资料的，请走行内系统并留痕。',
  unspecified:
    '这件事规则不允许，我不能帮。要是我理解错了，请把您真正想办的事直接说一遍，我在规则之内帮您。',
  'false-record':
    '联系记录、双录和签字必须是真实发生的，我不能帮着补假或代办。漏了的，请如实补登并写明补登时间。',
};

export function refusalReply(reason: RefusalReason): Answer {
  return plainAnswer('refused', 'unsafe', refusalTexts[reason], []);
}

/** To what is none of the material's subjects; says whom to ask where the bank has said so. */
export function outsideReply(question: string, index: PlaybookIndex): Answer {
  const outside = index.outsideTopic(question);
  const text = outside
    ? `材料里没有${outside.topic}的内容，我不猜。${outside.say}`
    : '这个不在我的本行里，材料里也没有。我只答客户经营、话术和合规的问题。';
  return plainAnswer('no-evidence', 'out-of-scope', text);
}

const unavailable: Partial<Record<Intent, string>> = {
  client:
    '这一版还没有接入客户账簿，我查不到任何客户的资料，也不会猜。课程和话术的问题可以直接问我。',
  clients: '这一版还没有接入客户账簿，列不出名单。课程和话术的问题可以直接问我。',
  product: '这一版还没有接入产品表，额度、期限和利率请以当日公示为准，我不猜。',
  draft: '这一版还不能起草发给客户的文字。您可以先问该怎么说，我给出处和可以照着说的话。',
  check: '这一版还不能做合规检查。哪些话不能说，可以直接问我，我按规则答。',
  alerts: '这一版还没有接入预警数据。流失信号怎么看、看到以后怎么开口，可以直接问我。',
  worklist: '这一版还没有今日清单。每天该联系多少人、怎么排，可以直接问我。',
  record: '这一版还不能登记联系记录，刚才的内容没有保存到客户名下，请先记在行内系统里。',
};

export function unavailableReply(intent: Intent): Answer {
  return plainAnswer('help', intent, unavailable[intent] ?? '这一版还做不了这件事。');
}

export const helpReply = (): Answer =>
  plainAnswer(
    'help',
    'help',
    '我是归巢。您把客户的话或遇到的情况告诉我，我从课程和规则里找出能照着说的话和下一步，每句都能点开出处；材料里没有的，我会说没有。',
  );
