import type { Row } from '../fixtures/demo-clients.ts';

// What must come out is worked out here from the CSV alone: dates as text, money as yuan.
const today = '2026-11-24';

export interface Utterance {
  readonly text: string;
  readonly kind: 'one' | 'list';
  readonly expected: readonly string[];
}

type Rows = (file: string) => Row[];

function shifted(days: number, months = 0): string {
  const date = new Date(`${today}T00:00:00Z`);
  if (months !== 0) {
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + months);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
  }
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function byClient(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.client_id ?? '') ?? [];
    group.push(row);
    groups.set(row.client_id ?? '', group);
  }
  return groups;
}

const field = (row: Row | undefined, name: string): string => row?.[name] ?? '';

/** The own clients of one manager with everything that lists ask for. */
function dossiers(rows: Rows, managerId: string) {
  const products = new Map(rows('products').map((row) => [row.product_id, row]));
  const files = [
    'holdings',
    'balances',
    'contacts',
    'complaints',
    'loans',
    'assessments',
    'consents',
    'tags',
  ];
  const groups = Object.fromEntries(files.map((file) => [file, byClient(rows(file))]));
  return rows('clients')
    .filter((row) => row.manager_id === managerId)
    .map((row) => {
      const id = field(row, 'client_id');
      const of = (file: string): Row[] => groups[file]?.get(id) ?? [];
      const open = of('holdings')
        .filter((one) => field(one, 'closed_on') === '' || field(one, 'closed_on') > today)
        .map((one) => ({
          kind: field(products.get(one.product_id), 'kind'),
          risk: field(products.get(one.product_id), 'risk'),
          name: field(products.get(one.product_id), 'name'),
          amount: Number(one.amount),
          due: [field(one, 'maturity_on'), field(one, 'redeem_by')].filter(Boolean).sort()[0] ?? '',
        }));
      const last = <T extends Row>(list: T[], name: string): T | undefined =>
        [...list].sort((a, b) => field(a, name).localeCompare(field(b, name))).at(-1);
      const balance = last(of('balances'), 'month_end');
      const before = of('balances').find((one) => one.month_end === '2026-07-31');
      return {
        id,
        row,
        open,
        placed: open.filter((one) => !['demand', 'card', 'loan'].includes(one.kind)),
        aum: balance ? Number(balance.aum) : Number.NaN,
        deposits: balance && balance.deposits !== '' ? Number(balance.deposits) : Number.NaN,
        change: balance && before ? Number(balance.aum) - Number(before.aum) : Number.NaN,
        contacts: of('contacts'),
        lastContact: field(last(of('contacts'), 'contacted_at'), 'contacted_at').slice(0, 10),
        complaints: of('complaints'),
        loans: of('loans').filter((one) => field(one, 'settled_on') === ''),
        assessment: last(
          of('assessments').filter((one) => field(one, 'assessed_on') <= today),
          'assessed_on',
        ),
        consents: of('consents').filter(
          (one) =>
            one.purpose === 'marketing' &&
            (field(one, 'revoked_on') === '' || field(one, 'revoked_on') > today),
        ),
        tags: of('tags').filter(
          (one) => field(one, 'expires_on') === '' || field(one, 'expires_on') >= today,
        ),
        age: ageOn(field(row, 'birth_date')),
        birthday: field(row, 'birth_date').slice(5),
      };
    });
}

function ageOn(birth: string): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) >= birth.slice(5) ? years : years - 1;
}

type Dossier = ReturnType<typeof dossiers>[number];

