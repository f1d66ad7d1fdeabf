/** A number with its unit, written one way: 三个月 and 3个月 are both `3月`, 50％ is `50%`. */
export type Quantity = string;

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
};
const tens: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
// Units that make a Chinese numeral a figure rather than a part of a word (一下, 三方, 万一).
const unitPattern =
  '个百分点|百分点|个工作日|工作日|个月|个季度|季度|小时|分钟|%|％|岁|年|月|日|天|周|次|户|人|位|条|通|笔|倍|类|种|步|个|万元|亿元|元|万|亿|成|点|级|项|家|只|张|份|字|句';
// “下一步”, “一句话”, “一类”: a turn of speech, not a count.
const speechUnits = new Set([
  '步',
  '句',
  '笔',
  '类',
  '种',
  '点',
  '张',
  '份',
  '字',
  '家',
  '个',
  '条',
  '项',
  '只',
  '级',
  '次',
  '位',
  '人',
  '户',
]);
const unitAliases: Record<string, string> = {
  '％': '%',
  个月: '月',
  日: '天',
  个工作日: '工作日',
  个季度: '季度',
  个百分点: '百分点',
  位: '人',
};

function chineseValue(numeral: string): number | null {
  let total = 0;
  let digit: number | null = null;
  for (const character of numeral) {
    const scale = tens[character];
    if (scale !== undefined) {
      total += (digit ?? 1) * scale;
      digit = null;
    } else {
      if (digit !== null) return null;
      digit = digits[character] ?? null;
    }
  }
  return total + (digit ?? 0);
}

function canonical(value: number, unit: string): Quantity {
  const known = unitAliases[unit] ?? unit;
  return `${value}${known}`;
}

/** Every figure of a text with its unit; ranges such as 5至6倍 give each end the unit. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = [];
  const plain = text.normalize('NFKC').replace(/(?<=\d),(?=\d{3})/g, '');
  const ranges = new RegExp(
    `(\\d+(?:\\.\\d+)?)(?:至|到|-|–|—|~)(\\d+(?:\\.\\d+)?)(${unitPattern})?`,
    'g',
  );
  const rest = plain.replace(
    ranges,
    (_all, low: string, high: string, unit: string | undefined) => {
      found.push(canonical(Number(low), unit ?? ''), canonical(Number(high), unit ?? ''));
      return ' ';
    },
  );
  for (const match of rest.matchAll(new RegExp(`(\\d+(?:\\.\\d+)?)(${unitPattern})?`, 'g'))) {
    found.push(canonical(Number(match[1]), match[2] ?? ''));
  }
  const numerals = new RegExp(`([零〇一二两三四五六七八九十百千]{1,7})(${unitPattern})`, 'g');
  for (const match of rest.matchAll(numerals)) {
    if (match[1] === '一' && speechUnits.has(match[2] ?? '')) continue;
    const value = chineseValue(match[1] ?? '');
    if (value !== null) found.push(canonical(value, match[2] ?? ''));
  }
  return found;
}
