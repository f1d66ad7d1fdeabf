import type { DiscType, TalkChannel } from './topic.ts';

// Words of the manager about the setting. “别打电话” or “我微信收到了” are the client's own subject,
// so a channel counts only where the manager says what he does there.
const channelCues: readonly (readonly [TalkChannel, RegExp])[] = [
  [
    'wechat',
    /(微信|企微|私信|消息|文字).{0,4}(怎么|咋|如何|该|要|上)?.{0,3}(回|发|写|说|答|讲)|(发|回|用|改成|换成|整成)(个|条|成|他|她)?(微信|企微|消息|文字)|微信版|文字版|微信上|(给|发)我(发|来)(了)?(条|个)?(微信|消息)|打字|刚?发(来|过来|我)(的|了|一)|朋友圈|已读|(发|弹|甩)(了)?(个|一个|条)?语音|表情包/,
  ],
  [
    'call',
    /(打|拨)(过去|给(他|她|客户)|通|了(三|两|几|好几)?(个|通|次))|(一|刚|才)(接通|接起|拨通|打通)|报完(家门|名字|姓名)|挂(了|断|掉)(我|电话)?|电话(里|上|中|版|那头|接通|打通|刚|回访|怎么|咋|该)|(打|回)(个|一个)?(电话|过去)|通话|接电话|那头|来电话|外呼/,
  ],
  [
    'visit',
    /面谈|当面|面对面|见(了)?面|坐(在|到)?(我)?(对|跟|面)|(来|到|进)(了)?(网点|支行|行里|厅堂|大堂|柜台|门)|上门|柜台|厅堂|大堂|会客室|理财室|摊开|合上|翻(了)?(两|几)页|(递|推|拍|撂|塞)(过来|回来|到|给我|我手里)|签单|签字的时候|站起来|转身|起身/,
  ],
];

const discCues: readonly (readonly [DiscType, RegExp])[] = [
  ['D', /控制型|支配型|老虎|d型|d 型|强势|说一不二|急脾气|霸道|雷厉风行/],
  ['I', /影响型|孔雀|i型|i 型|爱聊|健谈|爱热闹|爱面子|活泼|外向/],
  ['S', /稳健型|稳定型|考拉|无尾熊|s型|s 型|慢性子|老好人|随和|好说话|怕变/],
  ['C', /谨慎型|猫头鹰|c型|c 型|较真|抠细节|爱问数据|严谨|认死理|看合同|分析型/],
];

function firstOf<T>(text: string, cues: readonly (readonly [T, RegExp])[]): T | null {
  return cues.find(([, cue]) => cue.test(text))?.[0] ?? null;
}

/** The channel that the manager says he is on, in normalised text. */
export function channelIn(text: string): TalkChannel | null {
  return firstOf(text, channelCues);
}

/** The client's type, where the manager names it, in normalised text. */
export function discIn(text: string): DiscType | null {
  return firstOf(text, discCues);
}

const asides =
  /(他|她|客户)?(是|属于)?(个)?(控制|支配|影响|稳健|稳定|谨慎|分析|冲动)型的?(客户|人|老总|老板|大姐|大哥|阿姨)?[,，]?|(他|她|客户)?(是|属于)?(个)?(老虎|孔雀|考拉|无尾熊|猫头鹰)(型|性格)?的?[,，]?|\b[disc]型的?[,，]?/g;
const askings =
  /[,，]?(我|这|该)?(怎么|咋|如何|该怎么)(回|接|说|答|讲|圆|回复|应|接话)(他|她|这句|这话)?(比较好|才好|合适|呢|啊)?[?？。]?$|[,，]?(急|在线等|求(助|支招)|有招吗)[!！。]?$/g;

/** A message without who the client is like and the call for help: what is left is the objection. */
export function withoutAsides(text: string): string {
  const rest = text.replace(asides, '').replace(askings, '').trim();
  return rest.length >= 4 ? rest : text;
}