const validTo = (one: Dossier): string => {
  if (!one.assessment) return '';
  const date = new Date(`${one.assessment.assessed_on}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 365);
  return date.toISOString().slice(0, 10);
};

const between = (value: string, from: string, to: string): boolean =>
  value !== '' && from <= value && value <= to;
const dueIn =
  (from: string, to: string, least = 0) =>
  (one: Dossier) =>
    one.placed.some((holding) => between(holding.due, from, to) && holding.amount >= least);
const holds = (kind: string) => (one: Dossier) => one.open.some((holding) => holding.kind === kind);
const silentSince = (day: string) => (one: Dossier) => one.lastContact < day;
const sum = (one: Dossier, kind: string) =>
  one.open
    .filter((holding) => holding.kind === kind)
    .reduce((all, holding) => all + holding.amount, 0);
const consented = (channel: string) => (one: Dossier) =>
  one.consents.some((consent) => consent.channel === channel || consent.channel === 'all');
const level = (one: Dossier): string => field(one.assessment, 'level');

const lists: readonly (readonly [string[], (one: Dossier) => boolean])[] = [
  [
    ['我名下这个月到期的都有谁', '本月到期的客户', '这个月有到期的客户列一下'],
    dueIn(today, '2026-11-30'),
  ],
  [
    ['我名下这个月到期超过50万的', '本月到期单笔五十万以上的客户有哪些'],
    dueIn(today, '2026-11-30', 500_000),
  ],
  [
    ['下个月到期的客户', '12月到期的都有谁', '十二月份到期的客户名单'],
    dueIn('2026-12-01', '2026-12-31'),
  ],
  [['下周到期的客户', '下礼拜到期的有哪些客户'], dueIn('2026-11-30', '2026-12-06')],
  [['本季度到期的客户', '这个季度到期的客户有哪些'], dueIn(today, '2026-12-31')],
  [['60天内到期的客户', '未来60天到期的客户有几位'], dueIn(today, shifted(60))],
  [
    ['12月到期合计20万以上的客户'],
    (one) =>
      one.placed
        .filter((holding) => between(holding.due, '2026-12-01', '2026-12-31'))
        .reduce((all, holding) => all + holding.amount, 0) >= 200_000,
  ],
  [
    ['下个月理财到期的客户'],
    (one) =>
      one.placed.some(
        (holding) => holding.kind === 'wealth' && between(holding.due, '2026-12-01', '2026-12-31'),
      ),
  ],
  [
    ['半年内定期到期的客户有哪些'],
    (one) =>
      one.placed.some(
        (holding) => holding.kind === 'term_deposit' && between(holding.due, today, shifted(0, 6)),
      ),
  ],
  [
    [
      '三个月没联系的客户',
      '3个月没有联系过的客户有哪些',
      '我名下三个月没联系的',
      '三个月以上没联系的客户',
    ],
    silentSince(shifted(1, -3)),
  ],
  [['两个月没联系的客户'], silentSince(shifted(1, -2))],
  [['30天没联系的客户', '近30天没联系的客户有哪些'], silentSince(shifted(-29))],
  [
    ['这周联系过的客户'],
    (one) =>
      one.contacts.some((contact) => field(contact, 'contacted_at').slice(0, 10) >= '2026-11-23'),
  ],
  [
    ['上周我联系过的客户'],
    (one) =>
      one.contacts.some((contact) =>
        between(field(contact, 'contacted_at').slice(0, 10), '2026-11-16', '2026-11-22'),
      ),
  ],
  [
    ['从来没接过我电话的那几个客户'],
    (one) =>
      !one.contacts.some(
        (contact) =>
          contact.channel === 'call' && contact.direction === 'out' && contact.effective === 'true',
      ),
  ],
  [
    ['资产50万以上的客户', '我名下资产五十万以上的', '资产不低于50万的客户有哪些'],
    (one) => one.aum >= 500_000,
  ],
  [
    ['资产20万到50万之间的客户', '20万到50万之间的客户名单', '资产在20-50万的客户'],
    (one) => one.aum >= 200_000 && one.aum <= 500_000,
  ],
  [['资产不到10万的客户', '资产低于10万的客户有哪些'], (one) => one.aum < 100_000],
  [['资产一百万以上的客户'], (one) => one.aum >= 1_000_000],
  [['存款30万以上的客户', '存款超过30万的客户有哪些'], (one) => one.deposits >= 300_000],
  [['活期超过10万的客户', '活期10万以上的客户有哪些'], (one) => sum(one, 'demand') >= 100_000],
  [['理财20万以上的客户', '持有理财超过20万的客户'], (one) => sum(one, 'wealth') >= 200_000],
  [['近三个月资产下降的客户', '最近3个月资产减少的客户有哪些'], (one) => one.change < 0],
  [['近三个月资产下降超过20%的客户'], (one) => one.change <= -0.2 * (one.aum - one.change)],
  [['近三个月资产上升10万以上的客户'], (one) => one.change >= 100_000],
  [['本月生日的客户', '这个月过生日的客户有哪些'], (one) => one.birthday.startsWith('11-')],
  [
    ['12月生日的客户', '今年生日在12月的客户', '下个月过生日的客户'],
    (one) => one.birthday.startsWith('12-'),
  ],
  [['下周生日的客户'], (one) => between(one.birthday, '11-30', '12-06')],
  [['60岁以上的客户', '六十岁以上的客户有哪些', '年满60岁的客户'], (one) => one.age >= 60],
  [['30岁以下的客户'], (one) => one.age <= 30],
  [['不到35岁的客户有哪些'], (one) => one.age < 35],
  [['40到50岁的客户', '四十岁到五十岁的客户有哪些'], (one) => one.age >= 40 && one.age <= 50],
  [['女客户有哪些', '名下女性客户'], (one) => one.row.gender === 'female'],
  [['男客户名单'], (one) => one.row.gender === 'male'],
  [
    ['名下女性客户里60岁以上有几个', '60岁以上的女客户'],
    (one) => one.row.gender === 'female' && one.age >= 60,
  ],
  [['住宁波的客户', '在宁波的客户有哪些', '宁波的客户'], (one) => one.row.address_city === '宁波'],
  [['不在杭州的客户有哪些'], (one) => one.row.address_city !== '杭州'],
  [['白金客户有哪些', '名下白金级的客户'], (one) => one.row.tier === '白金'],
  [
    ['金卡及以上的客户', '金卡以上客户名单'],
    (one) => ['金卡', '白金', '钻石', '私行'].includes(field(one.row, 'tier')),
  ],
  [['不是普通客户的有哪些客户'], (one) => one.row.tier !== '普通'],
  [
    ['要搬家的客户有哪些', '打了搬家标签的客户'],
    (one) => one.tags.some((tag) => tag.tag === 'relocation'),
  ],
  [['换工作的客户有哪些'], (one) => one.tags.some((tag) => tag.tag === 'job-change')],
  [
    ['有未结投诉的客户', '投诉没处理完的客户有哪些', '有投诉在办的客户'],
    (one) => one.complaints.some((complaint) => field(complaint, 'closed_on') === ''),
  ],
  [['有过投诉的客户', '投诉过的客户有哪些'], (one) => one.complaints.length > 0],
  [
    ['测评过期的客户', '风险测评已经过期的客户有哪些', '测评失效的客户'],
    (one) => validTo(one) !== '' && validTo(one) < today,
  ],
  [
    ['测评快过期的客户', '风险测评快到期的客户有哪些'],
    (one) => between(validTo(one), today, shifted(30)),
  ],
  [
    ['测评下个月要过期的客户有几位', '下个月测评到期的客户'],
    (one) => between(validTo(one), '2026-12-01', '2026-12-31'),
  ],
  [['没做过风险测评的客户', '没有做测评的客户有哪些'], (one) => !one.assessment],
  [
    ['没授权短信营销的客户', '没有短信授权的客户有哪些', '短信没授权的客户'],
    (one) => !consented('sms')(one),
  ],
  [
    ['同意微信营销的客户有多少人', '授权了企业微信的客户', '微信授权的客户有哪些'],
    consented('wechat'),
  ],
  [['没授权微信营销的客户', '没同意微信的客户有哪些'], (one) => !consented('wechat')(one)],
  [['授权了电话营销的客户'], consented('call')],
  [['代发客户有哪些', '代发在我行的客户'], (one) => one.row.payroll_here === 'true'],
  [['没有代发的客户有哪些'], (one) => one.row.payroll_here !== 'true'],
  [
    ['今年开户的客户', '今年新开户的客户有哪些'],
    (one) => between(field(one.row, 'opened_on'), '2026-01-01', today),
  ],
  [['开户不到一年的客户'], (one) => field(one.row, 'opened_on') >= shifted(1, -12)],
  [['C3及以上的客户', 'C3以上的客户有哪些'], (one) => level(one) >= 'C3'],
  [['C2以下的客户列一下', 'C2及以下的客户'], (one) => level(one) !== '' && level(one) <= 'C2'],
  [['C4客户有哪些', '测评是C4的客户'], (one) => level(one) === 'C4'],
  [
    ['持有R3以上产品的客户', '买了R3及以上产品的客户有哪些'],
    (one) => one.open.some((holding) => holding.risk >= 'R3'),
  ],
  [['持有基金的客户', '买了基金的客户有哪些', '有基金的客户'], holds('fund')],
  [['有黄金持仓的客户'], holds('gold')],
  [['持有保险的客户', '买过保险的客户有哪些'], holds('insurance')],
  [['没买理财的客户', '没有理财的客户有哪些', '没买过理财的客户'], (one) => !holds('wealth')(one)],
  [
    ['手里只有活期没别的的客户', '只有活期的客户有哪些'],
    (one) => holds('demand')(one) && one.placed.length === 0,
  ],
  [
    ['名下有房贷在我行的客户', '有房贷的客户有哪些'],
    (one) => one.loans.some((loan) => loan.kind === 'mortgage'),
  ],
  [['有贷款的客户有哪些'], (one) => one.loans.length > 0],
  [['没有贷款的客户有哪些'], (one) => one.loans.length === 0],
  [['我管的企业主客户', '企业主客户有哪些'], (one) => one.row.occupation === '企业主'],
  [['退休的客户有哪些'], (one) => one.row.occupation === '退休'],
  [['控制型的客户都是谁', '控制型客户有哪些'], (one) => one.row.disc === 'D'],
  [['姓王的客户有哪些', '姓王的客户'], (one) => field(one.row, 'name').startsWith('王')],
  [
    ['60岁以上、资产20万以上、两个月没联系的女客户'],
    (one) =>
      one.age >= 60 &&
      one.aum >= 200_000 &&
      silentSince(shifted(1, -2))(one) &&
      one.row.gender === 'female',
  ],
  [
    ['杭州的金卡客户里测评过期的有哪些'],
    (one) =>
      one.row.address_city === '杭州' &&
      one.row.tier === '金卡' &&
      validTo(one) !== '' &&
      validTo(one) < today,
  ],
  [
    ['授权了短信的C3客户', 'C3客户里授权了短信的有哪些'],
    (one) => consented('sms')(one) && level(one) === 'C3',
  ],
  [['没买基金的C4以上客户'], (one) => !holds('fund')(one) && level(one) >= 'C4'],
  [
    ['30天没联系且资产50万以上的客户'],
    (one) => silentSince(shifted(-29))(one) && one.aum >= 500_000,
  ],
  [['我名下所有客户', '我的客户名单'], () => true],
];

const askings: readonly ((name: string, id: string, tail: string) => string)[] = [
  (name) => `${name}的定存什么时候到期`,
  (name) => `${name}测评过期没`,
  (name) => `${name}上次联系是哪天`,
  (name) => `${name}资产多少`,
  (name) => `${name}授权短信了没`,
  (_name, id) => `${id}的持仓有哪些`,
  (_name, id) => `查一下${id}的资料`,
  (_name, _id, tail) => `查一下手机尾号${tail}的客户`,
  (name) => `待会要见${name}，先帮我过一遍`,
  (name) => `${name}有没有投诉`,
  (name) => `看看${name}的情况`,
  (name) => `${name}的生日是几号`,
];

/** Two hundred and more ways of asking, with the clients that must come out. */
export function lookUpUtterances(rows: Rows, managerId: string): Utterance[] {
  const own = dossiers(rows, managerId);
  const some = own.filter((_one, at) => at % 2 === 0);
  const one = some.map(({ row, id }, at): Utterance => {
    const name = field(row, 'name');
    const tail = field(row, 'mobile').slice(-4);
    const asking = askings[at % askings.length] ?? ((who: string) => who);
    const text = asking(name, id, tail);
    const expected = own
      .filter((other) =>
        text.includes(name)
          ? other.row.name === name
          : text.includes(id)
            ? other.id === id
            : field(other.row, 'mobile').endsWith(tail),
      )
      .map((other) => other.id);
    return { text, kind: 'one', expected };
  });
  const many = lists.flatMap(([texts, fits]) => {
    const expected = own.filter(fits).map(({ id }) => id);
    return texts.map((text): Utterance => ({ text, kind: 'list', expected }));
  });
  return [...one, ...many];
}
