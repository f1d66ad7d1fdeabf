import { basis } from '../instruments.ts';
import type { Reading, Rule } from '../rule.ts';

const category = 'missing_risk_warning';

const risk =
  /(?<!没|无|零|0|不存在|没有|毫无)(?:有(?:一定|投资|市场|亏损)?(?:的)?风险|存在(?:一定)?(?:的)?风险|风险(?:自担|由您))|(?:可能|会|有可能)[^,。]{0,4}(?:亏|损失|跌)|不保(?:证)?(?:本|收益|盈利)|非保本|亏损(?:的)?(?:风险|可能|准备)|(?:净值|价格|金价)[^,。]{0,4}(?:波动|涨跌|有涨有跌|有升有降)/;
const caution = /谨慎|慎重|审慎/;
const notDeposit =
  /非存款|不是(?:银行|长期|定期)?存(?:款|钱|折|单)|不是利息|没有利息|不等于存款|不同于(?:一般|普通|银行)?存款|与(?:一般|普通|银行)?存款不同|跟存款不(?:同|一样)|区别于(?:一般|普通)?存款|不受存款保险|性质不同/;

/** A line of a conversation that neither names nor praises a product needs no warning beside it. */
const praises =
  /收益|年化|净值|利率|利息|分红|红利|回报|赚|基准|在售|推荐|介绍|适合|起购|起投|起存|划算|保额|保障|额度|买点|配点|试试|了解一下|看看这|这[款只支]|可办|开放|起息|开售|上新|热销|新发|怎么样|感兴趣|理财|基金|债基|保险|年金|险|教育金|积存金|黄金|金条|结构性存款|贷|借|息|债券|信托|产品/;

function lacks(products: readonly string[], told: (text: string) => boolean): Rule['find'] {
  return ({ marketing, message, view }: Reading) => {
    if (!marketing || !products.includes(message.productType)) return [];
    if (message.stage === 'reply' && !praises.test(view.text)) return [];
    return told(view.text) ? [] : [null];
  };
}

const shared = {
  category,
  severity: 'require',
  safe: '',
} as const;

const wealth: Rule = {
  ...shared,
  id: 'RW-01',
  title: '缺理财风险提示',
  basis: basis(['advertising', '第二十五条'], ['wealthSales']),
  reason: '介绍理财要有风险提示。',
  suggestion: '加“理财非存款，产品有风险，投资须谨慎”。',
  find: lacks(
    ['wealth', 'trust', 'bond'],
    (text) =>
      /国债/.test(text) || (risk.test(text) && (caution.test(text) || notDeposit.test(text))),
  ),
};

const results = /(?:涨|增长|收益|回报|年化|上涨|盈利)[^,。!?]{0,6}\d+(?:\.\d+)?%|\d+(?:\.\d+)?%/;
const pastIsPast = /过往业绩[^。]{0,6}不|历史业绩[^。]{0,6}不|不(?:代表|预示)[^。]{0,4}未来/;

const fund: Rule = {
  ...shared,
  id: 'RW-02',
  title: '缺基金风险提示',
  basis: basis(['advertising', '第二十五条'], ['fundMaterial', '第六条']),
  reason: '介绍基金要有风险提示；写了业绩，还要写过往业绩不预示未来。',
  suggestion: '加“基金有风险，投资须谨慎”，有业绩再加“过往业绩不预示未来表现”。',
  find: ({ marketing, message, view }) => {
    if (!marketing || !['fund', 'wealth'].includes(message.productType)) return [];
    const { text } = view;
    if (message.stage === 'reply' && !praises.test(text)) return [];
    const showsResults =
      results.test(text) &&
      /近|过去|去年|20\d\d年|成立以来|历史|今年/.test(text) &&
      !/业绩比较基准|回撤|跌/.test(text);
    const warned = risk.test(text) && (caution.test(text) || notDeposit.test(text));
    if (message.productType === 'fund' && !warned) return [null];
    return showsResults && !pastIsPast.test(text) ? [null] : [];
  },
};

