import type { DiscType, TalkChannel } from './topic.ts';

// Words of the manager about the setting. “别打电话” or “我微信收到了” are the client's own subject,
// so a channel counts only where the manager says what he does there.
const channelCues: readonly (readonly [TalkChannel, RegExp])[] = [
  [
    'wechat',
    /(微信|企微|私信|消息|文字).{0,4}(怎么|咋|如何|该|要|上)?.{0,3}(回|发|写|说|答|讲)|(发|回|用|改成|换成|整成)(个|条|成|他|她)?(微信|企微|消息|文字)|微信版|文字版|微信上|(给|发)我(发|来)(了)?(条|个)?(微信|消息)|打字/,
  ],
  [
    'call',
    /(马上|正要|准备|现在|我|要|再|先|刚|待会|一会|等下|下午|上午)(就)?(给(他|她|客户|人))?(打|拨|回)(个|一个|通|过去)?(电话|过去)|电话(里|上|中|版|怎么|咋|该|沟通|接通|那头|打通|回访|说|讲)|(打|回)(个)?电话(的时候|时)?(怎么|咋|该)|通话|接起来|挂(了|断)?之前/,
  ],
  [
    'visit',
    /面谈|当面|面对面|见面(时|的时候|怎么|咋|说|聊)|坐(在)?(我)?对面|坐我(面|跟)前|(来|到)(网点|支行|行里|厅堂|大堂|柜台)(了|来|的时候|找我|就)|上门(时|的时候|拜访)|站(在)?柜台|在(网点|厅堂|大堂|柜台|会客室|理财室)/,
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
