import { basis } from '../instruments.ts';
import { asserts, type ClaimPlace, type Reading, type Rule } from '../rule.ts';
import { says } from '../words.ts';
import { impliedRivalry } from './indirect-hints.ts';
import {
  impliedBetter,
  impliedDisparaging,
  impliedOutdated,
  impliedSame,
} from './indirect-praise.ts';

const law = basis(['networkMarketing', '第十条第四项'], ['house']);

/** Two deposits may be compared with each other: both have a printed rate. */
function notAmongDeposits({ message }: Reading, { sentence }: ClaimPlace): boolean {
  if (/理财|基金|债基|保险(?!条例)|年金|信托|黄金|固收|这[款只支]/.test(sentence)) return true;
  if (message.productType === 'deposit' || message.productType === 'loan') return false;
  return !(message.productType === 'none' && /大额存单|国债|[年月]期/.test(sentence));
}

const better: Rule = {
  id: 'CM-01',
  category: 'misleading_comparison',
  severity: 'block',
  title: '与存款比高低',
  basis: law,
  reason: '不能拿不保本的产品跟存款比收益高低。',
  suggestion: '只讲两类东西的区别：受不受存款保险保障、能不能提前支取、会不会亏。',
  safe: '它和存款是两类东西，不能比高低',
  find: asserts(
    {
      says: says(
        '(?:比|较|超过|高出|高过|高于|胜过|好过|强过|跑赢|秒杀|碾压|完胜|吊打|甩)(?:了|开)?(?:银行|现在|咱们|您|那|普通|您的|把钱放)?(?:的)?(?:{deposit}|存银行|存[一二三四五\\d]年|放银行|银行利息)[^,。!?]{0,8}?(?:高|强|划算|好|多|香|合适|值|赚|实惠|厚|灵活|几条街|倍|一大?截|$)|(?:完胜|秒杀|碾压|吊打|跑赢)(?:了)?(?:存银行|{deposit}|通胀)|(?:是|顶|抵|等于|相当于|赶得上)(?:存银行|{deposit}|存[一二三五\\d]年)[^,。!?]{0,6}?(?:倍|利息|一年|几年)|(?:活期|定期|存款|存银行|定存)(?:才|只有|就|也就)[^,。!?]{0,3}\\d[^。!?]{0,12}(?:多|高|强|翻|轻松|这[个款])|(?:存款|存银行|定期|活期)[^,。!?]{0,4}(?:跑不赢|赶不上|抵不过|输给)|比存钱(?:强|好|划算|高)|(?:存银行|{deposit})[^,。!?]{0,4}?的?[一二两三四五\\d.]+倍',
      ),
      unless:
        /提前支取|起点高|起存|跑赢通胀.{0,4}(?:不|难)|比[^,。]{0,6}(?:风险|波动|麻烦|慢)|风险(?:高|大|也)/,
      when: notAmongDeposits,
    },
    {
      says: says(
        '(?:存银行|存定期|存活期|{deposit})[^,。!?]{0,6}?(?:不如|亏了?|划不来|不划算|吃亏|没意思|傻|落伍)|(?:放活期|存定期|光存定期|光存)[^,。!?]{0,5}(?:亏|吃光|贬值|傻|白白)|(?:还贷|存款|国债|买房|存着|那)[^,。!?]{0,6}不如(?:拿去)?买(?:我们|这|理财|基金|保险|黄金)|不如买(?:理财|基金|保险)|国债有什么好|买理财[^。!?]{0,3}高多|还不如这[个款]|别(?:再)?存(?:定期|银行|活期)|还(?:在)?存(?:定期|银行|活期|款)(?:的|呢|干|啊|\\?|$)|(?:定存|定期|存款|活期)(?:那|这)?(?:点|么点)(?:利|利息|收益)',
      ),
      unless: /提前支取|本人|丢失/,
      when: (reading, place) =>
        notAmongDeposits(reading, place) &&
        (reading.message.productType !== 'none' ||
          /理财|基金|保险|这[款只个]|黄金|亏|吃光|白白/.test(place.sentence)),
    },
    {
      says: says(
        '多出来的[^,。!?]{0,3}够|差的钱够|利差一眼|收益高[一两几]?[档截倍]|(?:收益|利息)更(?:高|多|好|香)|把(?:您的?|那笔)?(?:定期|存款|存单)[^,。!?]{0,3}(?:挪|转|换|搬)(?:到|成|进|过)(?:这|它|来)|拿(?:的|着)却?是?理财的(?:钱|收益)',
      ),
      when: notAmongDeposits,
    },
    ...impliedBetter,
    ...impliedOutdated,
    ...impliedRivalry,
  ),
};

