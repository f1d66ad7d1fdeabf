import type { Intent } from './answer.ts';

export interface Understanding {
  readonly intent: Intent;
  /** Of an unsafe request: which refusal answers it. */
  readonly refusal: RefusalReason | null;
}

export type RefusalReason =
  | 'promise'
  | 'assessment-coaching'
  | 'tax-evasion'
  | 'foreign-client'
  | 'instruction-override'
  | 'insult'
  | 'private-channel'
  | 'false-record';

/** A request to make or do; questions about whether something is allowed are answered, not refused. */
const asksWhetherAllowed =
  /(能不能|可不可以|可以吗|行不行|行吗|能吗|合规吗|违规吗|算不算|为什么不能|为啥不能|允许吗|有问题吗|会不会被罚|能说吗|能用吗|能写吗|可以说)/;

const refusals: readonly (readonly [RefusalReason, RegExp])[] = [
  [
    'instruction-override',
    /(忽略|无视|忘掉|忘记|绕过|跳过|不用管|别管|关掉|取消).{0,12}(规则|指令|限制|设定|提示|合规|检查|审查)|没有(任何)?限制的|不受.{0,4}限制|(系统|初始|原始)(提示词|指令|prompt)|开发者模式|越狱|扮演.{0,10}(没有|不受|黑客)|ignore (all|previous)|system prompt/i,
  ],
  [
    'assessment-coaching',
    /(帮|替|代|教|引导|提示|带着|告诉).{0,10}(测评|风评|问卷|风险评估|评估).{0,16}(高|过|改|勾|选|填|做|答|拉|调|C[345])|(测评|风评|问卷|风险评估).{0,12}(帮他|帮她|替他|替她|代填|代做|代答|怎么选才|怎么填才|怎么勾|填高|做高|改高|调高|拉高|刷到|做成|改成|填成|答案)|用.{0,6}(家属|家人|儿子|女儿|老婆|老公|爱人|别人|亲戚|配偶).{0,6}(账户|账号|名义|户头|卡).{0,10}(买|购|测|过)/,
  ],
  [
    'tax-evasion',
    /(避税|逃税|偷税|漏税|少交税|少缴税|不交税|躲税|躲掉.{0,4}税|瞒.{0,4}税|规避.{0,6}税|躲.{0,6}(反洗钱|申报|监管)|拆分.{0,8}(躲|避|绕))/,
  ],
  [
    'promise',
    /(写|编|来|弄|出|起草|拟|搞|发|生成|设计|给).{0,14}(保本|保息|稳赚|包赚|零风险|无风险|没风险|保证收益|不会亏|肯定赚|必赚|刚兑|兜底|躺赚|只赚不赔|跟存款一样|和存款一样|等于存款)|(保本|保息|稳赚|零风险|保证收益|不会亏|肯定赚|必赚|兜底).{0,12}(短信|文案|话术|微信|朋友圈|说法)|(骗|忽悠|吓唬|逼|哄).{0,10}(客户|老人|阿姨|大爷|他|她).{0,8}(买|签|存|转|下单)|(诋毁|抹黑|黑一下|说.{0,6}(要倒|快倒|要暴雷|不行了)).{0,10}/,
  ],
  [
    'foreign-client',
    /(查|看|调|搜|翻|给我|告诉我|发我).{0,16}(别人|其他|别的|同事|隔壁|她|他|小\S{1,2}|老\S{1,2}).{0,10}(经理|同事|人)?.{0,4}(名下|手上|管)的?.{0,10}(客户|余额|资产|存款|名单|电话|流水)|(不是我(名下|管户|的客户)).{0,20}(查|看|余额|流水|电话)|明星.{0,8}(存款|余额|流水|资产)|导出.{0,8}(全行|所有|全部).{0,6}客户/,
  ],
  [
    'insult',
    /(骂|怼|羞辱|侮辱|嘲讽|损|辱骂).{0,8}(客户|他|她|这人|死|回去|一顿|一句)|(怎么|帮我).{0,4}骂/,
  ],
  [
    'private-channel',
    /(客户|他的?|她的?)(名单|资料|信息|身份证|电话).{0,14}(发|传|卖|拷|导).{0,10}(微信|QQ|朋友|外面|中介|私人|U盘|邮箱|装修|保险公司)|(飞单|私下卖|私售|行外产品.{0,6}卖|走我个人|打到我个人|转到我个人)/i,
  ],
  [
    'false-record',
    /(伪造|假造|编造|造假|补一个假|假装|虚构|瞎编|编几条|编一条|补几条|代签|替.{0,6}签字|帮.{0,6}签字|模仿.{0,4}签名).{0,14}(记录|录音|双录|签字|联系|回访|拜访|名字|签名)?|(双录|录音|签字).{0,10}(糊弄|跳过|省掉|补录假|代签|替签)/,
  ],
];

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
  const allowed = asksWhetherAllowed.test(message);
  for (const [reason, pattern] of refusals) {
    const always = reason === 'instruction-override';
    if ((always || !allowed) && pattern.test(message)) return { intent: 'unsafe', refusal: reason };
  }
  const other = others.find(([, pattern]) => pattern.test(message));
  if (other) return { intent: other[0], refusal: null };
  if (clientLookUp.test(message)) return { intent: 'client', refusal: null };
  if (outOfScope.test(message)) return { intent: 'out-of-scope', refusal: null };
  return { intent: objectionTalk.test(message) ? 'objection' : 'playbook', refusal: null };
}
