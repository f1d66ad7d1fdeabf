import { discIn } from './talk-cues.ts';
import type { DiscType } from './topic.ts';

/** What a short message asks of the answer before it. */
export type FollowUp =
  | { readonly part: 'rung' | 'another' | 'softer' | 'shorter' | 'why' | 'dont' | 'ask' }
  | { readonly part: 'record' | 'next' | 'stop' | 'wechat' | 'call' | 'visit' }
  | { readonly part: 'rule' }
  | { readonly part: 'disc'; readonly disc: DiscType };

type PlainPart = Exclude<FollowUp['part'], 'disc'>;

// Order matters: “为什么不能说保本” asks for a rule, not for what not to say.
const cues: readonly (readonly [PlainPart, RegExp])[] = [
  [
    'rule',
    /(为什么|为啥|凭什么|咋就|怎么就).{0,4}(不能|不让|不准|不许|不可以)|哪条规(定|矩|则)|什么依据|依据是(什么|啥)|违反(了)?(哪|什么)/,
  ],
  [
    'stop',
    /(什么时候|何时|啥时候|到什么(程度|地步)|到哪(一步|儿|里)).{0,8}(停|收|放弃|算了|打住|撤|罢)|收手|见好就收|该不该(继续|再)|还要不要(再)?(追|跟|打|劝)|(追|跟|劝|说)到(什么|哪)/,
  ],
  [
    'record',
    /(要|该|得|用|需要)?(记|登记|备注|录)(点|些|一)?(什么|啥|哪些|笔|下)|(系统|台账|档案)里?(怎么|该|要)?(写|记|录|填)|记录(什么|啥|怎么|哪些)|怎么(记|登记|备注|留痕)|留痕/,
  ],
  [
    'next',
    /下一步|接下来|下面(该)?(怎么|干)|然后(呢|干|该|做|怎么)|后面(怎么|该|咋)|后续|之后(呢|怎么|该|干)|回头(怎么|咋)跟|(怎么|咋|多久)(再)?跟进|挂了(电话)?(以后|之后)|说完(以后|之后|呢)|几天(后|再)/,
  ],
  ['wechat', /微信|企微|文字版|打字|发消息|发过去|消息(版|怎么)/],
  ['call', /电话|打过去|通话|嘴上|口头/],
  ['visit', /当面|面谈|面对面|见(了)?面|见到(他|她|人|客户)|(来|到)(网点|支行|店|厅堂)/],
  [
    'shorter',
    /短(一)?(点|些)|简短|精简|简洁|简单(一)?(点|些)|太长|太啰嗦|一句话(版|说|就)|长了|压缩|缩(一缩|短)|字(数)?(少|太多)|浓缩/,
  ],
  [
    'softer',
    /委婉|软(一)?(点|些|和)|柔和?(一)?(点|些)?|温和|客气|太硬|太直|太冲|太生硬|缓和|婉转|别(那么|这么)(硬|直|冲)|圆(润|滑|一点)|亲切|暖(一)?点|口气/,
  ],
  [
    'dont',
    /(哪些|什么|哪句|啥)(话|词|字眼|说法)?.{0,3}(不能|不要|不该|别|不可以|不许)(说|讲|碰|提|用|出口)|(不能|千万别|别|不要|不该)(说|讲|碰|提)(什么|啥|哪些|哪)|忌讳|禁忌|禁区|雷区|红线|踩(坑|雷|线)|避(开|免)(说|什么|哪)|说错话|不能碰/,
  ],
  [
    'ask',
    /反问|追问|探(一探|他|她|听|探|出|底)|摸(清|底|他|她|一下)|(真实|心里|到底)(的)?(想法|怎么想|原因|在想)|套(他|她|出)|问(他|她)?(个|一)?(什么|啥|哪|点|句|问题)|怎么问|先问/,
  ],
  [
    'why',
    /为(什么|啥|何)(要|得)?(这么|这样|那么|先)?(说|讲|回|接|答|问)?|(这么|这样)(说|讲)(的)?(道理|好处|依据|用意|理由|原因)|什么道理|啥道理|道理(是|在)|原理|用意|好在哪|有用吗/,
  ],
  [
    'another',
    /换(一)?(个|种|句|版|套|条)(说法|讲法|话|表达|角度|方式|思路)?|换(别的|一换)|再(来|给|想|换|出)(我)?(一|个|几|两)?(个|条|版|种|句)|还有(没有)?(别的|其他|其它|另外)|另(一|外)(种|个|来)|别的(说法|版本|话术)|不太顺口|不像我/,
  ],
  [
    'rung',
    /还(是)?(不|没|要|说|坚持|嘴硬|咬死|犹豫|拒绝|推|那句)|(仍然|依然|照样|就是|死活|硬是|始终|怎么都|怎么说都)(是)?(不|要|坚持|没)|不管用|没用|不(松口|为所动|买账|吃这一?套|接茬|接话|领情|改口|死心)|没松口|油盐不进|(又|再)(拒绝|推|推脱|绕|搪塞|顶)(了|回)?|要是(不|再|还)|(他|她|客户|人家)(要是|如果|万一|再|又)|(如果|万一|假如)(他|她|客户|人家|还|再|不)|说不动|劝不动|说服不了|没反应|不吭声|不搭理|碰(了)?(一鼻子灰|壁|钉子)/,
  ],
];

/** Reads a message as a follow-up, in normalised text; null: no rule knows it as one. */
export function followUpIn(text: string): FollowUp | null {
  const message = text.trim();
  const disc = discIn(message);
  if (disc) return { part: 'disc', disc };
  const found = cues.find(([, cue]) => cue.test(message));
  return found ? { part: found[0] } : null;
}

/** The follow-up that examples are filed under: a part, or `disc-D` and so on; null: none of ours. */
export function followUpNamed(label: string): FollowUp | null {
  const disc = /^disc-([DISC])$/.exec(label)?.[1] as DiscType | undefined;
  if (disc) return { part: 'disc', disc };
  const found = cues.find(([part]) => part === label);
  return found ? { part: found[0] } : null;
}