const insuranceFacts = [
  /承保|保险公司|(?:(?:这|它|就)是|写的是)保险|投保单|保险合同|人寿|财险|养老保险股份|代理销售|代销/,
  notDeposit,
  /犹豫期/,
  /退保|早退|没交满|退会(?:少|亏|损)|现金价值/,
  /以(?:保险)?(?:合同|条款)为准|保险条款|免责/,
  /分红[^,。]{0,6}不(?:确定|保证)|红利[^,。]{0,6}不(?:确定|保证)|利益不(?:确定|保证)/,
];

const insurance: Rule = {
  ...shared,
  id: 'RW-03',
  title: '缺保险要素',
  basis: basis(['agencyInsurance']),
  reason: '介绍保险要说清谁承保、不是存款、退保会有损失、以合同为准。',
  suggestion: '加“保险产品由保险公司承保，不是存款，退保可能有损失，以合同为准”。',
  find: (reading) =>
    lacks(['insurance'], (text) => {
      const told = insuranceFacts.filter((fact) => fact.test(text)).length;
      return told >= (reading.message.stage === 'reply' ? 1 : 2);
    })(reading),
};

const gold: Rule = {
  ...shared,
  id: 'RW-04',
  title: '缺黄金风险提示',
  basis: basis(['advertising', '第二十五条']),
  reason: '介绍黄金要说明价格波动、可能亏损。',
  suggestion: '加“金价有涨有跌，可能亏损，投资须谨慎”。',
  find: lacks(['gold'], (text) => risk.test(text)),
};

const structured: Rule = {
  ...shared,
  id: 'RW-05',
  title: '缺结构性存款提示',
  basis: basis(['advertising', '第二十五条'], ['house']),
  reason: '结构性存款收益不确定，不同于一般存款。',
  suggestion: '加“收益不确定，不同于一般存款，投资须谨慎”。',
  find: lacks(
    ['structured_deposit'],
    (text) => risk.test(text) || /收益[^,。]{0,6}(?:不确定|浮动|不保证)|收益存在不确定/.test(text),
  ),
};

const loan: Rule = {
  ...shared,
  id: 'RW-06',
  title: '缺贷款要素',
  basis: basis(['loanRates'], ['consumerProtection']),
  reason: '介绍贷款要写年化利率、以审批为准、理性借贷。',
  suggestion: '加“年化利率（单利）以合同为准，以审批为准，请理性借贷”。',
  find: lacks(['loan'], (text) => {
    const priced = /利率|日息|月息|利息|费率|手续费|\d%/.test(text);
    const annual = /年化/.test(text);
    const careful = /审批|审核|理性|按需|合理(?:借|使用)|量力/.test(text);
    return (!priced || annual) && careful;
  }),
};

const level: Rule = {
  ...shared,
  id: 'RW-07',
  title: '缺风险等级或管理人',
  basis: basis(['wealthSales', '第三十条'], ['agencySales', '第六条']),
  reason: '介绍理财、基金要写明风险等级，说清谁管理、本行是代销。',
  suggestion: '加“R级别、适合哪类客户、管理人是谁、我行代销”。',
  find: ({ marketing, message, view }) => {
    if (!marketing || !['wealth', 'fund'].includes(message.productType)) return [];
    if (message.stage === 'reply') return [];
    const rated = /r[1-5]|[1-5]级风险|(?:中低|中高|低|中|高)风险(?:等级|级)|风险等级/.test(
      view.text,
    );
    const issued =
      /代销|代理(?:销售|推介)|管理人|发行(?:人|机构)|(?:理财|基金)(?:有限)?(?:责任)?公司|[\p{Script=Han}]{2}(?:理财|基金)(?:管理|发行)|由[^,。]{2,10}(?:管理|发行)|我行自营/u.test(
        view.text,
      );
    return rated && issued ? [] : [null];
  },
};

const misplaced: Rule = {
  ...shared,
  id: 'RW-08',
  severity: 'require',
  title: '用拼音写风险提示',
  basis: basis(['advertising', '第二十五条']),
  reason: '风险提示要让客户一眼看懂，不能用拼音或缩写。',
  suggestion: '用汉字写全。',
  find: ({ marketing, view }) => {
    const match = /touzi ?you ?fengxian|you ?fengxian|feng ?xian/.exec(view.text);
    return marketing && match ? [{ from: match.index, to: match.index + match[0].length }] : [];
  },
};

export const warningRules = [wealth, fund, insurance, gold, structured, loan, level, misplaced];
