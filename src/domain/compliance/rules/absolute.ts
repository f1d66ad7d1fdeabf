import { basis } from '../instruments.ts';
import { asserts, investments, type Rule } from '../rule.ts';
import { says } from '../words.ts';

const category = 'absolute_claim';

const superlative: Rule = {
  id: 'AB-01',
  category,
  severity: 'block',
  title: '绝对化用语',
  basis: basis(['advertising', '第九条第三项']),
  reason: '不能用“最”“第一”“唯一”一类的话夸自己。',
  suggestion: '换成说得出出处的事实。',
  safe: '详情以我行公示为准',
  find: asserts(
    {
      says: says(
        '最(?:好|棒)的(?:银行|产品|理财|基金|保险|信用卡|卡|贷款|选择|收益|利率|团队|机会|时机|一款|那款|方案|资产)|最(?:好|棒)的$|最(?:佳|优|优惠|强|牛|安全|稳妥|稳健|稳|靠谱|可靠|划算|赚钱|值得|专业|权威|实在|有实力|顶尖|先进|受欢迎|具(?:实力|竞争力|价值)|省心|香|火|给力|良心|厚道|大的?(?:银行|优惠|福利|力度)|高的?(?:收益|利率|利息|回报|银行)|低的?(?:利率|利息|费率|价))|(?:收益|利率|利息|回报|实力|安全性|服务|性价比|优惠|费率|门槛)[^,。!?您我]{0,4}最(?:高|好|强|优|低|全|大)|最(?:高|强|好|优)[^,。!?]{0,2}没有之一|zui(?:好|强|高|优|佳)',
      ),
      unless: /最好的?(?:祝福|朋友|时间|年纪|办法|方式)/,
      when: (_reading, { beforeClaim }) => !/您(?:觉得|想要|自己|最)?$/.test(beforeClaim),
    },
    {
      says: says(
        '(?:全国|全球|全省|全市|全城|全网|全行业|同业|业内|行业|市场|国内|本地|当地|同类|银行业)(?:内|里|中)?[^,。!?]{0,6}?(?:第一|首位|冠军|最(?:高|低|好|强|优|佳|全|大|稳)|领先|唯一|榜首|no\\.?1)|(?:排名|规模|销量|业绩|服务|收益|口碑|实力|安全|质量)[^,。!?]{0,3}第一(?!次|时间|步|天|年|期|条|位客户|季)|(?<![a-z])(?:no\\.?|top) ?1(?!\\d)|我们?说第二|首屈一指|独一无二|绝无仅有|独此一家|无人能及|无可比拟|天花板|独家首创|史上(?:最|首)|没有(?:比[^,。]{1,4})?更(?:低|高|好|强|稳|划算)的|没有比[^,。!?]{1,4}更|没有之一|完美无缺|万能的?产品|行业标杆',
      ),
      evenDenied: true,
      unless: /不(?:评|说|争|宣传)[^,。]{0,6}第一/,
    },
    {
      says: says(
        '国家级|世界级|最高级|顶级|顶尖|极致|至尊|王牌|冠军(?:基金|产品|经理|团队)?|唯一(?:的|一[家款只个]|能|可)',
      ),
      unless: /唯一(?:的)?(?:联系人|受益人|继承人|办法|要求)/,
    },
    {
      says: says('(?:第一|最)(?:无二|强王者)'),
    },
  ),
};

const backing: Rule = {
  id: 'AB-02',
  category,
  severity: 'block',
  title: '借监管背书',
  basis: basis(['networkMarketing', '第十条第五项'], ['advertising', '第九条']),
  reason: '监管的审核、备案、登记都不是对产品的保证。',
  suggestion: '去掉监管背书；可以写登记编码供客户查询。',
  safe: '产品登记编码可在官方网站查询',
  find: asserts(
    {
      says: says(
        '{regulator}[^,。!?]{0,6}?(?:认可|认证|批准|背书|担保|推荐|审核通过|审批通过|备案|兜|撑腰|盖章|保障|信用|托底|给您养老|全赔)(?!设立|成立|开业|编)',
      ),
      unless: /国债|批准(?:设立|成立|开业)|存款保险条例|不(?:代表|表明|等于|意味)|征信|许可证/,
    },
    {
      says: says(
        '国字号|国家队|政府信用|国家信用|国企(?:背景|兜|发的)[^,。]{0,6}(?:放心|安全|稳|闭眼)|等于国家',
      ),
      unless: /国债/,
    },
    {
      says: says(
        '备案(?:过|了|产品)?[^,。!?]{0,4}(?:放心|安全|靠谱|有保|等于)|(?:专家|教授|院士|协会|央视|明星)[^,。!?]{0,4}(?:推荐|代言|力荐|看好|认可|都买)',
      ),
    },
  ),
};

const unsourced: Rule = {
  id: 'AB-03',
  category,
  severity: 'warn',
  title: '夸业绩无出处',
  basis: basis(['fundMaterial', '第十五条']),
  reason: '“业绩优良”一类的话要有出处和日期。',
  suggestion: '补上数据来源和截止日期，或者去掉。',
  safe: '',
  find: asserts({
    says: says(
      '业绩(?:优良|优异|突出|稳健|亮眼|出众|靠前)|名列前茅|明星(?:经理|基金|产品)|金牌(?:经理|产品)|五星(?:评级)?基金',
    ),
    unless: /数据来源|截至|银河|晨星/,
  }),
};

const testimonial: Rule = {
  id: 'AB-04',
  category,
  severity: 'require',
  title: '拿别人作证',
  basis: basis(['advertising', '第二十五条'], ['fundMaterial', '第十五条']),
  reason: '不能借买过的人、员工自己来证明产品好。',
  suggestion: '去掉“别人都买了”，让客户看自己的需要。',
  safe: '合不合适要看您自己的用钱安排',
  find: asserts({
    says: says(
      '(?:老客户|很多客户|好多人|很多人|大家|大伙|别人|邻居|同事|客户们?)[^,。!?我您]{0,4}(?:都|抢着|已经|全)[^,。!?]{0,3}(?:买|在买|存|在存|办了|入手|续|说好|推荐|抢)|我(?:自己|家里|爸妈|妈)[^,。!?]{0,2}(?:也|都)(?:买|存|投|办)',
    ),
    when: ({ message, marketing }) =>
      marketing && (investments.has(message.productType) || message.productType === 'insurance'),
  }),
};

export const absoluteRules = [superlative, backing, unsourced, testimonial];
