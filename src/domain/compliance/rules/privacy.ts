import { basis } from '../instruments.ts';
import { asserts, type Found, type Reading, type Rule } from '../rule.ts';
import { says } from '../words.ts';

const category = 'privacy_leak';
const law = basis(['personalData', '第二十八条'], ['commercialBanks', '第二十九条']);
const number =
  '(?!千万(?:别|不|要|记|注|小|当|得|莫|勿))(?:[\\d.,零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]+(?:多|来|余|几)?个?(?:万|w|元|亿)|几(?:十|百|千)?(?:万|亿)|(?:\\d[\\d.,]*|[一二两三四五六七八九十]*[百千万][一二两三四五六七八九十百千]*)(?:多|来)?块)';

// Longest first, so that an id number is not read as a card.
const longNumbers = /(?<!\d)(?:\d{17}[\dx]|\d{13,19}|\d{15}|1[3-9]\d{9})(?!\d)/g;
const ownNumber =
  /(?:我的|联系我|致电|请拨|拨打|咨询电话|热线|网点|客服|回电|客户经理|理财经理|工作|行政)[^,。]{0,8}(?:手机|电话|号码|经理)?[:]?$/;

const identifiers: Rule = {
  id: 'PV-01',
  category,
  severity: 'block',
  title: '证件卡号手机号',
  basis: law,
  reason: '发给客户的话里不能有完整的证件号、卡号和手机号。',
  suggestion: '只留尾号四位。',
  safe: '',
  find: ({ digits, settings }): Found[] =>
    [...digits.text.matchAll(longNumbers)]
      .filter(({ 0: found, index }) => {
        if (settings.hotlines.some((hotline) => found.startsWith(hotline))) return false;
        if (
          /(?:登记|产品|备案|审查|单|编)(?:编)?[码号][:为是]?[a-z]?$/.test(
            digits.text.slice(0, index),
          )
        )
          return false;
        return !(found.length === 11 && ownNumber.test(digits.text.slice(0, index)));
      })
      .map(({ 0: found, index }) => ({
        from: index,
        to: index + found.length,
        in: 'digits' as const,
      })),
};

const productAmount =
  /尾号\d{4}[^。]{0,24}(?:到账|入账|支出|消费|转账)|(?:转账|消费|入账|支出)[^。]{0,20}尾号|起[购存点投]|起点|限额|最高|保额|额度|存款保险|偿付|以内|满减|应还|还款|账单|年费|扣款|手续费|消费|立减|预约|大额(?:现金|取现|存单)|(?:满|达到?)\d+万(?:元)?(?:可|即|以上|就|的)|保费|奖励|柜员|用途|取现/;

const money: Rule = {
  id: 'PV-02',
  category,
  severity: 'block',
  title: '透露客户金额',
  basis: law,
  reason: '短信和微信会被旁人看到，不写客户的余额、资产和金额。',
  suggestion: '去掉金额，只留账户尾号和到期日。',
  safe: '',
  find: asserts({
    evenDenied: true,
    says: new RegExp(
      `(?:您|你|名下|账户|账上|卡里|尾号|户头|余额|资产|持仓|市值|aum)[^。!?]{0,14}?${number}(?!起|以内)|(?:余额|资产|持仓|市值|aum)[^,。!?]{0,6}?[\\d,.]{4,}`,
      'gu',
    ),
    unless: productAmount,
    when: ({ message, view }, { sentence, claim, beforeClaim }) => {
      const told = view.text.slice(claim.from, claim.to);
      if (/您[^,。]{0,3}(?:想|要我|打算|准备|计划|开通|屏幕|共享|申请)/.test(told)) return false;
      if (
        /您(?:刚才|刚刚|之前|上次)?(?:说|问|提(?:到|过|的)|讲)/.test(
          beforeClaim + sentence.slice(0, 8),
        )
      )
        return false;
      if (/最高|可贷|可借|万分之/.test(beforeClaim.slice(-10))) return false;
      if (['loan', 'card'].includes(message.productType) && /还|额度|贷|借|费/.test(sentence))
        return false;
      return !(
        message.channel === 'call' &&
        message.stage === 'reply' &&
        !/账上|卡里|卡上|余额|查到|系统|名下|户头|资产/.test(sentence)
      );
    },
  }),
};

