import { basis } from '../instruments.ts';
import { asserts, type ClaimPlace, type Reading, type Rule } from '../rule.ts';
import { says } from '../words.ts';

const category = 'pressure';

/** Dates of repayment, of fees and of the client's own rights are facts, not a push. */
const ownDeadline =
  /还款|账单|应还|逾期|缴费|年费|证件|身份(?:证|信息)|密码|验证码|挂失|赎回(?:预约|申请|开放)|升级|维护|停(?:止)?服务|反诈|诈骗|核实|募集期|安全/;

function isPush({ message, marketing }: Reading, { sentence }: ClaimPlace): boolean {
  if (!marketing && ownDeadline.test(sentence)) return false;
  const event = /讲座|活动|沙龙|座位|席位|电影|体验课|参观|插花|义诊/.test(sentence);
  return !(event && ['none', 'card'].includes(message.productType));
}

const urgency: Rule = {
  id: 'PS-01',
  category,
  severity: 'block',
  title: '催促抢购',
  basis: basis(['fundMaterial', '第十五条'], ['consumerProtection']),
  reason: '不能用限时、限量、快没了来催客户决定。',
  suggestion: '写清起止日期就够了，不催。',
  safe: '您慢慢看，不着急决定',
  find: asserts(
    {
      says: says(
        '(?:仅剩|只剩|就剩|还剩)(?:最后|不多|今天|[一二三两\\d]|您|一点)|最后(?:的)?(?:[一二两三几\\d]+(?:天|期|批|个?名额|次|小时|席|位)|机会|名额|额度|窗口)|今(?:晚|天|日)(?:[^,。]{0,4})(?:截止|就没|下架|失效|关闭|收回)|手慢(?:无|没)|(?:速|快|疯|开)抢|秒(?:杀|光|空)|欲购从速|先到先得|限时(?:抢|秒|特|疯)|售完(?:即止|为止)|送完(?:即止|为止)|错过(?:就|再|可|今天|这|等|不候|可惜|后悔)|过了(?:这(?:个)?(?:村|期|店)|就给别人)|机不可失|时不再来|晚(?:一步|了|来)[^,。]{0,2}(?:没|拍大腿|后悔)|再(?:想|拖|等|犹豫|考虑)[^,。]{0,4}(?:就|没|来不及|晚了)|犹豫(?:就|什么|啥)|(?:还|别再|您)(?:考虑|等|犹豫)(?:什么|啥)(?:呢)?|上车(?:要|吧|了|趁)|速领|逾时|抢着买|(?:名额|额度)(?:有限|紧张|不多|告急|紧俏)|数量(?:不多|有限)|内部(?:额度|名额|份额)|停售|(?:马上|即将|很快|快要?)(?:没了|停了|下架|涨价|降了|结束|截止|起飞)|(?:别怨|别怪)我没(?:提醒|说)|就亏(?:大)?(?:利息|钱|了)|亏大了',
      ),
      when: isPush,
    },
    {
      says: says(
        '(?:赶紧|赶快|抓紧|尽快|尽早|马上|立刻|趁早|赶着|速速?|即刻|火速)[^,。!?]{0,4}(?:{buy}|挪|行动|联系我)',
      ),
      unless: ownDeadline,
      when: (reading, place) =>
        isPush(reading, place) && !/给您|回复您|处理|解决|核实/.test(place.clause),
    },
    {
      evenDenied: true,
      says: says(
        '(?:今天|今晚|现在|这次|再)(?:您)?(?:要是)?不(?:{buy})[^。!?]{0,8}?(?:就|没|真|可|明天|亏|后悔)|今天(?:必须|一定要|务必|非)[^,。!?]{0,4}(?:{buy}|定)',
      ),
      unless: /不(?:办|买|存|签|定)(?:也)?(?:没关系|没事|可以|行|不要紧)|存款保险|活期/,
      when: isPush,
    },
  ),
};

const threat: Rule = {
  id: 'PS-02',
  category,
  severity: 'block',
  title: '威胁或搭售',
  basis: basis(['consumerProtection'], ['commercialBanks', '第四十七条']),
  reason: '不能拿额度、征信、审批来逼客户买，也不能搭着卖。',
  suggestion: '去掉后果的话；两项业务各办各的。',
  safe: '办不办由您决定，不影响其他业务',
  find: asserts(
    {
      evenDenied: true,
      says: says(
        '(?:不(?:办|买|存|配合|签|分期|转)|否则|要不然|不然的话|再不)[^。!?]{0,14}?(?:降额|(?:额度|等级|利率)[^,。!?]{0,4}(?:降|取消|收回|上浮)|影响(?:您的)?(?:征信|信用|额度|贷款|审批)|冻结|降级|取消(?:您的)?(?:额度|资格|权益)|收回额度|批不下来|不给批|通不过)',
      ),
      unless: /还款|逾期|欠款|证件|身份信息|不影响|没关系/,
    },
    {
      evenDenied: true,
      says: says(
        '(?:贷款|审批|放款|批贷|额度)[^。!?]{0,10}?(?:得先|必须|要先|需要?搭|需先|先得|得配|要配|搭配|捆绑)[^,。!?]{0,4}(?:买|配|办|存|保险|理财|基金)|(?:买|配|存|办)[^,。!?]{1,8}(?:批得快|才(?:给|能)批|才能(?:贷|放)|审批(?:就|更)?(?:快|容易))',
      ),
      unless: /不(?:用|需要|必|得|影响)/,
    },
  ),
};

const begging: Rule = {
  id: 'PS-03',
  category,
  severity: 'block',
  title: '拿任务求人',
  basis: basis(['house'], ['commercialBanks', '第四十七条']),
  reason: '银行的任务不是客户的理由，冲时点存款也不允许。',
  suggestion: '从客户的需要说起，不提任务和业绩。',
  safe: '存不存、买不买由您决定',
  find: asserts({
    says: says(
      '帮(?:帮忙|个忙|我(?:个忙|冲|完成|凑|救|撑|顶|存|买|一下|一把))|冲(?:业绩|任务|指标|时点|月末|季末|考核)|(?:就|还)?差(?:您)?(?:这|最后|[一二三两\\d]+)(?:一)?[笔单户万个](?!错)|(?:任务|指标|业绩|kpi|考核)[^,。!?]{0,6}(?:没完成|差|压|死|完不成|重|紧|就靠|够不上)|(?:死|硬)任务|下了[^,。]{0,2}任务|(?:行长|领导)[^,。!?]{0,4}(?:催|逼|骂|压|下了)|(?:支持|成全|帮衬|照顾)(?:一下)?我(?:的)?(?:工作|业绩|任务|们|一下)|存(?:个|一)(?:晚|夜|天)(?:就|$)|过(?:个)?夜(?:就|资金)|求(?:您|求)(?:了|帮|买|存)',
    ),
    unless: /我(?:来)?帮|业绩比较|过往业绩|业绩报酬|帮您/,
  }),
};

export const pressureRules = [urgency, threat, begging];
