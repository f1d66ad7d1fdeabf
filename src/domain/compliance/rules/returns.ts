import { basis } from '../instruments.ts';
import { asserts, type ClaimPlace, type Reading, type Rule, speaksOfDeposit } from '../rule.ts';
import { says } from '../words.ts';
import { bareFigures } from './indirect-figures.ts';
import { toldRecords } from './indirect-promises.ts';

const category = 'promise_return';
const ownRates = new Set(['deposit', 'loan', 'card']);
const suggestion = '去掉收益数字，请客户看说明书；短信里放不下依据和提示，就一个数字也不写。';
const safe = '收益情况以产品说明书为准';

function speaksOfInvestment(reading: Reading, place: ClaimPlace): boolean {
  if (speaksOfDeposit(reading, place) || /单利/.test(place.clause)) return false;
  if (/贷款|贷|分期|借款|利率\(单利\)/.test(place.sentence) && !/理财|基金/.test(place.sentence))
    return false;
  const investment = /理财|基金|保险|年金|信托|黄金|积存金|固收/.test(place.sentence);
  if (
    !investment &&
    /定期|存款|大额存单|国债/.test(place.sentence) &&
    /公示|挂牌|公告/.test(place.sentence)
  )
    return false;
  return investment || !ownRates.has(reading.message.productType);
}

const pastOrBenchmark =
  /业绩比较基准|近(?:\d|一|两|三|半|七)|过去|去年|20\d\d年|成立以来|历史|过往|季报|年报|(?:7|七)日年化/;

const floorRate: Rule = {
  id: 'PR-05',
  category,
  severity: 'block',
  title: '写收益数字',
  basis: basis(['wealthSales', '第二十五条第三项'], ['fundSales', '第二十四条']),
  reason: '不保证收益的产品写出收益数字，客户会当成承诺。',
  suggestion,
  safe,
  find: asserts(
    {
      says: says(
        '(?:到期|一年|每年|给您|能给|能有|能拿|拿到手)[^,。!?费]{0,6}?{rate}|(?:年化|收益)[^,。!?]{0,3}[\\d一二三四五六七八九伍陆]点|(?:可获|获利|可得|能得|能赚|净赚|多赚)(?:利息|收益|到)?[^,。!?]{0,3}[\\d,.]+(?:元|块|万)|不会?比{rate}(?:少|低)|(?:年化|收益|利率|回报|票息|复利|利息|到手)[^,。!?]{0,8}?{rate}|(?:年化|收益率?|利率|回报)[^,。!?\\d]{0,4}\\d+(?:\\.\\d+)?(?:以上|打底|起步|往上|左右|保底)|{rate}[^,。!?]{0,4}?(?:以上|起步?|打底|往上|上下|左右|出头|保底|的?(?:年化|收益|回报|复利))|(?:不低于|至少|稳拿|最少|起码|保守估计|保守)[^,。!?]{0,3}?{rate}',
      ),
      unless: /管理费|手续费|申购费|费率|托管费|赎回费|提前支取|浮动管理/,
      when: (reading, place) =>
        speaksOfInvestment(reading, place) &&
        !pastOrBenchmark.test(place.clause) &&
        !(
          reading.message.productType === 'structured_deposit' &&
          /最低|最高|区间|浮动|可能/.test(place.sentence)
        ) &&
        !/国债/.test(place.sentence),
    },
    {
      says: says('收益[^,。!?]{0,4}(?:[一二三四五六七八九两]个点|[一二三四五六七八九两]成)'),
      when: speaksOfInvestment,
    },
    ...bareFigures,
  ),
};

