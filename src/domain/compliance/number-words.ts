import { rewriteView, type View } from './view.ts';

const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const tens: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 十二 → 12, 三百 → 300, 二〇 → 20, 4 → 4. */
function whole(words: string): string {
  let total = 0;
  let run = '';
  for (const word of words) {
    const unit = tens[word];
    if (unit === undefined) run += digits[word] ?? word;
    else {
      total += (run === '' ? 1 : Number(run)) * unit;
      run = '';
    }
  }
  return total === 0 ? run : String(total + Number(run));
}

const count = '[零〇一二两三四五六七八九十百千\\d]';
const decimals = (words: string) => [...words].map((word) => digits[word] ?? word).join('');
const spoken = (words: string) => {
  const [before = '', after] = words.split('点');
  return after === undefined ? whole(before) : `${whole(before)}.${decimals(after)}`;
};

const percent = new RegExp(`百分之(${count}+(?:点${count}+)?(?:\\.\\d+)?)`, 'g');
const decimal = new RegExp(`${count}+点[零〇一二三四五六七八九\\d]+`, 'g');
const counted = /[零〇一二两三四五六七八九十百]+(?=个[多半]?(?:百分)?点|个基点|厘|分利|成|倍|%)/g;

/** Turns spoken numbers into digits where a rate is meant: 百分之四点五 → 4.5%, 四厘 → 4厘. */
export function readNumbers(view: View): View {
  const rates = rewriteView(view, percent, (match) => `${spoken(match[1] ?? '')}%`);
  const broken = rewriteView(rates, decimal, (match) => spoken(match[0]));
  return rewriteView(broken, counted, (match) => whole(match[0]));
}
