/**
 * Words that mean the same in a claim. Claims are composed from them, so that a new way of saying
 * `certain` reaches every promise at once. Texts are normalised: half width, lower case, simplified.
 */
const classes: Record<string, string> = {
  certain:
    '一定|肯定|绝对|必然|必定|百分之?百|100%|十成|铁定|稳稳|妥妥|保证|笃定|担保|确保|准保|保准|管保|包管|毫无疑问|板上钉钉|注定|闭[着上]?眼|打包票|不用怀疑|基本跑不了|迟早|早晚|最后(?:都)?(?:会|能)?是?',
  gain: '赚|挣|盈利|获利|回本|回血|涨|正收益|增值|翻[倍番]|见钱|有着落|达标|解套|反弹|升值|进账|多拿|值钱|拿满|拿到(?:收益|利|最高档|高档)|有(?:得赚|收益|赚头)|到手|兑现',
  loss: '亏|赔|跌|损失|亏损|亏本|亏钱|蚀本|折本|打水漂|缩水|本金损失',
  capital: '本金|本儿|老本|本钱|本息|投的钱|投进去的钱|放进(?:来|去)的钱',
  nonDeposit:
    '理财|基金|债基|保险|年金|增额|分红险|寿险|信托|黄金|积存金|贵金属|固收|净值|资管|私募|股票|债券|债市|纯债|产品|这[款只支个]',
  deposit: '存款|定期|定存|大额存单|存单|活期|通知存款|国债|储蓄',
  rate: '\\d+(?:\\.\\d+)?(?:%|个(?:多|半)?(?:百分)?点|厘\\d?|分利|个基点)',
  buy: '买|购|认购|申购|入手|下单|上车|办理?|存|投|签|锁定?|转(?:过?来|进来|入)|参与|配置|拿下|领|抢',
  us: '我们|我行|本行|咱们?|我这(?:儿|里|边)?',
  regulator:
    '监管(?:部门|机构|层)?|银保监会?|金管局|金融监管总局|央行|人民银行|人行|证监会|国家|政府|官方',
  bank: '[a-z某×]{1,3}银?行|招行|工行|农行|建行|中行|交行|邮储|浦发|民生|兴业|中信|光大|平安|广发|华夏|农商行?|农信社|信用社|城商行|村镇银行|民营银行|互联网银行|网商|微众|余额宝|支付宝|某宝|某行|券商|第三方',
  other:
    '他们|您那(?:家|个)?(?:小)?银行|您那小银行|那家|那边|那种地方|那行|别家|别的(?:银行|家)|其他银行|他行|小银行|对门|对面|隔壁|人家|同业|外面(?:的|那些)?|网上(?:的|那些)|那些平台|别的行',
};

/** A claim's pattern: `{certain}` stands for any word of that class. */
export function says(source: string): RegExp {
  const whole = source.replace(/\{([a-zA-Z]+)\}/g, (_all, name: string) => {
    const words = classes[name];
    if (words === undefined) throw new Error(`no class of words is called ${name}`);
    return `(?:${words})`;
  });
  return new RegExp(whole, 'gu');
}
