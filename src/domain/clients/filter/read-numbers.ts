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
  `(${numeral})(点[零一二三四五六七八九]+)?(?=[万亿]|个?月|个?季度|天|日|周|个?星期|个?礼拜|年|岁|号|位|名|个人|元|块|成)`,
  'g',
);
const ranked = new RegExp(`(?<=前|top)${numeral}`, 'g');

/** Writes spoken numbers in digits where something is counted: 五十万 → 50万, 半年 → 6个月. */
export function withDigits(text: string): string {
  const written = (words: string, all: string) => String(wholeNumber(words) ?? all);
  return text
    .replace(/半年/g, '6个月')
    .replace(counted, (all, words: string, part: string | undefined) => {
      const after = part === undefined ? '' : `.${[...part.slice(1)].map(digitOf).join('')}`;
      return written(words, all) + after;
    })
    .replace(ranked, (words) => written(words, words));
}
