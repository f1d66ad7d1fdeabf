import { civilDate } from '../../calendar/day.ts';
import type { RiskLevel } from '../client-records.ts';
import { riskLevels } from '../client-records.ts';
import { type Rule, type Scan, T } from './scan.ts';

const monthDay = (day: number): number => {
  const { month, day: date } = civilDate(day);
  return month * 100 + date;
};

const birthday: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?:${T}(?:里|内|份)?(?:要|会|将)?(?:的|过|是|有|快)*)?(?:快要?|要|快到|即将)?过?(?:的)?生日(?:快到了?|(?:是|在|为)*${T})?(?:的)?`,
    ),
  );
  if (!match) return;
  const token = match[2] ?? match[1];
  const time = scan.timeOf(token);
  // 这个月生日 is the whole month, those who have had it included.
  const whole = time?.kind === 'days' ? time : scan.ahead(token);
  const days = whole ?? { from: scan.today, to: scan.today + 30 };
  const full = time?.kind === 'month' && time.day === null;
  const { year } = civilDate(scan.today);
  if (full) scan.add({ kind: 'birthday', from: time.month * 100 + 1, to: time.month * 100 + 31 });
  else if (days.to - days.from < 364 && year > 0) {
    scan.add({ kind: 'birthday', from: monthDay(days.from), to: monthDay(days.to) });
  }
};

const age: Rule = (scan) => {
  const between = scan.take(
    /(?:年龄|年纪|岁数)?(?:在|介于)?(\d{1,3})岁?(?:到|至|-|~|—)(\d{1,3})岁(?:之间)?/,
  );
  if (between) {
    scan.add({ kind: 'age', years: { from: Number(between[1]), to: Number(between[2]) } });
    return;
  }
  const match = scan.take(
    /(?:年龄|年纪|岁数)?(?:在|是)?(超过|大于|高于|年满|满|不低于|至少|低于|小于|少于|不到|不足|不满|未满)?(\d{1,3})周?岁(?:及?(以上|往上|出头|多)|及?(以下|以内|之下))?/,
  );
  if (!match) return;
  const [, before = '', digits, , under] = match;
  const years = Number(digits);
  if (/低于|小于|少于|不到|不足|不满|未满/.test(before)) {
    scan.add({ kind: 'age', years: { to: years - 1 } });
  } else scan.add({ kind: 'age', years: under ? { to: years } : { from: years } });
};

const gender: Rule = (scan) => {
  const found = scan.takeWithDenial('(女(?!儿|婿)|男(?!孩|朋))(?:性|士|的|客户)*');
  if (found) {
    scan.add({ kind: 'gender', gender: found.match[2] === '女' ? 'female' : 'male' }, found.denied);
  }
};

const surname: Rule = (scan) => {
  const match = scan.take(/姓(欧阳|上官|司马|诸葛|\p{Script=Han})(?:的|氏)*/u);
  if (match) scan.add({ kind: 'surname', surname: match[1] ?? '' });
};

// The lowest first; a bank that names its tiers otherwise filters by the words of its own.
const tiers = ['普通', '金卡', '白金', '钻石', '私行'] as const;

const tier: Rule = (scan) => {
  const found = scan.takeWithDenial(
    '(普通|金卡|白金(?!信用卡)|铂金|钻石|私行|私人银行)(?:级别?|卡|层级|客户)*(?:(及?以上)|(及?以下))?(?:级别?|层级)*(?:的|客户)*',
  );
  if (!found) return;
  const [, , word = '', up, down] = found.match;
  const name = { 铂金: '白金', 私人银行: '私行' }[word] ?? word;
  const at = tiers.indexOf(name as (typeof tiers)[number]);
  const chosen = up ? tiers.slice(at) : down ? tiers.slice(0, at + 1) : tiers.slice(at, at + 1);
  scan.add({ kind: 'tier', tiers: [...chosen] }, found.denied);
};

const c = (digit: string | undefined): number => Number(digit) - 1;

function levelsSaid(first: string, rest: string, up: boolean, down: boolean): readonly RiskLevel[] {
  const at = c(first);
  const to = /^(?:到|至|-|~|—)c?([1-5])/.exec(rest)?.[1];
  if (to !== undefined) return riskLevels.slice(at, c(to) + 1);
  if (up) return riskLevels.slice(at);
  if (down) return riskLevels.slice(0, at + 1);
  const named = [first, ...[...rest.matchAll(/c([1-5])/g)].map((match) => match[1] ?? '')];
  return riskLevels.filter((level) => named.includes(level.slice(1)));
}

const riskLevel: Rule = (scan) => {
  const found = scan.takeWithDenial(
    '(?:风险)?(?:等级|级别|测评|承受能力)?(?:是|为|在)?c([1-5])级?((?:(?:到|至|-|~|—)c?[1-5]级?)|(?:(?:、|,|和|或者?|/|跟)c[1-5]级?)*)(?:(及?以上)|(及?以下|以内))?(?:级|等级)*(?:的|客户)*',
  );
  if (!found) return;
  const [, , first = '', rest = '', up, down] = found.match;
  const levels = levelsSaid(first, rest, up !== undefined, down !== undefined);
  scan.add({ kind: 'risk-level', levels: [...levels] }, found.denied);
};

const soon = (scan: Scan, token: string | undefined) =>
  scan.ahead(token) ?? { from: scan.today, to: scan.today + 30 };

const test = '(?:风险)?(?:承受能力)?(?:测评|评估|风评)';
const assessment: Rule = (scan) => {
  if (
    scan.take(
      new RegExp(
        `(?:没有?|无)有效(?:的)?${test}|(?:待|要|该|需要?)重做${test}|${test}(?:要|待|该|需要?)重做`,
      ),
    )
  ) {
    scan.add({ kind: 'assessment-valid', not: true });
    return;
  }
  if (
    scan.take(
      new RegExp(`(?:没有?|未|从没|从未)(?:做|有)?(?:过)?${test}(?:过)?|${test}(?:没|未)做(?:过)?`),
    )
  ) {
    scan.add({ kind: 'assessed', not: true });
    return;
  }
  const end = scan.take(
    new RegExp(
      `(?:${T}(?:内|里)?(?:的|有)?)?${test}(?:等级)?(?:在)?(?:${T}(?:内|里)?)?((?:还|就|快|将|即将|马上|要|会|临近)*)(?:已经?|都)*(未|没有?)?(?:过期|到期|失效|满一年)(?:了|的)*`,
    ),
  );
  if (end) {
    const [, before, after, soonWord = '', no] = end;
    const token = before ?? after;
    if (no !== undefined) scan.add({ kind: 'assessment-valid' });
    else if (token !== undefined || soonWord !== '') {
      scan.add({ kind: 'assessment-ends', days: soon(scan, token) });
    } else {
      scan.add({ kind: 'assessed' });
      scan.add({ kind: 'assessment-valid', not: true });
    }
    return;
  }
  if (scan.take(new RegExp(`${test}(?:还|都|仍)?(?:在)?有效(?:期内)?(?:的)?|有效(?:的)?${test}`))) {
    scan.add({ kind: 'assessment-valid' });
  }
};

const opened: Rule = (scan) => {
  const since = scan.take(
    new RegExp(
      `开户(?:时间)?(?:已|都)?(超过|满|有|大于)?(不到|不满|不足|小于)?(?:在)?${T}((?:及?以上|多))?(?:以内)?(?:的)?`,
    ),
  );
  if (since) {
    const days = scan.back(since[3]);
    const older = since[2] === undefined && (since[1] ?? since[4]) !== undefined;
    if (days) scan.add({ kind: 'opened', days: older ? { to: days.from - 1 } : days });
    return;
  }
  const match = scan.take(
    new RegExp(
      `(?:${T}(?:内|里)?)?(?:(?:新|刚)(?:开户?|来|增)?(?:的)?(?:客户|户)|新?开(?:的)?户|新客)(?:的)?`,
    ),
  );
  if (!match) return;
  const days = scan.back(match[1]) ?? { from: scan.today - 89, to: scan.today };
  scan.add({ kind: 'opened', days });
};

const payroll: Rule = (scan) => {
  const match = scan.take(
    /(不是|不在|没有?|非|未)?(?:在)?(?:我行|本行|我们行|咱们?行)?(?:做)?代发(?:工资)?(不在|没在)?(?:在|是)?(?:我行|本行|我们行|咱们?行)?/,
  );
  if (match) scan.add({ kind: 'payroll' }, (match[1] ?? match[2]) !== undefined);
};

const occupations =
  '企业主|个体经营|个体户|公务员|公司职员|家庭主妇|自由职业|工程师|医生|教师|老师|律师|会计|财务|退休';
const occupation: Rule = (scan) => {
  const found = scan.takeWithDenial(`(?:做|当|是|职业是|职业为)?(${occupations})(?:人员|的)*`);
  if (!found) return;
  const word = found.match[2] ?? '';
  const name = { 老师: '教师', 个体户: '个体经营' }[word] ?? word;
  scan.add({ kind: 'occupation', occupation: name }, found.denied);
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
} as const;
const disc: Rule = (scan) => {
  const found = scan.takeWithDenial(
    `(?:性格|类型)?(?:是|为)?(${Object.keys(styles).join('|')})(?:型)(?:性格)?(?:的)?`,
  );
  if (!found) return;
  const word = found.match[2] as keyof typeof styles;
  scan.add({ kind: 'disc', style: styles[word] }, found.denied);
};

const statuses = [
  ['frozen', /(?:被)?冻结(?:了|的)*/],
  ['closed', /(?:已经?)?销户(?:了|的)*/],
  ['deceased', /(?:已经?)?(?:去世|身故|过世)(?:了|的)*/],
] as const;
const status: Rule = (scan) => {
  for (const [name, words] of statuses) {
    if (scan.take(words)) scan.add({ kind: 'status', statuses: [name] });
  }
};

const tags = [
  ['relocation', /(?:最近|准备|打算|要|想|快)*搬(?:家|走|到外地)(?:了|的)*/],
  ['job-change', /(?:最近|准备|打算|要|想|刚)*(?:换(?:了)?(?:工作|单位)|跳槽|工作变动)(?:了|的)*/],
  ['house-purchase', /(?:最近|准备|打算|要|想|在)*(?:买房|购房|置业)(?:了|的)*/],
  [
    'planned-outflow',
    /(?:最近|准备|打算|有|要)*(?:大额(?:支出|用款|用钱)|计划(?:转出|用款|支出)|要用钱|大笔用款|用款计划)(?:的)?/,
  ],
] as const;
const tag: Rule = (scan) => {
  for (const [name, words] of tags) {
    if (scan.take(words)) scan.add({ kind: 'tag', tag: name });
  }
  const free = scan.take(
    /(?:打了|带有?|有)?标签(?:是|为|叫)?[“"「『:]?(\p{Script=Han}{2,8}?)[”"」』]?(?:的|$)|(?:打了|带有?|有)[“"「『]?(\p{Script=Han}{2,8}?)[”"」』]?标签/u,
  );
  const name = free?.[1] ?? free?.[2];
  if (name !== undefined) scan.add({ kind: 'tag', tag: name });
};

const cityNames =
  '北京|上海|天津|重庆|杭州|宁波|温州|嘉兴|绍兴|湖州|金华|台州|南京|苏州|无锡|常州|南通|扬州|徐州|合肥|福州|厦门|泉州|南昌|济南|青岛|烟台|郑州|洛阳|武汉|长沙|广州|深圳|珠海|东莞|佛山|南宁|海口|成都|贵阳|昆明|西安|兰州|银川|西宁|太原|石家庄|沈阳|大连|长春|哈尔滨|呼和浩特|乌鲁木齐|拉萨';
const city: Rule = (scan) => {
  const found = scan.takeWithDenial(
    `(?:家)?(?:住址?|住家|人|家)?(?:住)?(?:在|是|址在)?(${cityNames})(?:市)?(?:那边|本地|人|的|客户)*|(?:家)?住(?:在|址在)?(\\p{Script=Han}{2,3}?)(?:市)?的`.replace(
      '\\p{Script=Han}',
      '[\\u4e00-\\u9fff]',
    ),
  );
  const name = found?.match[2] ?? found?.match[3];
  if (found && name !== undefined) scan.add({ kind: 'city', city: name }, found.denied);
};

const managerOf: Rule = (scan) => {
  const match = scan.take(/(?:工号)?(\d{4,6})(?:号)?(?:名下|手上|管户|管)(?:的)?/);
  if (match) scan.add({ kind: 'manager', managerId: match[1] ?? '' });
};

/** What has the word 到期 or 客户 in it and is read before money. */
export const firstPersonRules: readonly Rule[] = [assessment, managerOf, tag];
export const personRules: readonly Rule[] = [
  birthday,
  age,
  opened,
  payroll,
  riskLevel,
  tier,
  occupation,
  disc,
  status,
  surname,
  gender,
  city,
];
