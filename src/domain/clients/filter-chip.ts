import type { Day } from '../calendar/day.ts';
import type { ClientCondition, ClientFilter, Range } from './client-filter.ts';
import {
  boundWords,
  channelWords,
  dayWords,
  discWords,
  genderWords,
  kindWords,
  loanWords,
  outreachWords,
  statusWords,
  tagWords,
} from './client-words.ts';

type Of<Kind extends ClientCondition['kind']> = Extract<ClientCondition, { kind: Kind }>;
type Words = (value: number) => string;

function rangeWords({ from, to }: Range, words: Words): string {
  if (from !== undefined && to !== undefined) return `${words(from)}–${words(to)}`;
  if (from !== undefined) return `≥ ${words(from)}`;
  return to === undefined ? '' : `≤ ${words(to)}`;
}

// Bounds that exclude a typed amount end one cent below it.
function centsWords({ from, to }: Range): string {
  if (to !== undefined && (to + 1) % 1_000_000 === 0 && from === undefined) {
    return `< ${boundWords(to + 1)}`;
  }
  return rangeWords(
    { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
    boundWords,
  );
}

function daysWords({ from, to }: Range, today: Day): string {
  const words = (day: Day) => dayWords(day, today);
  if (from !== undefined && from === to) return words(from);
  if (from !== undefined && to !== undefined) return `${words(from)}–${words(to)}`;
  if (from !== undefined) return `${words(from)}起`;
  return to === undefined || to === today ? '' : `${words(to)}前`;
}

function productWords({ products, productName, risks }: Omit<Of<'holds'>, 'kind'>): string {
  const kinds = products?.map((kind) => kindWords[kind]).join('、') ?? '';
  const many = (products?.length ?? 0) > 4;
  return [productName ?? (many ? '活期以外的产品' : kinds), risks?.join('、') ?? ''].join('');
}

function amountWords({ amountCents, perClient }: Omit<Of<'holds'>, 'kind'>): string {
  if (amountCents === undefined) return '';
  return `${perClient ? '合计' : '单笔'} ${centsWords(amountCents)}`;
}

function changeWords({ months, cents, percent }: Of<'aum-change'>): string {
  const down = (percent?.to ?? cents?.to) !== undefined;
  const size =
    percent !== undefined
      ? ` ≥ ${Math.abs(percent.from ?? percent.to ?? 0)}%`
      : Math.abs(cents?.from ?? cents?.to ?? 1) === 1
        ? ''
        : ` ≥ ${boundWords(Math.abs(cents?.from ?? cents?.to ?? 0))}`;
  return `资产比${months}个月前${down ? '下降' : '上升'}${size}`;
}

function contactWords(asked: Of<'contacted'>, today: Day): string {
  const { days, channel, direction, effective } = asked;
  const how = [
    effective ? '接通的' : '',
    direction === 'in' ? '主动' : '',
    channel === undefined ? '联系' : `${channelWords[channel]}联系`,
  ].join('');
  const when = daysWords(days, today);
  return `${when}${when === '' ? '' : ' '}有${how}记录`;
}

const monthDay = (value: number): string => `${Math.floor(value / 100)}月${value % 100}日`;

type Chip<Kind extends ClientCondition['kind']> = (one: Of<Kind>, today: Day) => string;

const chips: { readonly [Kind in ClientCondition['kind']]: Chip<Kind> } = {
  due: (one, today) => `${productWords(one)}到期 ${daysWords(one.days, today)}`,
  holds: (one) => `持有${productWords(one)}`,
  aum: ({ cents }) => `资产 ${centsWords(cents)}`,
  deposits: ({ cents }) => `存款 ${centsWords(cents)}`,
  'aum-change': changeWords,
  contacted: contactWords,
  appointment: ({ days }, today) => `${daysWords(days, today)} 有约访记录`,
  birthday: ({ from, to }) =>
    from % 100 === 1 && to % 100 === 31
      ? `生日 ${Math.floor(from / 100)}月`
      : `生日 ${monthDay(from)}–${monthDay(to)}`,
  age: ({ years }) => `年龄 ${rangeWords(years, (value) => `${value}岁`)}`,
  opened: ({ days }, today) => `开户 ${daysWords(days, today)}`,
  gender: ({ gender }) => `${genderWords[gender]}性`,
  surname: ({ surname }) => `姓${surname}`,
  born: ({ days }, today) => `出生 ${daysWords(days, today)}`,
  city: ({ cities }) => `住${cities.join('、')}`,
  occupation: ({ occupations }) => `职业 ${occupations.join('、')}`,
  employer: ({ employer }) => `单位 ${employer}`,
  disc: ({ style }) => discWords[style],
  tier: ({ tiers }) => `层级 ${tiers.join('、')}`,
  tag: ({ tag }) => `标签 ${tagWords(tag)}`,
  status: ({ statuses }) => `状态 ${statuses.map((one) => statusWords[one]).join('、')}`,
  'complaint-open': ({ level }) => `有未结投诉${level === undefined ? '' : `（${level}级及以上）`}`,
  'complaint-escalated': () => '投诉升级过',
  'prepay-asked': () => '申请过提前还款',
  matured: ({ days }, today) => `到期未承接 ${daysWords(days, today)}`,
  'moved-out': ({ days, cents }, today) =>
    `${daysWords(days, today)} 转往他行${cents === undefined ? '' : ` ${centsWords(cents)}`}`,
  prefers: ({ channel }) => `偏好${outreachWords[channel]}`,
  noted: ({ words }) => `记录里提到“${words}”`,
  complained: () => '有过投诉',
  'loan-open': ({ loans, cents }) =>
    `有${loans?.map((one) => loanWords[one]).join('、') ?? '贷款'}${cents ? ` ${centsWords(cents)}` : ''}`,
  assessed: () => '做过测评',
  'assessment-valid': () => '测评有效',
  'assessment-ends': ({ days }, today) => `测评到期 ${daysWords(days, today)}`,
  'risk-level': ({ levels }) => `测评 ${levels.join('、')}`,
  'may-market': ({ channel }) => `授权${channel === undefined ? '' : outreachWords[channel]}营销`,
  'do-not-contact': () => '设了免打扰',
  payroll: () => '代发在我行',
  'promise-open': ({ days }, today) =>
    `有答应过还没办的事${daysWords(days, today) === '' ? '' : `（${daysWords(days, today)}）`}`,
  manager: ({ managerId }) => `管户 ${managerId}`,
  'one-of': ({ clientIds }) =>
    clientIds.length > 3 ? `名单上的 ${clientIds.length} 位` : `客户 ${clientIds.join('、')}`,
};

const denials: { readonly [Kind in ClientCondition['kind']]?: string } = {
  assessed: '没做过测评',
  'assessment-valid': '没有有效测评',
  'complaint-open': '没有未结投诉',
  complained: '没有投诉过',
  payroll: '代发不在我行',
  'do-not-contact': '没设免打扰',
  'promise-open': '没有欠着的事',
};

function denied(words: string, { kind }: ClientCondition): string {
  if (kind === 'contacted' || kind === 'appointment') return words.replace('有', '没有');
  if (kind === 'loan-open') return words.replace('有', '没有');
  return kind === 'may-market' || kind === 'holds' ? `没${words}` : `不是：${words}`;
}

/** A condition in a few words; the amount that goes with a product or a due date is a chip of its own. */
export function chipsOfCondition(condition: ClientCondition, today: Day): string[] {
  const chip = chips[condition.kind] as (one: ClientCondition, today: Day) => string;
  const words = chip(condition, today).trim();
  const main =
    condition.not === true ? (denials[condition.kind] ?? denied(words, condition)) : words;
  const amount =
    condition.kind === 'due' || condition.kind === 'holds' ? amountWords(condition) : '';
  return amount === '' ? [main] : [main, amount];
}

/** The conditions without the one that a chip stands for; null where none does. */
export function withoutChip(filter: ClientFilter, chip: string, today: Day): ClientFilter | null {
  let found = false;
  const conditions = filter.conditions.flatMap((one): ClientCondition[] => {
    const place = chipsOfCondition(one, today).indexOf(chip);
    if (place < 0 || found) return [one];
    found = true;
    if (place === 0) return [];
    const { amountCents: _amount, perClient: _perClient, ...rest } = one as Of<'holds'>;
    return [rest];
  });
  return found ? { ...filter, conditions } : null;
}

const sortWords = {
  aum: '按资产',
  name: '按姓名',
  due: '按到期日',
  'last-contact': '按上次联系',
  'client-id': '按客户号',
  'aum-change': '按资产变化',
  age: '按年龄',
  opened: '按开户日',
  deposits: '按存款',
} as const;

/** The whole filter as chips: conditions, then order and length. */
export function chipsOf(
  { conditions, sort, descending, limit }: ClientFilter,
  today: Day,
): string[] {
  const order = sort === undefined ? [] : [`${sortWords[sort]}${descending ? '从高到低' : ''}`];
  return [
    ...conditions.flatMap((one) => chipsOfCondition(one, today)),
    ...order,
    ...(limit === undefined ? [] : [`前 ${limit} 位`]),
  ];
}
