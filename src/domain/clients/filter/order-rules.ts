import type { ClientSort } from '../client-filter.ts';
import type { Rule, Scan } from './scan.ts';

const sorts: readonly (readonly [RegExp, ClientSort, descending: boolean])[] = [
  [/存款/, 'deposits', true],
  [/资产|aum|余额|金额|规模|钱/, 'aum', true],
  [/到期/, 'due', false],
  [/联系/, 'last-contact', false],
  [/年龄|年纪|岁数/, 'age', true],
  [/开户|入行/, 'opened', true],
  [/姓名|名字|拼音/, 'name', false],
];

const things =
  '(?:月末)?(?:总?资产|aum|余额|金额|存款|规模|到期(?:日期?|时间)?|(?:上次|最近)?联系(?:时间|日期?)?|年龄|年纪|岁数|开户(?:时间|日期?)?|姓名|名字|拼音)(?:多少|大小|高低|长短|先后|远近|排名)?';
const falling = '高到低|大到小|多到少|晚到早|远到近|新到旧|倒序|降序|大的在前|高的在前|多的在前';
const rising = '低到高|小到大|少到多|早到晚|近到远|旧到新|升序|正序|早的在前|近的在前';

function order(scan: Scan, what: string, way: string): void {
  const [, sort, usual] = sorts.find(([words]) => words.test(what)) ?? [null, 'aum' as const, true];
  scan.sort = sort;
  scan.descending = way === '' ? usual : new RegExp(falling).test(way);
}

const asked: Rule = (scan) => {
  const match =
    scan.take(
      new RegExp(
        `按(?:照)?(${things})(?:的)?(?:从|由)?(${falling}|${rising})?(?:的顺序)?(?:给我)?(?:排序|排列|排名|排|来)*(?:一下)?`,
      ),
    ) ?? scan.take(new RegExp(`(${things})(?:从|由)?(${falling}|${rising})(?:排序|排列|排)*`));
  if (match) order(scan, match[1] ?? '', match[2] ?? '');
};

// What is at an end of an order: the words, the order, whether the highest comes first.
const extremes: readonly (readonly [RegExp, ClientSort, boolean])[] = [
  [/(?:年纪|年龄|岁数)最(?:大|高|长)|最年长|最老/, 'age', true],
  [/(?:年纪|年龄|岁数)最(?:小|低)|最年轻/, 'age', false],
  [/最(?:近|新|晚)(?:才|刚)?开(?:的)?户|开户(?:时间|日)?最(?:晚|近|新)/, 'opened', true],
  [/最早开(?:的)?户|开户(?:时间|日)?最(?:早|久|长)|最老的客户/, 'opened', false],
  [/(?:最先|最早|最快|最近|马上|最快)(?:要|会|将)?到期|到期(?:日|时间)?最(?:近|早)/, 'due', false],
  [
    /最(?:久|长时间|长)(?:的?时间)?(?:没有?|未)(?:被)?(?:联系|沟通|见面|跟进|打电话)过?|(?:没有?|未)联系(?:时间)?(?:最久|最长)|联系(?:时间|日)?最(?:早|远)/,
    'last-contact',
    false,
  ],
  [/存款最(?:多|高|大)/, 'deposits', true],
  [/存款最(?:少|低|小)/, 'deposits', false],
  [
    /(?:总?资产|aum|余额|身家|钱|规模)(?:排名)?(?:最(?:高|多|大)|(?:排(?:名)?)?(?:在)?(?=前|top))|最有钱|最大/,
    'aum',
    true,
  ],
  [
    /(?:总?资产|aum|余额|身家|钱|规模)(?:最(?:低|少|小)|垫底|倒数)|最没钱|垫底|倒数(?=\d)/,
    'aum',
    false,
  ],
];

const most: Rule = (scan) => {
  for (const [words, sort, descending] of extremes) {
    if (!scan.take(new RegExp(`(?:${words.source})(?:的)?`))) continue;
    scan.sort ??= sort;
    scan.descending ??= descending;
    return;
  }
  const match = scan.take(
    /(?<![掉降跌少减涨升增失缩水出](?:了|得|的)?)(?:总?资产|aum|余额)?最(高|多|大|低|少|小)(?:的)?(?=$|[^\p{Script=Han}]|前|\d|几|客户|位|个|是|的)/u,
  );
  if (!match) return;
  scan.sort ??= 'aum';
  scan.descending ??= /[高多大]/.test(match[1] ?? '');
};

const count =
  /(?:排(?:名)?)?(?:前|top ?)(\d{1,3})(?:位|个人?|名|大|户)?(?:大)?|(?<![\d{a-z.年月])(\d{1,3})(?:位|个(?!月|季|星|礼|产|渠)人?|个客户|名)(?:大?客户)?/;

const first: Rule = (scan) => {
  const match = scan.take(count);
  if (!match) return;
  scan.limit = Number(match[1] ?? match[2]);
  // 前十个 without saying by what: those with most money.
  if (scan.take(/(?<=\|)(?:的)?大(?=客户)|大户/) || /资产|aum/.test(scan.rest)) {
    scan.sort ??= 'aum';
    scan.descending ??= true;
  }
};

/** Order and length of the list. */
export const orderRules: readonly Rule[] = [asked, most, first];

/** A list cut short goes by money where nothing else was said. */
export const usualOrder: Rule = (scan) => {
  if (scan.limit !== undefined && scan.sort === undefined) {
    const due = scan.conditions.some((one) => one.kind === 'due' && one.not !== true);
    scan.sort = due ? 'due' : 'aum';
    scan.descending = !due;
  }
  // 最先到期 asks for those who have something falling due.
  const short = scan.limit !== undefined && scan.sort === 'due';
  if (short && !scan.conditions.some((one) => one.kind === 'due')) {
    scan.add({ kind: 'due', days: { from: scan.today } });
  }
};
