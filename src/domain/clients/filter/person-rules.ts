import { civilDate, dayOf } from '../../calendar/day.ts';
import { and, type Rule, T } from './scan.ts';
import { anyOf, asWritten } from './vocabulary.ts';

const monthDay = (day: number): number => {
  const { month, day: date } = civilDate(day);
  return month * 100 + date;
};

const birthday: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?:${T}(?:里|内|份|当中)?(?:我|的|过|是|有|快|要|会|将|谁|哪些人?|哪几个|客户)*)?(?:快要?|要|快到|即将|该|近期)?过?(?:的)?(?:生日|寿星|大寿|庆生)(?:快到了?|(?:是|在|为)*${T})?(?:的)?`,
    ),
  );
  if (!match) return;
  const token = match[2] ?? match[1];
  const time = scan.timeOf(token);
  // 这个月生日 is the whole month, those who have had it included.
  const whole = time?.kind === 'days' ? time : scan.ahead(token);
  const days = whole ?? { from: scan.today, to: scan.today + 30 };
  if (time?.kind === 'month' && time.day === null) {
    scan.add({ kind: 'birthday', from: time.month * 100 + 1, to: time.month * 100 + 31 });
  } else if (days.to - days.from < 364) {
    scan.add({ kind: 'birthday', from: monthDay(days.from), to: monthDay(days.to) });
  }
};

const decade: Rule = (scan) => {
  const born = scan.take(/(?<!\d)([0-9]0)(?:后|年代)(?:出生)?(?:的)?(?!\d)/);
  if (born) {
    const year = Number(born[1]) + (Number(born[1]) <= 20 ? 2000 : 1900);
    scan.add({ kind: 'born', days: { from: dayOf(year, 1, 1), to: dayOf(year + 9, 12, 31) } });
  }
  const match = scan.take(/(?:年龄|年纪)?(?:在|是)?(\d0)[多几来]岁(?:的)?(?!以上|往上)/);
  if (!match) return;
  const from = Number(match[1]);
  scan.add({ kind: 'age', years: { from, to: from + 9 } });
};

const about: Rule = (scan) => {
  const match = scan.take(/(?<!\d)(\d{2})岁?(?:左右|上下)(?:的)?(?<=岁.*)/);
  if (!match) return;
  const years = Number(match[1]);
  scan.add({ kind: 'age', years: { from: years - 2, to: years + 2 } });
};

const overWords = '超过|大于|高于|年满|满|过了?|不低于|不小于|至少|上';
const underWords = '低于|小于|少于|不到|不足|不满|未满|没到|不超过|至多|最多';
const age: Rule = (scan) => {
  const between = scan.take(
    /(?:年龄|年纪|岁数)?(?:在|介于)?(\d{1,3})周?岁?(?:到|至|-|~|—|和)(\d{1,3})周?岁?(?:之间)?(?:的)?(?<=岁.*|年龄.*|年纪.*)/,
  );
  if (between) {
    scan.add({ kind: 'age', years: { from: Number(between[1]), to: Number(between[2]) } });
    return;
  }
  const match =
    scan.take(
      new RegExp(
        `(?:年龄|年纪|岁数)?(?:在|是|已经?|都)*(${overWords})?(${underWords})?(\\d{1,3})(?:周?岁)(?:(都不到|不到|没到)|及?(以上|往上|之上|出头|多|开外|朝上)|及?(以下|以内|之下|往下))?(?:的)?(?:老人家?|老年人?|年轻人?|长者|年长)?(?:的)?`,
      ),
    ) ??
    scan.take(
      /(?:年龄|年纪|岁数)(?:在)?()()(\d{1,3})()(以上|往上)?(以下|往下)?(?:的)?(?:老人家?)?/,
    ) ??
    scan.take(/()()(?<![\d{])([2-9]\d)(?!\d)()(往上|开外|朝上)(往下)?(?:的)?/);
  if (!match) return;
  const [, , before, digits, lacking, , under] = match;
  const years = Number(digits);
  const most = before !== undefined && /不超过|至多|最多/.test(before);
  if (most || under !== undefined) scan.add({ kind: 'age', years: { to: years } });
  else if ((before ?? lacking ?? '') !== '') scan.add({ kind: 'age', years: { to: years - 1 } });
  else scan.add({ kind: 'age', years: { from: years } });
};

// As the course counts them: signal P1 for the young, the rules on older clients for the others.
const [young, old] = [30, 60];
const ageGroup: Rule = (scan) => {
  if (scan.conditions.some((one) => one.kind === 'age')) {
    scan.take(/(?:老人家?|老年|年轻|年长)(?:的|人|客户)*/);
    return;
  }
  if (scan.take(/(?:老人家?|老年人?|年长|长者)(?:的|客户)*/))
    scan.add({ kind: 'age', years: { from: old } });
  else if (scan.take(/年轻(?:的|人|客户)*/)) scan.add({ kind: 'age', years: { to: young - 1 } });
};

const gender: Rule = (scan) => {
  const found = scan.takeWithDenial(
    '(女(?!儿|婿|朋)|男(?!孩|朋))(?:性|士|同志|生|的|人|客户)*(?:的)?',
  );
  if (found) {
    scan.add({ kind: 'gender', gender: found.match[2] === '女' ? 'female' : 'male' }, found.denied);
  }
};

const surname: Rule = (scan) => {
  const match = scan.take(
    /姓(欧阳|上官|司马|诸葛|\p{Script=Han})(?:的|氏)*|(?<=^|[|，,])(\p{Script=Han})姓(?:的|客户)*/u,
  );
  const name = match?.[1] ?? match?.[2];
  if (name !== undefined) scan.add({ kind: 'surname', surname: name });
};

/** 开户十年以上, 在我行五年以上, 开户不到一年. */
const openedFor: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?:开户(?:时间)?|(?:在|跟|和)(?:我们?行?|咱们?行?|我行|行里|这儿?)+|入行|客龄)(?:已经?|都|有)*(超过|满|有|大于)?(不到|不满|不足|小于)?(?:在)?${T}((?:及?以上|多))?(?:了|的)?(?:以内)?(?:的)?(?:老客户|老客)?`,
    ),
  );
  if (!match) return;
  const [, over, under, token, more] = match;
  const days = scan.back(token);
  const older = under === undefined && (over ?? more) !== undefined;
  if (days) scan.add({ kind: 'opened', days: older ? { to: days.from - 1 } : days });
};

