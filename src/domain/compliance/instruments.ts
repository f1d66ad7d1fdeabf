/** How far a citation was checked: the text itself, a public account of it, or general knowledge only. */
type Verified = 'text' | 'account' | 'unchecked';

interface Instrument {
  readonly name: string;
  readonly verified: Verified;
}

const instruments = {
  advertising: { name: '广告法（2021年修正）', verified: 'text' },
  personalData: { name: '个人信息保护法', verified: 'text' },
  consumer: { name: '消费者权益保护法（2013年修正）', verified: 'text' },
  antiMoneyLaundering: { name: '反洗钱法（2024年修订）', verified: 'text' },
  depositInsurance: { name: '存款保险条例', verified: 'text' },
  commercialBanks: { name: '商业银行法（2015年修正）', verified: 'text' },
  wealthSales: {
    name: '理财公司理财产品销售管理暂行办法（令2021年第4号）',
    verified: 'account',
  },
  pastResults: {
    name: '理财产品过往业绩展示行为准则（中国银行业协会2023-11-21）',
    verified: 'account',
  },
  suitability: { name: '金融机构产品适当性管理办法（令2025年第7号）', verified: 'account' },
  consumerProtection: {
    name: '银行保险机构消费者权益保护管理办法（令2022年第9号）',
    verified: 'account',
  },
  agencySales: { name: '商业银行代理销售业务管理办法（金规〔2025〕6号）', verified: 'account' },
  agencyInsurance: {
    name: '商业银行代理保险业务管理办法（银保监办发〔2019〕179号）',
    verified: 'account',
  },
  fundMaterial: {
    name: '公募基金宣传推介材料管理暂行规定（公告〔2020〕59号）',
    verified: 'account',
  },
  fundSales: { name: '公募基金销售机构监督管理办法（令175号）', verified: 'account' },
  networkMarketing: {
    name: '金融产品网络营销管理办法（八部门公告〔2026〕第9号）',
    verified: 'account',
  },
  shortMessages: { name: '通信短信息服务管理规定（工信部令第31号）', verified: 'account' },
  assetManagement: {
    name: '关于规范金融机构资产管理业务的指导意见（银发〔2018〕106号）',
    verified: 'account',
  },
  loanRates: { name: '中国人民银行公告〔2021〕第3号', verified: 'unchecked' },
  house: { name: '归巢默认规则，本行可改', verified: 'text' },
} as const satisfies Record<string, Instrument>;

const remarks: Record<Verified, string> = {
  text: '',
  account: '（据公开转述）',
  unchecked: '（凭一般了解，待合规核对）',
};

/** Cites instruments with their articles and, where the text itself was not read, says so. */
export function basis(...cited: readonly (readonly [keyof typeof instruments, string?])[]): string {
  return cited
    .map(([key, article = '']) => {
      const { name, verified } = instruments[key];
      return `${name}${article}${remarks[verified]}`;
    })
    .join('；');
}
