import { and, type Rule } from './scan.ts';
import { anyOf, asWritten } from './vocabulary.ts';

const knownOccupations =
  '企业主|个体经营|个体户|公务员|公司职员|家庭主妇|全职太太|自由职业|工程师|医生|大夫|教师|老师|律师|会计|财务|退休|老板';
const sameOccupation: Readonly<Record<string, string>> = {
  老师: '教师',
  个体户: '个体经营',
  大夫: '医生',
  老板: '企业主',
  全职太太: '家庭主妇',
};

const occupation: Rule = (scan) => {
  const { occupations } = scan.vocabulary;
  const own = anyOf(occupations);
  const names = own === null ? knownOccupations : `${own}|${knownOccupations}`;
  const found = scan.takeWithDenial(
    `(?:职业|工作)?(?:是|为|做|当|搞|干|从事)*((?:${names})(?:人员)?(?:${and}(?:${names}))*)(?:人员|职业|工作|的|客户|们)*`,
  );
  if (!found) return;
  const said = found.match[2]?.match(new RegExp(names, 'g')) ?? [];
  const meant = said.map((word) =>
    occupations.includes(word) ? word : asWritten(occupations, sameOccupation[word] ?? word),
  );
  scan.add({ kind: 'occupation', occupations: meant }, found.denied);
};

const employer: Rule = (scan) => {
  const { employers } = scan.vocabulary;
  const own = anyOf(employers);
  if (own === null) return;
  const found = scan.takeWithDenial(
    `(?:在|是|单位是)?(${own})(?:上班|工作|任职|的|员工|职工|客户)*`,
  );
  if (!found) return;
  const name = asWritten(employers, found.match[2] ?? '');
  scan.add({ kind: 'employer', employer: name }, found.denied);
};

const styles = {
  控制: 'D',
  支配: 'D',
  老虎: 'D',
  影响: 'I',
  孔雀: 'I',
  稳健: 'S',
  考拉: 'S',
  谨慎: 'C',
  猫头鹰: 'C',
  d: 'D',
  i: 'I',
  s: 'S',
  c: 'C',
} as const;
const disc: Rule = (scan) => {
  const found =
    scan.takeWithDenial(
      `(?:性格|类型)?(?:是|为)?(控制|支配|老虎|影响|孔雀|稳健|考拉|谨慎|猫头鹰|(?<![a-z])[disc](?=型))(?:型)(?:性格|人格|类型)?(?:的|客户)*`,
    ) ??
    scan.takeWithDenial('(?:disc)(?:类型|性格)?(?:是|为)?([disc])(?![a-z])(?:型)?(?:的|客户)*');
  if (!found) return;
  const word = found.match[2] as keyof typeof styles;
  scan.add({ kind: 'disc', style: styles[word] }, found.denied);
};

const plans = '(?:最近|近期|准备|打算|计划|要|想|快|在|刚|有|标了|打了|已经?)*';
const tags = [
  ['relocation', `${plans}搬(?:家|走|迁|到外地|去外地)(?:计划|标签|打算)?(?:了|的)*`],
  ['job-change', `${plans}(?:换(?:了)?(?:工作|单位)|跳槽|工作变动|离职)(?:了|的|标签)*`],
  ['house-purchase', `${plans}(?:买(?:了)?房|购房|置业)(?:计划|打算|需求|标签)?(?:了|的)*`],
  [
    'planned-outflow',
    `${plans}(?:大额(?:支出|用款|用钱)|计划(?:转出|用款|支出|用钱)|(?<=要|想)用(?:一笔)?钱|大笔用款|用款)(?:计划|安排|标签|需求)?(?:的)?`,
  ],
] as const;
const tag: Rule = (scan) => {
  for (const [name, words] of tags) {
    const found = scan.takeWithDenial(words);
    if (found) scan.add({ kind: 'tag', tag: name }, found.denied);
  }
  const free = scan.take(
    /(?:打了|带有?|有)?标签(?:是|为|叫|里有)?[“"「『:]?(\p{Script=Han}{2,8}?)[”"」』]?(?:的|$)|(?:打了|打过|带有?|有)[“"「『]?(\p{Script=Han}{2,8}?)[”"」』]?(?:这个)?标签(?:的)?/u,
  );
  const name = free?.[1] ?? free?.[2];
  if (name !== undefined) scan.add({ kind: 'tag', tag: name });
};

/** A tag of the book's own, named without the word 标签. */
const ownTag: Rule = (scan) => {
  const { tags: known } = scan.vocabulary;
  const own = anyOf(known);
  const found = own === null ? null : scan.takeWithDenial(`(${own})(?:标签)?(?:的|客户)*`);
  if (found) scan.add({ kind: 'tag', tag: asWritten(known, found.match[2] ?? '') }, found.denied);
};

const whose =
  '(?:(?:名下|手上|手里|手底下|管户|经管|管着?|负责|那边|那儿|这边)(?:的)?(?:客户)?|的?客户)(?:里面?|中|当中)?(?:的)?';
const managerOf: Rule = (scan) => {
  const match = scan.take(
    /(?:工号)?(?<![\d号数位机话])(\d{4,6})(?:号)?(?:客户经理)?(?:名下|手上|手里|管户|管|的客户)(?:的)?/,
  );
  if (match) {
    scan.add({ kind: 'manager', managerId: match[1] ?? '' });
    return;
  }
  const { managers } = scan.vocabulary;
  for (const { managerId, name } of managers) {
    // 小孙 and 孙经理 where just one visible manager has that surname.
    const family = name[0] ?? '';
    const single = managers.filter((other) => other.name.startsWith(family)).length === 1;
    const short = single ? `|[小老]${family}|${family}(?:经理|主任|老师|行长|姐|哥)` : '';
    const given = name.length >= 3 ? `|${name.slice(1)}` : '';
    if (!scan.take(new RegExp(`(?:${name}${given}${short})(?:经理)?${whose}`, 'u'))) continue;
    scan.add({ kind: 'manager', managerId });
    return;
  }
};

/** Read before other things, which their words would be taken for. */
export const namedRules: readonly Rule[] = [managerOf, tag];
export const traitRules: readonly Rule[] = [occupation, employer, disc, ownTag];