const oldClient: Rule = (scan) => {
  const match = scan.take(new RegExp(`${T}(?:及?以上|多|往上)(?:的)?老(?:客户|客)(?:的)?`));
  const days = match === null ? null : scan.back(match[1]);
  if (days) scan.add({ kind: 'opened', days: { to: days.from - 1 } });
};

const newClient: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?:${T}(?:内|里|以来|才)?(?:的|刚|才|新)*)?(?:(?:新|刚)(?:开户?|来|增|进)?(?:的)?(?:客户|户)|(?:新|刚|才)*(?:开(?:立|了)?(?:的)?户|入行)|新客|开(?:的)户)(?:的)?(?:新客户?|客户)?(?:的)?`,
    ),
  );
  if (!match) return;
  const days = scan.back(match[1]) ?? { from: scan.today - 89, to: scan.today };
  scan.add({ kind: 'opened', days });
};

const payrollWords =
  '(?:(?:在)?(?:我们行?|我行|本行|咱们?行?|行里|这里?)(?:这儿?|里)?(?:做|发|办)?)*(?:代发(?:工资)?|发工资|发薪|工资代发)|工资(?:卡)?(?:是|走|都)?(?:在)?(?:我们行?|我行|本行|咱们?行?|行里|这里?)(?:这儿?|里)?(?:代?发)';
const payroll: Rule = (scan) => {
  const match =
    scan.take(
      new RegExp(
        `(不是|不在|没有?|非|未|没在|没做)?(?:在|做)?(?:${payrollWords})(不在|没在)?(?:在|是)?(?:我行|本行|我们行|咱们?行)?(?:的)?`,
      ),
    ) ??
    scan.take(
      /工资(?:卡)?(不在|没在|没)(?:有)?(?:在)?(?:我们行?|我行|本行|咱们?行?|行里)?(?:这儿?)?(?:代?发)?(?:的)?/,
    );
  if (match) scan.add({ kind: 'payroll' }, (match[1] ?? match[2]) !== undefined);
};

const cityNames =
  '北京|上海|天津|重庆|杭州|宁波|温州|嘉兴|绍兴|湖州|金华|台州|丽水|衢州|舟山|义乌|南京|苏州|无锡|常州|南通|扬州|徐州|镇江|昆山|合肥|芜湖|福州|厦门|泉州|南昌|济南|青岛|烟台|潍坊|郑州|洛阳|武汉|长沙|广州|深圳|珠海|东莞|佛山|中山|惠州|南宁|桂林|海口|三亚|成都|绵阳|贵阳|昆明|西安|兰州|银川|西宁|太原|石家庄|唐山|保定|沈阳|大连|长春|哈尔滨|呼和浩特|包头|乌鲁木齐|拉萨';
const city: Rule = (scan) => {
  const own = anyOf(scan.vocabulary.cities);
  const names = own === null ? cityNames : `${own}|${cityNames}`;
  const found = scan.takeWithDenial(
    `(?:家)?(?:居住|住址?|住家|人|家)?(?:住)?(?:在|是|址在|地址)?((?:${names})(?:市)?(?:${and}(?:${names})(?:市)?)*)(?:那边|本地|当地|这边|人|的|客户)*`,
  );
  if (found) {
    const said = found.match[2]?.match(new RegExp(names, 'g')) ?? [];
    const cities = said.map((one) => asWritten(scan.vocabulary.cities, one));
    scan.add({ kind: 'city', cities }, found.denied);
    return;
  }
  const other = scan.take(/(?:家)?住(?:在|址在)([\u4e00-\u9fff]{2,3}?)(?:市)?的/);
  if (other) scan.add({ kind: 'city', cities: [other[1] ?? ''] });
};

/** Who the clients are. */
export const personRules: readonly Rule[] = [
  birthday,
  decade,
  about,
  age,
  ageGroup,
  openedFor,
  oldClient,
  newClient,
  payroll,
  surname,
  gender,
  city,
];