const same: Rule = {
  id: 'CM-03',
  category: 'misleading_comparison',
  severity: 'block',
  title: '说成跟存款一样',
  basis: basis(
    ['wealthSales', '第二十五条第三项'],
    ['agencySales'],
    ['networkMarketing', '第十条'],
  ),
  reason: '理财、基金、信托不是存款，不能说成存款或存款的替代。',
  suggestion: '写明“非存款，不受存款保险保障”。',
  safe: '它不是存款，不受存款保险保障',
  find: asserts(
    {
      says: says(
        '(?:跟|和|同|与|像|如同|似)(?:银行|您的?|原来的?|那张|咱们|放)?[^,。!?]{0,4}?(?:{deposit}|存银行|存钱|零存整取|国债|它)(?:里)?[^,。!?不]{0,4}?(?:一样|差不多|没区别|没(?:有)?(?:什么|啥)?(?:区别|差别|两样)|没(?:啥|什么|有)?差(?:别)?|无差|一码事|差不离|一个(?:样|道理|级别)|一回事|一个意思|同样|类似|般|似的|划等号)|(?:存款|定期|活期|定存)(?:的)?(?:平替|替代品?|升级版|加强版|plus|换(?:了)?个?(?:马甲|名字|叫法|说法))|(?:类|准|替代)存款|当(?:存款|定期|活期)(?:放|买|存|用|拿)?|(?:就是|等于|等同于?|其实是|相当于|理解成|看成|看作|算是)(?:一种|一个|您的|银行)?(?:存款|定期|活期|定存)(?!保险|以外)|(?:利息|收益)高(?:一)?[点些]的(?:定期|存款|存单|活期)|(?:这款|那款)?理财也一样|随(?:用|取)(?:随)?(?:用|取)[^,。]{0,2}(?:活期|存款)',
      ),
      unless: /还是当|还是别的|分红|承诺/,
      when: (reading, place) => {
        const { productType } = reading.message;
        if (productType === 'insurance') return false;
        if (/理财|基金|债基|保险(?!条例)|年金|信托|黄金|固收|这[款只支]/.test(place.sentence))
          return true;
        return productType !== 'deposit' && productType !== 'loan' && productType !== 'card';
      },
    },
    ...impliedSame,
  ),
};

const disparaging: Rule = {
  id: 'CM-04',
  category: 'disparage_competitor',
  severity: 'block',
  title: '贬损同业',
  basis: basis(['advertising', '第十三条']),
  reason: '不能说别的银行、公司和平台的坏话。',
  suggestion: '只讲自己，或请客户看公示和存款保险规则自己比。',
  safe: '别家怎么样我不评价，您看公示自己比',
  find: asserts(
    {
      says: says(
        '(?:{other}|{bank}|网上那些[^,。]{0,6})[^。!?]{0,16}?(?:不(?:太)?(?:安全|保险|靠谱|稳当?|行(?!业)|地道|正规)|要倒|倒闭|会倒|倒了|跑路|骗|坑|套路|[暴爆]雷|出事|撑不住|快不行|(?:取|拿|提)不(?:出|回)|不良|缺钱|虚的|玩虚|忽悠|收不回|猫腻|黑心|黑得|挤牙膏|能不能拿回|差劲|不如(?:我们|咱们|我行)|哪有(?:我们|咱们)|有问题|风险(?:大|高)|没保障|敢信|乱来|服务差|一塌糊涂|违规|挨罚|被罚|没法比|比不[了上]|猴年马月|挤兑|出过(?:事|问题|风险|乱子)|说不准|难说|差远了|差(?:得|太)(?:远|多)|给不了(?:您)?(?:这|那)|被接管|(?:指不定|说不定|搞不好|没准|哪天|迟早|早晚)[^,。!?]{0,6}(?:没了|倒|黄了|关门|出事|完蛋)|网点少|更狠|跌得更|悬|没诚意|热乎头|靠关系)',
      ),
      unless: /诈骗|骗子|反诈|冒充|不法分子|不评价|没有数据|别答应/,
      when: (_reading, { clause, beforeClaim }) =>
        !/(?:存款|您)(?:要|的)?$/.test(beforeClaim) && !/不乱说/.test(clause),
    },
    {
      says: says('(?:敢|也敢)(?:碰|放|存|买)[^。!?]{0,4}|早晚[暴爆]雷'),
      when: (_reading, { sentence, beforeClaim }) =>
        /村镇|小银行|网上|平台|那家|别家|某/.test(beforeClaim + sentence),
    },
    {
      says: says('亏了您?(?:找谁|上哪)[^,。]{0,3}'),
      when: (_reading, { beforeClaim }) => says('{bank}|{other}').test(beforeClaim),
    },
    {
      says: says(
        '还是(?:我行|我们|咱们)[^,。!?]{0,3}(?:靠谱|安全|稳|放心|好|强)|哪有(?:我们|咱们|我行|这)[^,。]{0,3}(?:稳|好|靠谱|安全|待遇|条件)|(?:也)?比(?:别家|他们|那家|别的银行|对门)[^,。!?]{0,3}(?:强|好|稳|靠谱|安全|高)|(?:柜台|我们这儿|我行)买的才(?:安全|放心)|(?:网上|线上|网络)的?(?:都)?不(?:靠谱|安全|正规)',
      ),
      evenDenied: true,
    },
    {
      says: says('(?:指不定|说不定|搞不好|没准|迟早|早晚)[^,。!?]{0,6}(?:没了|倒|黄了|关门|完蛋)'),
      when: ({ view }, { claim }) =>
        /银行|小行|那家|别家|网商|微众|平台/.test(
          view.text.slice(Math.max(0, claim.from - 40), claim.from),
        ),
    },
    {
      says: says('多少人(?:取|拿|提)不出'),
    },
    {
      says: says('能不能拿回来'),
      evenDenied: true,
      when: (_reading, { beforeClaim }) => /那种地方|那家|人家|别家|那边/.test(beforeClaim),
    },
    ...impliedDisparaging,
  ),
};

export const comparisonRules = [better, same, disparaging];
