import type { Intent } from './answer.ts';
import { refusalFor } from './refusal.ts';
import type { RefusalReason } from './refusal-rules.ts';

export interface Understanding {
  readonly intent: Intent;
  /** Of an unsafe request: which refusal answers it. */
  readonly refusal: RefusalReason | null;
}

const outOfScope =
  /(天气|下雨吗|写(一首|首|个)?诗|作诗|藏头诗|唱歌|歌词|笑话|段子|星座|运势|菜谱|做菜|红烧|食谱|减肥|健身计划|八卦|明星|绯闻|电影|电视剧|追剧|游戏|王者荣耀|世界杯|足球|球赛|NBA|python|java|代码|编程|写.{0,4}程序|爬虫|翻译成|英文翻译|高考|作文|论文|旅游攻略|机票|高铁票|酒店|股票代码|彩票|双色球|看病|感冒|发烧|吃什么药|怎么退烧|装修|修车|养猫|养狗|狗粮|猫粮|几点了|你是谁开发|你几岁|你喜欢|离婚官司|打官司|取个名|起名|算命|相亲)/i;

const greetings =
  /^(你好|您好|早|早上好|下午好|晚上好|在吗|在不在|hi|hello|谢谢|谢了|多谢|好的|收到|帮助|help|你能做什么|你会什么|怎么用|有什么功能)[\s!！。.~～?？呀啊吗呢]*$/i;

const others: readonly (readonly [Intent, RegExp])[] = [
  [
    'draft',
    /(写|起草|拟|编|来|发)(一)?(条|个|段|篇|封)?.{0,12}(短信|微信|祝福|邀请函|文案|朋友圈)(给|。|$|吧|呗)|给.{1,10}(写|发|编|拟)(一)?(条|个|段)/,
  ],
  ['check', /(检查|看看|查查|审|核).{0,8}(这条|这段|下面|以下).{0,10}(合规|能发|短信|文案|话术)/],
  ['alerts', /(今天|今早|最近|现在|我的).{0,8}(预警|谁要走|谁可能流失|哪些客户.{0,6}(流失|要走))/],
  ['worklist', /(今天|今日|明天|本周).{0,6}(清单|名单|任务|先打给谁|该联系谁|做什么工作|联系哪些)/],
  ['record', /^(记一笔|登记|记录一下|帮我记)/],
  ['practice', /(陪练|演练|模拟.{0,4}客户|练一练|练练|考考我)/],
  [
    'clients',
    /我名下.{0,20}(有哪些|有谁|有多少|名单|超过|没联系|到期|生日)|(列出|列一下|筛|找出).{0,12}客户/,
  ],
];

const clientLookUp =
  /^[^,，。?？]{0,6}(先生|女士|总|阿姨|老师)?[^,，。?？]{0,4}(的)(定存|存款|理财|余额|资产|持仓|电话|手机号|流水|贷款|测评).{0,8}(什么时候|多少|到期|是多少|几号|有多少)/;

const objectionTalk =
  /(客户|他|她|人家|对方|先生|女士|大爷|阿姨|[老小]\S|\S总).{0,8}(说|嫌|问|讲|非说|非要|觉得|抱怨|怼我|回我|来一句|张口)|怎么(回|说|接|答)|咋(回|说|接|答)|话术/;

/** What a message wants, decided by rules alone: the same message always goes the same way. */
export function understand(message: string): Understanding {
  if (greetings.test(message.trim())) return { intent: 'help', refusal: null };
  const refusal = refusalFor(message);
  if (refusal) return { intent: 'unsafe', refusal };
  const other = others.find(([, pattern]) => pattern.test(message));
  if (other) return { intent: other[0], refusal: null };
  if (clientLookUp.test(message)) return { intent: 'client', refusal: null };
  if (outOfScope.test(message)) return { intent: 'out-of-scope', refusal: null };
  return { intent: objectionTalk.test(message) ? 'objection' : 'playbook', refusal: null };
}