const others: Rule = {
  id: 'PV-03',
  category,
  severity: 'block',
  title: '透露他人信息',
  basis: law,
  reason: '不能说别人的账户，也不能说客户在别家银行的情况。',
  suggestion: '只谈客户本人在本行的事，别的由客户自己说。',
  safe: '您自己的安排由您决定',
  find: asserts(
    {
      says: says(
        '(?:您|你)(?:的)?(?:爱人|先生|太太|老公|老婆|妻子|丈夫|儿子|女儿|孩子|父母|父亲|母亲|爸|妈|爸妈|家人|女婿|儿媳|亲戚|朋友|同事|邻居|老板)[^。!?]{0,8}?(?:在(?:我们|咱们|我)(?:行|这)?|名下|账户|(?:的)?(?:存款|贷款|理财|信用卡|征信|网贷|余额))[^。!?]{0,12}?(?:有|买|存|还|逾期|贷|欠|万|转)',
      ),
      unless: /如果|要是|本人来|愿意|想(?:知道|了解|问|查)|授权/,
    },
    {
      says: says(
        '(?:您|你)(?:的)?(?:爱人|先生|太太|老公|老婆|儿子|女儿|孩子|父母|爸|妈|家人)(?:的)?(?:贷款|信用卡|存款|理财|征信|账户)|(?:隔壁|楼上|同小区|你们单位|您单位|您同事|您朋友)?(?:的)?[\\p{Script=Han}]?(?:王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|马|朱|胡|林|郭|何|高|罗)(?:总|姐|哥|阿姨|叔|老师|先生|女士)[^,。!?]{0,8}?在我(?:这|们|行)[^,。!?]{0,6}(?:买|存|办|投|放)|(?:隔壁|楼上|您同事|您朋友)[^,。!?]{0,6}(?:在我|买了|存了)[^,。]{0,6}(?:万|百)',
      ),
      unless: /保障|教育|规划/,
      when: (_reading, { sentence }) => /在我|逾期|欠|万|您帮|还了|有/.test(sentence),
    },
    {
      says: says(
        '住(?:在)?您?(?:楼上|楼下|隔壁|小区)|您?(?:的)?(?:爱人|朋友|老公|老婆|先生|太太|孩子|儿子|女儿|同事)(?:的)?(?:电话|微信|号码|手机号?)(?:给|发|推|报)我|(?:手机号?|电话)我发您|(?:您的?|客户)资料转给',
      ),
      unless: /同意|愿意/,
    },
    {
      says: says(
        '(?:您|你)[^,。!?]{0,4}?(?:在|放)(?:{bank}|{other})[^。!?]{0,8}?(?:有|还有|存|买|放)[^,。!?]{0,8}(?:\\d|[一二两三四五六七八九十百]+(?:多|来|几)?万|存单|存款|理财|的钱)',
      ),
      unless: /要是|如果|愿意|是不是|有没有/,
    },
  ),
};

