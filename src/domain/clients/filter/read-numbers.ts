const digits = '零一二三四五六七八九';
const scales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

function digitOf(word: string): number {
  if (word === '两' || word === '俩') return 2;
  return word === '〇' ? 0 : digits.indexOf(word);
}

/** 十二 → 12, 一百二十 → 120, 二〇二六 → 2026; null for 两三, which is no number. */
function wholeNumber(words: string): number | null {
  if (!/[十百千]/.test(words)) {
    if (words.length === 1 || words.length === 4) return Number([...words].map(digitOf).join(''));
    return null;
  }
  let [total, run] = [0, 0];
  for (const word of words) {
    const scale = scales[word];
    if (scale === undefined) run = digitOf(word);
    else {
      total += (run === 0 ? 1 : run) * scale;
      run = 0;
    }
  }
  return total + run;
}

const numeral = '[零〇一二两俩三四五六七八九十百千]+';
const counted = new RegExp(
  `(${numeral})(点[零一二三四五六七八九]+)?(?=[万亿]|个?月|个?季度|天|日|周|个?星期|个?礼拜|年|[多几来]?岁|号|位|名|个人|元|块|成|月份)`,
  'g',
);
const ranked = new RegExp(`(?<=前|top)${numeral}`, 'g');
// 三个女客户, but 一个都没有.
const several = new RegExp(
  `(?<=^|[^\\p{Script=Han}]|[的最多少高低大老小晚早久])(${numeral})(?=个(?!月|季|星|礼|渠|渠道|产品))`,
  'gu',
);

// What is written in another way than the rules read it; typing errors that input methods make.
const spellings: readonly (readonly [RegExp, string])[] = [
  [/联糸|联络上?/g, '联系'],
  [/侧评|测平|策评|风险侧/g, '测评'],
  [/理材|李财/g, '理财'],
  [/基今|鸡金/g, '基金'],
  [/受权|授全/g, '授权'],
  [/倒期|到齐/g, '到期'],
  [/帐/g, '账'],
  [/另外/g, ''],
  [/两三(?=个月|天|周)/g, '两'],
  [/(?<![上下])(?:一个?)?半年/g, '6个月'],
  [/一个半月/g, '45天'],
  [/(?<!一个)半个?月/g, '15天'],
  [/小半年/g, '5个月'],
  [/今儿(个)?/g, '今天'],
  [/明儿(个)?/g, '明天'],
  [/昨儿(个)?/g, '昨天'],
  [/百分之(\d+|[一二三四五六七八九十百]+)/g, '$1%'],
  [/(?<=[^一二三四五六七八九十两几\d]|^)百万/g, '100万'],
  [/(?<=[^一二三四五六七八九十两几百\d]|^)千万/g, '1000万'],
  [/(\d+|[一二两三四五六七八九])个亿/g, '$1亿'],
  [/一半(?=以上)/g, '50%'],
];

/** Writes spoken numbers in digits where something is counted: 五十万 → 50万, 半年 → 6个月. */
export function withDigits(text: string): string {
  const written = (words: string, all: string) => String(wholeNumber(words) ?? all);
  const spelt = spellings.reduce((said, [from, to]) => said.replace(from, to), text);
  return spelt
    .replace(counted, (all, words: string, part: string | undefined) => {
      const after = part === undefined ? '' : `.${[...part.slice(1)].map(digitOf).join('')}`;
      return written(words, all) + after;
    })
    .replace(new RegExp(`(${numeral})%`, 'g'), (all, words: string) => `${written(words, all)}%`)
    .replace(/(\d+)成/g, (_all, tenths: string) => `${Number(tenths) * 10}%`)
    .replace(ranked, (words) => written(words, words))
    .replace(several, (words) => written(words, words));
}
