const orders =
  /^(?:请|再|顺便|另外|麻烦|就|给(?:他|她))*(?:(?:跟|和|对)(?:他|她|客户)(?:说|讲|提)(?:一下|一声|一句)?|告诉(?:他|她|客户)(?:一声)?|强调(?:一下)?|提(?:一下|一句|到|及)?|带(?:上)?一句|加(?:上)?一?句|加上|写(?:上|明|清楚)|说(?:一下|一声|一句|明|清楚)?|问(?:一下|一声|候)?)[:：，,]?\s*/u;
const blessing = /^祝(?:愿)?(?:他|她|您|客户)?/u;

// A subject that somebody asks to be mentioned, and what is kind to say about it. Each holds without
// knowing more than the subject itself.
const kindWords: readonly (readonly [RegExp, (subject: string) => string])[] = [
  [/中考|高考|考研|考试|期末/, (subject) => `也祝${exam(subject)}顺顺利利，考出平时的样子。`],
  [/结婚|婚礼|新婚|喜事/, () => '家里有喜事，恭喜您，祝一切圆满。'],
  [/生日|寿/, () => '也祝您生日快乐，身体安康。'],
  [/住院|手术|身体|生病|养病|腰|腿/, () => '您多保重身体，银行的事不急，方便了再说。'],
  [/搬家|新家|乔迁/, () => '搬家事多，您慢慢来，要改预留地址随时告诉我。'],
  [/旅游|出差|出国|出门/, () => '出门在外多当心，路上平安。'],
  [/春节|过年|元旦|中秋|端午|国庆|节/, (subject) => `祝您和家里人${festival(subject)}安康。`],
  [/天冷|降温|下雪|天气|天热|台风|下雨/, () => '这两天天气变得快，您出门多留意，照顾好自己。'],
  [/孙子|孙女|宝宝|孩子|闺女|儿子|女儿/, () => '也问家里孩子好。'],
  [/爱人|老伴|父母|爸妈|家人|家里/, () => '也问家里人好。'],
];

function exam(subject: string): string {
  const name = /中考|高考|考研|期末考试|期末|考试/.exec(subject)?.[0] ?? '考试';
  return `${/孩子|儿子|女儿|闺女|孙/.test(subject) ? '孩子' : '家里人'}${name}`;
}

function festival(subject: string): string {
  return /春节|过年|元旦|中秋|端午|国庆/.exec(subject)?.[0].replace('过年', '春节') ?? '节日';
}

/** Somebody speaks in it: then it is a sentence and no mere subject. */
const speaks = /我|咱|请|[。！!]\s*$/u;

/**
 * The sentence that a wish in words stands for: as written where it speaks to the client, else ours;
 * null where it only names a subject that we have no kind words for.
 */
export function wishSentence(wish: string): string | null {
  const text = wish.trim().replace(/[。！!\s]+$/u, '');
  const subject = text.replace(orders, '').replace(/^的?事?/u, '');
  if (/您/.test(subject)) return `${subject}。`;
  const known = kindWords.find(([cue]) => cue.test(subject));
  if (known) return known[1](subject);
  const blessed = subject.replace(blessing, '');
  if (blessed !== subject && blessed !== '') return `祝您${blessed}。`;
  return speaks.test(wish) ? `${subject}。` : null;
}

/** What a wish asks for, without the words of asking: what its sentence would be made of. */
export function wishSubject(wish: string): string {
  return wish.trim().replace(orders, '');
}
