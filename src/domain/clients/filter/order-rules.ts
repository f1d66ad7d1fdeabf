import type { ClientSort } from '../client-filter.ts';
import type { Rule } from './scan.ts';

const sorts: readonly (readonly [RegExp, ClientSort, descending: boolean])[] = [
  [/资产|aum|余额/, 'aum', true],
  [/金额/, 'aum', true],
  [/到期/, 'due', false],
  [/联系/, 'last-contact', false],
  [/姓名|名字|拼音/, 'name', false],
];

const asked: Rule = (scan) => {
  const match = scan.take(
    /按(?:照)?(资产|aum|余额|金额|到期(?:日|时间)?|(?:上次)?联系(?:时间)?|姓名|名字|拼音)(?:的)?(?:从|由)?(高到低|大到小|多到少|低到高|小到大|少到多|近到远|远到近|早到晚|晚到早|倒序|降序|升序)?(?:给我)?(?:排序|排列|排名|排|来)*(?:一下)?/,
  );
  if (!match) return;
  const [, what = '', way = ''] = match;
  const [, sort, descending] = sorts.find(([words]) => words.test(what)) ?? [
    null,
    'aum' as const,
    true,
  ];
  scan.sort = sort;
  scan.descending =
    way === '' ? descending : /高到低|大到小|多到少|晚到早|远到近|倒序|降序/.test(way);
};

const most: Rule = (scan) => {
  const match = scan.take(
    /(?:总?资产|aum|余额)?最(高|多|大|低|少|小)(?:的)?(?=$|[^\p{Script=Han}]|前|\d|几|客户|位|个|是|的)/u,
  );
  if (!match) return;
  scan.sort ??= 'aum';
  scan.descending ??= /[高多大]/.test(match[1] ?? '');
};

const first: Rule = (scan) => {
  const match = scan.take(
    /(?:前|top ?)(\d{1,3})(?:位|个人?|名|大)?|(?<![\d{a-z])(\d{1,3})(?:位|个人|个客户|名)(?:客户)?/,
  );
  if (match) scan.limit = Number(match[1] ?? match[2]);
};

/** Order and length of the list. */
export const orderRules: readonly Rule[] = [asked, most, first];
