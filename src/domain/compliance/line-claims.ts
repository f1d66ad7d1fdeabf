interface ClaimRule {
  readonly name: string;
  readonly basis: string;
  readonly claim: RegExp;
  /** Found right before the claim, in the same clause, these turn it into its opposite. */
  readonly unless?: RegExp;
}

const denied = /(不|没|非|未|无法|不能|不敢|不会|不是|并非|别|勿|难)[^，。！？；：]{0,6}$/;

// A first set, enough for lines of our own cards: a clause, a claim, and whether it is denied there.
const rules: readonly ClaimRule[] = [
  {
    name: '承诺收益',
    basis: '广告法第二十五条；理财公司理财产品销售管理暂行办法第二十五条',
    claim:
      /保本|保息|保收益|稳赚|包赚|躺赚|零风险|无风险|没有?风险|不会亏|亏不了|只涨不跌|刚兑|兜底|旱涝保收|一定(会)?(赚|涨|回本)|肯定(会)?(赚|涨|回本|不亏)|(保证|承诺)(您)?(收益|赚|不亏|涨|本金)|预期收益率?|年化[^，。]{0,6}\d/,
    unless: denied,
  },
  {
    name: '绝对化用语',
    basis: '广告法第九条',
    claim: /最(安全|高收益|赚钱|划算|稳妥|靠谱|好的产品)|第一名|全国第一|国家级|顶级/,
    unless: denied,
  },
  {
    name: '催促施压',
    basis: '规则 PS-01',
    claim:
      /名额(就|只|不多|有限)|最后(一|两|几)天|今晚截止|手慢无|抓紧(时间)?(办|买|定|存)|错过(就|可)|今天(必须|一定要|不[^，。]{0,4}就)(定|办|买|没)|仅剩|马上就没/,
    unless: /(不|别|没有|不用|不必)[^，。！？；]{0,4}$/,
  },
  {
    name: '贬损同业',
    basis: '广告法第十三条',
    claim:
      /(他们|那家|别家|别的银行|小银行|对门|人家)[^，。！？]{0,8}(不安全|不保险|不靠谱|要倒|会倒|骗人|有风险|坑|暴雷)/,
    unless: /(不说|不评|不讲)[^，。]{0,6}$/,
  },
  {
    name: '与存款比好坏',
    basis: '规则 CM-01、CM-03',
    claim:
      /(跟|和|比|同)(存款|定期|定存|存银行)[^，。！？]{0,6}(一样|差不多|没区别|划算|强|高|好)|(比|顶)存(款|定期|银行)(还)?(强|划算|合适|多)/,
    unless: /(不|不能|没法|别)[^，。！？；]{0,4}$/,
  },
  {
    name: '利益引诱',
    basis: '商业银行法第四十七条',
    claim:
      /(送|返|给)您[^，。！？]{0,6}(现金|红包|返点|购物卡|油|米|金条)|给您(申请|加|多算)[^，。！？]{0,4}(点|利率|利息)|返现|返点/,
    unless: /(不|没有|不能|没法|别)[^，。！？；]{0,8}$/,
  },
  {
    name: '泄露监测',
    basis: '规则 PV-04；反洗钱法第七条',
    claim:
      /(看到|发现|查到|注意到|系统(提示|显示|监测))(了)?(您|你)[^，。！？]{0,8}(转|取|账户|流水|余额|资金)|可疑交易|反洗钱(调查|系统)|被风控/,
  },
  {
    name: '称呼不当',
    basis: '归巢文风：姓＋先生／女士',
    claim: /(?<![\p{Script=Han}])亲[，,～~]|尊敬的|[\p{Script=Han}]?(阿姨|大爷|大妈|叔叔)[，,您]/u,
  },
];

export interface LineClaim {
  readonly name: string;
  readonly basis: string;
  readonly words: string;
}

/** What a sentence for a client must not say; a claim denied in its own clause does not count. */
export function forbiddenClaims(line: string): LineClaim[] {
  return rules.flatMap(({ name, basis, claim, unless }) => {
    const found = [...line.matchAll(new RegExp(claim.source, `g${claim.flags}`))].find((match) => {
      const before =
        line
          .slice(0, match.index)
          .split(/[，。！？；：]/)
          .at(-1) ?? '';
      return !unless?.test(before);
    });
    return found ? [{ name, basis, words: found[0] }] : [];
  });
}
