import type { Day } from '../../domain/calendar/day.ts';
import type { Part, Section } from '../../domain/card/card.ts';
import { outreachChannels } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import {
  ageOn,
  assessmentOf,
  marketingConsent,
  openPromises,
} from '../../domain/clients/client-standing.ts';
import {
  channelWords,
  dayWords,
  discWords,
  genderWords,
  loanWords,
  moneyWords,
  outreachWords,
  shortDay,
  statusWords,
  tagWords,
} from '../../domain/clients/client-words.ts';
import { asData, type RecordMarks } from './record-marks.ts';

const contactsShown = 5;

const section = (label: string, ...parts: Part[]): Section => ({ label, note: null, parts });

const known = (name: string, value: string | null) =>
  value === null || value === '' ? [] : [{ name, value: asData(value) }];

function profile({ client, managerName, branchName }: ClientCard, today: Day): Section {
  const { birthDate, gender, disc, preferredChannel, status } = client;
  const who = [
    gender === null ? '' : genderWords[gender],
    birthDate === null ? '' : `${ageOn(birthDate, today)}岁`,
  ];
  const fields = [
    ...known('客户号', client.clientId),
    ...known(
      '手机',
      client.mobileTail === null ? null : `尾号 ${client.mobileTail}（其余隐去）`,
    ).map((field) => ({ ...field, mobileOf: client.clientId })),
    ...known('层级', client.tier),
    ...known('月末资产', client.aumCents === null ? null : moneyWords(client.aumCents)),
    ...known('性别年龄', who.filter(Boolean).join('，')),
    ...known('称呼', client.salutation),
    ...known('职业', [client.occupation, client.employer].filter(Boolean).join('，')),
    ...known('城市', client.city),
    ...known('性格类型', disc === null ? null : discWords[disc]),
    ...known(
      '偏好',
      [
        preferredChannel === null ? '' : outreachWords[preferredChannel],
        client.preferredHours ?? '',
      ]
        .filter(Boolean)
        .join('，'),
    ),
    ...known('状态', status === 'active' ? null : statusWords[status]),
    ...known('免打扰', client.doNotContact ? '是，不做营销联系' : null),
    ...known('备注', client.remark),
    ...known('管户', `${managerName}（${branchName}）`),
  ];
  return section('概况', { kind: 'fields', fields });
}

export function holdingsSection({ holdings }: ClientCard, today: Day, marks: RecordMarks): Section {
  if (holdings.length === 0) return section('持有', { kind: 'text', text: '没有未结清的持有。' });
  const rows = holdings.map((one) => [
    `${asData(one.productName)}${one.risk === null ? '' : `（${one.risk}）`}${marks.holding(one)}`,
    moneyWords(one.amountCents),
    one.maturityOn === null ? '—' : shortDay(one.maturityOn, today),
    one.redeemBy === null ? '—' : shortDay(one.redeemBy, today),
    one.autoRenew === null ? '—' : one.autoRenew ? '自动转存' : '未设转存',
  ]);
  return section('持有', {
    kind: 'table',
    head: ['产品', '金额', '到期', '预约截止', '转存'],
    rows,
    keys: holdings.map((one) => [
      one.productName,
      one.amountCents,
      one.maturityOn,
      one.redeemBy,
      one.autoRenew === null ? null : Number(one.autoRenew),
    ]),
  });
}

function permissions(card: ClientCard, today: Day, marks: RecordMarks): Section {
  const { clientId } = card.client;
  const standing = assessmentOf(card, today);
  const validity = standing
    ? `${standing.assessment.level}，${dayWords(standing.validTo, today)}${standing.daysLeft < 0 ? '已过期' : '到期'}${marks.assessment(clientId, standing.assessment)}`
    : '没有记录';
  const consents = outreachChannels.map((channel) => {
    const given = marketingConsent(card, channel, today);
    return `${outreachWords[channel]}${given ? `可${marks.consent(clientId, given)}` : '未授权'}`;
  });
  const fields = [
    { name: '风险测评', value: validity },
    { name: '营销授权', value: consents.join('，') },
  ];
  return section('测评与授权', { kind: 'fields', fields });
}

function contactsOf({ contacts }: ClientCard, today: Day, marks: RecordMarks): Section[] {
  if (contacts.length === 0) return [section('最近联系', { kind: 'text', text: '没有联系记录。' })];
  const rows = contacts
    .slice(0, contactsShown)
    .map((one) => [
      `${shortDay(one.contactedOn, today)}${marks.contact(one)}`,
      `${channelWords[one.channel]}${one.direction === 'in' ? '（客户来）' : ''}`,
      asData([one.result, one.note].filter(Boolean).join('，')) || '—',
    ]);
  return [section('最近联系', { kind: 'table', head: ['日期', '方式', '结果'], rows })];
}

const bar = (share: number): string => '▇'.repeat(Math.max(1, Math.round(share * 10)));

function balancesOf({ client, balances }: ClientCard, today: Day, marks: RecordMarks): Section[] {
  if (balances.length === 0) return [];
  const most = Math.max(...balances.map((one) => one.aumCents), 1);
  const rows = balances.map((one) => [
    shortDay(one.monthEnd, today).replace(/（.）/, ''),
    moneyWords(one.aumCents),
    bar(Math.max(0, one.aumCents) / most),
  ]);
  const head = ['月末', `资产${marks.balances(client.clientId, balances)}`, '走势'];
  const trend = balances.map((one) => one.aumCents);
  return [section('12个月资产', { kind: 'table', head, rows, trend })];
}

function others(card: ClientCard, today: Day, marks: RecordMarks): Section[] {
  const { clientId } = card.client;
  const promises = openPromises(card).map(
    (one) =>
      `答应${dayWords(one.nextOn ?? today, today)}前：${asData(one.note ?? one.result ?? '再联系')}${marks.contact(one)}`,
  );
  const complaints = card.complaints
    .filter((one) => one.closedOn === null)
    .map(
      (one) =>
        `未结投诉：${asData(one.topic ?? '未写事由')}，${dayWords(one.openedOn, today)}${marks.complaint(one)}`,
    );
  const loans = card.loans
    .filter((one) => one.settledOn === null)
    .map((one) => `${loanWords[one.kind]} ${moneyWords(one.balanceCents)}${marks.loan(one)}`);
  const tags = card.tags
    .filter((one) => one.expiresOn === null || one.expiresOn >= today)
    .map((one) => `标签：${asData(tagWords(one.tag))}${marks.tag(clientId, one)}`);
  const items = [...promises, ...complaints, ...loans, ...tags];
  return items.length === 0 ? [] : [section('其他', { kind: 'list', ordered: false, items })];
}

/** A client's card in sections: first what is looked at most, the rest below the fold. */
export function cardSections(card: ClientCard, today: Day, marks: RecordMarks) {
  return {
    shown: [
      profile(card, today),
      holdingsSection(card, today, marks),
      permissions(card, today, marks),
      ...others(card, today, marks),
    ],
    folded: [...contactsOf(card, today, marks), ...balancesOf(card, today, marks)],
  };
}