const watched: Rule = {
  id: 'PV-04',
  category,
  severity: 'block',
  title: '透露监测或反洗钱',
  basis: basis(['antiMoneyLaundering', '第七条、第三十五条'], ['commercialBanks', '第二十九条']),
  reason: '不能让客户知道流水被看着，也不能透露任何反洗钱、风控的情况。',
  suggestion: '从到期、约定、服务这类正当由头说起，账户受限请客户到柜面。',
  safe: '账户的事请您带证件到网点，柜面会按规定说明',
  find: asserts(
    {
      says: says(
        '(?:看到|发现|查到|注意到|监测到|查了下?|系统(?:里)?(?:提示|显示|监测|预警|看到))(?:了)?(?:您|你|账户)(?:的|最近|上周|上个?月|昨天|这几天|近期|有|账户|卡|名下|们){0,3}[^,。!?]{0,8}?(?:转|取|流水|流出|流向|大额|余额|资金|钱|往|买|消费|异常|到账|少了|动)|(?:您|你)(?:最近|上周|上个?月|昨天|这几天)[^,。!?]{0,4}(?:转走|转出|划走|往(?:他行|外|别)|转了几笔)|(?:系统|后台|大数据)[^,。!?]{0,4}(?:提示|提醒|显示|监测|预警|看到|推送)(?:到|了)?我?(?:您|你|我找)|(?:我)?(?:一)?看(?:了)?(?:您|你)(?:的)?(?:账户|卡|最近|一直|这几个月)[^,。!?]{0,6}(?:空|没|少|动|在看|转)|(?:您|你|账上|账户)[^,。!?]{0,6}(?:一直|[\\d一二三两几半]+个?[月年])[^,。]{0,1}(?:没|未)(?:怎么)?(?:动|用)(?:账|过|户|了|$)|(?:您|你)[^,。!?]{0,4}把(?:钱|资金|存款)[^,。!?]{0,3}(?:转走|转出|取走|挪走|搬走)|(?:看|查|翻)(?:了)?(?:一?下)?(?:您|你)(?:的)?(?:流水|账户|明细|交易)[^。!?]{0,16}(?:转(?:走|到|支|去|他)|别的|往|嫌|少了)|(?:您|你)[^。!?]{0,14}系统里(?:面)?(?:都)?(?:有记录|能看|查得)|账户[^,。]{0,3}(?:怎么)?全?空了',
      ),
      unless:
        /权益|您(?:自己)?说|上次您(?:提|说)|如果|要是|打算|想把|您要把|没问题|没关系|也行|哪天|真要|之前先/,
    },
    {
      says: says(
        '(?:涉嫌|疑似|触发|命中|列入|上了|进了|被)[^,。!?]{0,8}?(?:可疑|反洗钱|风控|黑名单|名单|监控|上报|盯上|关注|预警|调查)|(?:可疑交易|反洗钱(?:调查|系统|监测|核查|排查|预警|中心)|风控(?:拦|冻|系统|部|模型|盯|规则))|(?:那笔|这笔|账户|交易|您)[^,。!?]{0,4}被?(?:上报|盯上|监控)|反洗钱(?:要求|规定)的|反洗钱(?:那边|部门|同事|中心|岗)|您的?情况(?:比较|有点)?可疑|(?:账户|交易|流水|资金)[^,。!?]{0,4}(?:有点|有些|存在)?异常|别走大额|拆(?:成|开)(?:几笔|小额)|分[一二两三四五六\\d几]+(?:天|次|笔)(?:来|取|转|汇|存)(?!款)|化整为零|分(?:几|多)笔(?:转|取)[^,。]{0,6}(?:不|免)',
      ),
      unless: /请拨|反诈|诈骗|如非本人|陌生|谨防|冒充|法规定|这是规定|都一样|防范|识别/,
    },
  ),
};

const sensitive: Rule = {
  id: 'PV-05',
  category,
  severity: 'require',
  title: '提到敏感私事',
  basis: basis(['personalData', '第二十八条']),
  reason: '婚姻、疾病、拆迁这类私事写出来，客户会觉得被打听。',
  suggestion: '去掉私事，只说可以怎样帮到客户。',
  safe: '',
  find: asserts({
    says: says(
      '(?:您|你|知道|听说|得知|恭喜)[^,。!?]{0,6}?(?:离婚|离异|丧偶|守寡|流产|再婚|财产分割|遗产|继承|癌|化疗|肿瘤|抑郁|重病|查出|拆迁款|征地款|赔偿款|抚恤金|中奖|失业|被裁|破产|官司|前妻|前夫)',
    ),
    unless: /如果|要是|愿意|险|保障|法律|公证|资料|材料|服务信托|传承/,
    when: ({ message }) => message.stage === 'opening',
  }),
};

const concentration: Rule = {
  id: 'PV-06',
  category,
  severity: 'require',
  title: '当面说存款总额',
  basis: law,
  reason: '说出客户存了多少，旁人可能听见，先要核实身份。',
  suggestion: '请客户自己说金额，只讲五十万元的规则。',
  safe: '同一家银行的存款本息合计五十万元以内全额偿付',
  find: asserts({
    says: new RegExp(
      `您(?:那|这|的)?${number}[^,。!?]{0,6}(?:都|全)?(?:放|存|在)(?:在)?(?:我们|一家|一个)`,
      'gu',
    ),
    when: (reading: Reading) =>
      reading.message.channel === 'call' && reading.message.stage === 'reply',
  }),
};

export const privacyRules = [identifiers, money, others, watched, sensitive, concentration];