const forecast: Rule = {
  id: 'PR-06',
  category,
  severity: 'block',
  title: '预测收益',
  basis: basis(['wealthSales', '第二十五条第三项'], ['networkMarketing', '第十条']),
  reason: '不能预测收益，也不能说价格一定会涨。',
  suggestion: '不替市场说话：去掉预测，只讲规则和客户的用钱安排。',
  safe: '市场涨跌无法预知',
  find: asserts(
    {
      says: says('(?:预期|预计|预估|目标|测算)(?:的)?(?:年化)?(?:的)?(?:收益|回报)率?'),
      unless: /预期风险|构成.{0,4}预测/,
      when: speaksOfInvestment,
    },
    {
      says: says(
        '必涨|大涨|暴涨|起飞|翻(?:倍|番|一番)|(?:照|按)这(?:个)?(?:势头|行情|走势|速度)|(?:还会|还能|还要|还得|会|要|肯定|必然|继续|接着|势必|马上)(?:再|大幅?|继续|往上)?(?:涨|上涨|走高|破新高|创新高|突破)(?!跌)|(?:破|创)新高|(?:再|能|还)赚(?:[一二三两四五六七八九]成|\\d+)|涨到\\d|抄底|底部(?:已|了)|牛市(?:来|要|已)|(?:这|新一)?(?:波|轮)行情(?!谁)|高位接盘|(?:未来|后市|下半年|明年|下一步)[^,。!?]{0,4}(?:有望|可期|看好|大概率|会更)|入手正当时|正当时|正是(?:买入|布局|上车)|(?:年年|一直|都|总)(?:在)?(?:往上)?涨(?!跌|价的)|赶在[^,。!?]{0,3}涨|(?:反弹|上涨|牛市|拐点)[^,。!?]{0,3}(?:确认|确立|启动|开启|来了|已到)|仓位加|布局良机|黄金坑|涨到[^,。!?]{0,3}点|一路(?:飙|上)(?:升|涨)',
      ),
      unless:
        /还是跌|才(?:刚|能|够)|涨多少|跌多少|不能(?:跟|向)?您?保证|谁也|没人|没有人|不好说|会涨会跌|有涨有跌|可能.{0,6}也可能|不敢|吗|说不准|判断不了|拿不准|预测不了|风险|也会跌|可能(?:还)?会跌|没有定论|我不建议|别追|是不是底/,
    },
    {
      says: says(
        '(?:美元|房价|股市|汇率|金价|大盘|a股|市场|行情|经济)[^,。!?]{0,4}(?:要|还要|迟早|早晚|肯定|马上|还会|准|一定)(?:要|会)?(?:大)?(?:跌|涨|崩|降|好转|反弹)|(?:以后|往后|将来|再往后|后面)[^,。!?]{0,3}(?:还(?:要|会|得)|只会|肯定)(?:更)?(?:低|降|跌|涨|高)|越(?:低|跌)越(?:要|该)买|按这个走[^。!?]{0,8}(?:就有|能有)',
      ),
      unless: /说不准|不好说|谁也|不敢|没人|判断不了|没有人|预测不了|吗|拿不准|不替|还是/,
    },
    {
      says: says(
        '(?:利率|利息)[^,。!?]{0,6}?(?:铁定|肯定|一定|还得|必然|马上|又要)[^,。!?]{0,3}(?:降|跌|下调)',
      ),
      unless: /说不准|不好说|谁也|不敢/,
    },
  ),
};

const benchmark: Rule = {
  id: 'PR-07',
  category,
  severity: 'block',
  title: '单独写比较基准',
  basis: basis(['wealthSales', '第二十五条第三项']),
  reason: '业绩比较基准要连同依据一起写，并写明不构成承诺。',
  suggestion: '写全依据和“不构成承诺”，放不下就不写这个数。',
  safe,
  find: (reading) => {
    const { text } = reading.view;
    const told =
      /不(?:构成|代表|等于|是)[^。]{0,8}(?:承诺|保证|实际收益)/.test(text) &&
      /依据|测算|挂钩|按[^。]{0,14}(?:加权|计算|编制|指数)|调整/.test(text);
    const number = asserts({
      unless: /同期业绩比较基准|同期(?:比较)?基准/,
      says: says('(?:业绩比较基准|比较基准|业绩基准|基准)[^,。!?]{0,8}?{rate}'),
    });
    return told || /基准(?:利率|日)/.test(text) ? [] : number(reading);
  },
};

