import { basis } from '../instruments.ts';
import { asserts, type Rule } from '../rule.ts';
import { says } from '../words.ts';

const warning =
  '(?:风险提示|风险揭示|提示|测评|合同|说明书|条款|免责|那(?:句|段|几页)|这(?:句|段|几页)|投资有风险|按规定|例行|双录)';

const cancelledWarning: Rule = {
  id: 'PR-09',
  category: 'promise_return',
  severity: 'block',
  title: '抵消风险提示',
  basis: basis(['advertising', '第二十五条'], ['consumer', '第二十条']),
  reason: '一边提示风险，一边叫客户别当真，等于没有提示。',
  suggestion: '去掉这句，把风险提示讲完整。',
  safe: '风险提示请您看完整，有不明白的地方随时问',
  find: asserts(
    {
      says: says(
        '写给(?:监管|领导|上面|上头|检查|别人|外人|律师|总行)[^,。]{0,3}看的?|走(?:个|一下)?(?:形式|过场|流程)|例行公事|(?:不用|不必|别|甭|无须|无需)(?:太)?(?:往心里去|当真|当回事|当一回事|理会|细看|仔细看|看(?!我|得)|理它|管它|在意|懂)|应付(?:检查|监管|一下)|(?:都是|就是)(?:套话|官话|吓唬人)|忽略(?:就行|即可|就好)',
      ),
      when: (_reading, { sentence }) =>
        /风险|提示|揭示|测评|合同|说明书|条款|免责|规定|双录|监管|领导|买|签/.test(sentence),
    },
    { says: says('(?:走|就是)(?:个|一下)?过场') },
    {
      says: new RegExp(
        `${warning}[^,。!?]{0,8}(?:随便|快速|直接)(?:划|点|签|翻)(?:过|完|掉)`,
        'gu',
      ),
    },
    {
      evenDenied: true,
      says: says(
        '(?:不能|不让|不方便|不好|不准|不便|没法|不可以|不)(?:明|直|直接)?(?:说|写|讲|承诺|宣传|体现)[^。!?]{0,14}?[,。]?(?:但|不过|可|其实|实际|却)[^。!?]{0,6}(?:懂|明白|放心|心里|给到|一样|一个样|从来|都给|哪次|没问题|到手|就是|照样|连本)|懂的都懂|您懂的',
      ),
      unless: /不承诺.{0,6}但.{0,6}(?:风险|谨慎)/,
    },
    {
      says: says(
        '(?:净值型?|改名|名字)[^,。]{0,6}(?:换个?(?:叫法|说法|马甲|名字))|写法(?:改|变|换)了',
      ),
      when: (_reading, { sentence }) => /该多少|照样|没波动|其实|钱|稳/.test(sentence),
    },
  ),
};

export const cancelledWarningRules = [cancelledWarning];