const trackRecord: Rule = {
  id: 'PR-08',
  category,
  severity: 'block',
  title: '拿过往当保证',
  basis: basis(['pastResults'], ['wealthSales', '第二十五条第三项']),
  reason: '过去没亏过不等于以后不亏，不能拿来作保证。',
  suggestion: '去掉战绩；要提过往业绩，写明区间并附提示语。',
  safe: '过往业绩不代表其未来表现',
  find: asserts(
    {
      says: says(
        '(?:每期|期期|历史上|从来|一直|历年|向来|连续[^,。]{1,4}[年期]|[几\\d一二三四五六七八九十两]+多?期|成立以来|这么多年|哪次|次次|回回)[^,。!?]{0,10}?(?:兑付|达标|没亏|零违约|正收益|没跌|没出过|赚|跑赢|给到|做到|拿到|连本带)',
      ),
    },
    {
      says: says(
        '(?:从来?|一[次回])(?:都|也|就)?没有?(?:让[^,。]{0,4})?(?:亏|跌|违约|出过|赔|拿不回来)|从(?:未|没)(?:有过?)?(?:亏|跌|违约|出过|拿不回)|零(?:违约|逾期|亏损|暴雷|兑付风险)|(?:晒|截图|战绩)[^,。]{0,6}(?:收益|盈利|赚)|足额兑付|[零无]回撤|(?:从不|从没|没有过?)回撤|回撤(?:为|是|等于|约等于)(?:零|0)|没(?:见|听说)(?:过)?(?:一个|有)?(?:人|客户)[^,。!?]{0,3}亏|(?:曲线|净值)[^,。!?]{0,4}(?:一路|一直|只|持续)(?:向上|往上|涨|走高)|(?:客户|朋友|同事|他们)[^。!?]{0,14}都?(?:赚|挣)(?:了|到)[^,。!?]{0,3}[\\d一二三四五六七八九十两几百千万]|没(?:有)?(?:掉|跌|降)(?:下来|下去)?过|(?:每次|次次|回回|实际|历来)[^,。!?]{0,6}(?:兑现|按高|给到?的|拿到|兑付|做到|没问题)|(?:兑付|到期)[^,。!?]{0,4}(?:一直|从来|都)(?:没(?:出过|有)?问题|没出过)|到期从没有|(?<!您)没(?:有)?(?:亏|赔)过(?:钱|本)?(?!吗)|(?:经手|我卖|我管|我做|我带|买过)的?[^,。!?]{0,6}都(?:挣|赚|说好|回本)',
      ),
      unless: /净值型之前/,
    },
    ...toldRecords,
  ),
};

const depositRate: Rule = {
  id: 'PR-10',
  category,
  severity: 'block',
  title: '高于公示利率',
  basis: basis(['commercialBanks', '第四十七条']),
  reason: '存款利率以公示为准，不能私下加、贴、补。',
  suggestion: '只写公示利率和“以当日公示为准”。',
  safe: '利率以我行当日公示为准',
  find: asserts({
    wide: true,
    says: says(
      '(?:给您|帮您|跟行长|跟领导|额外|私下|单独|再|我)[^,。!?]{0,6}?(?:加|上浮|多给|贴|补|申请)[^,。!?]{0,5}?(?:{rate}|\\d*\\.?\\d*(?:个)?点|利率|利息|贴息)|(?:比|高于|高过)(?:挂牌|公示|柜面)[^,。!?]{0,4}(?:高|利率)|保底再加|贴息(?!政策)|补息|利息之外[^,。]{0,6}(?:补|给)|(?:我|行里|行长|领导)(?:这边)?(?:能|可以|帮您)?(?:做|谈|申请|争取|给)(?:到|个)[^,。!?]{0,3}\\d|(?:利率|利息)[^,。!?]{0,8}(?:往上(?:调|浮|谈|走)|单独(?:调|给)|按高的|给您调高|提一提)|利率[^,。!?]{0,10}(?:往上|申请|争取|多给)[^,。!?]{0,3}\\d|(?:公示|挂牌|挂出来)[^,。!?]{0,6}(?:往上|高(?:一|点|些)|上浮|再加)',
    ),
    unless: /贴息政策|财政贴息/,
    when: (reading) => !['loan', 'card', 'insurance'].includes(reading.message.productType),
  }),
};

const insuredDeposit: Rule = {
  id: 'PR-11',
  category,
  severity: 'block',
  title: '说错存款保险',
  basis: basis(['depositInsurance', '第五条']),
  reason: '存款保险只保存款，同一家银行本息合计五十万元以内全额偿付。',
  suggestion: '照条例写：同一家银行存款本息合计50万元以内全额偿付。',
  safe: '存款保险对同一家银行的存款本息合计50万元以内全额偿付',
  find: asserts(
    {
      says: says(
        '(?:理财|基金|年金|增额|信托|黄金|积存金|债券|分红险)[^,。!?不]{0,8}?(?:受|有|享)[^,。]{0,4}(?:存款保险|国家)[^,。]{0,4}(?:保|赔)',
      ),
    },
    {
      says: says(
        '(?:多少|再多|几百万|不限|无上限|全部)[^,。!?]{0,6}(?:都|全)(?:保|赔)(?!险)|(?:国家|存款保险)(?:全赔|全保|兜底|都赔)',
      ),
      unless: /50万/,
    },
  ),
};

export const returnRules = [
  floorRate,
  forecast,
  benchmark,
  trackRecord,
  depositRate,
  insuredDeposit,
];
